internal import Funding

/// Chooses the columns of projects that the tables show.
enum ReportColumns {
    /// The text columns that tables are grouped by: those that rules hold in or budgets are split
    /// by, as written, then those that offices call districts.
    ///
    /// - Complexity: O(*r* + *s* + *c*) for *r* rules, *s* sources and *c* columns.
    static func groups(of programme: Programme) -> [ColumnReference] {
        var columns: [ColumnReference] = []
        for rule in programme.rules {
            if case .group(let column) = rule.scope { columns.append(column) }
        }
        for source in programme.sources {
            if case .grouped(let column, _) = source.budget { columns.append(column) }
        }
        columns += named(Glossary.districts, in: programme)
        return distinct(columns).filter { $0.level == .project }
    }

    /// The numeric columns that tables show and add up: those that offices add up, then those that
    /// goals, choices and rates count.
    ///
    /// - Complexity: O(*r* + *c*) for *r* rules and *c* columns.
    static func sums(of programme: Programme) -> [ColumnReference] {
        var columns = named(Glossary.sums, in: programme)
        for goal in programme.goals { columns += self.columns(of: goal.measure) }
        for choice in programme.choices {
            switch choice.demand {
            case .target(let measure, _, _): columns += self.columns(of: measure)
            case .share(let measure, _, _, let whole):
                columns += self.columns(of: measure) + self.columns(of: whole)
            case .must, .never, .together, .exactlyOne, .atMostOne, .needs: break
            }
        }
        for limit in programme.rules.flatMap(\.limits) {
            if case .rate(_, let column) = limit.bound { columns.append(column) }
        }
        return distinct(columns).filter {
            $0.level == .project && programme.column($0).isNumeric
        }
    }

    private static func named(_ names: Set<String>, in programme: Programme) -> [ColumnReference] {
        programme.projectData.columns.enumerated().compactMap { index, column in
            names.contains(column.name)
                ? ColumnReference(.project, index: index, name: column.name) : nil
        }
    }

    private static func columns(of measure: Measure) -> [ColumnReference] {
        switch measure {
        case .columnSum(let column, _), .largestBurden(_, let column, _): [column]
        case .projects, .works, .payments, .changedProjects, .movedMoney: []
        }
    }

    private static func distinct(_ columns: [ColumnReference]) -> [ColumnReference] {
        var seen: Set<ColumnReference> = []
        return columns.filter { seen.insert($0).inserted }
    }
}
