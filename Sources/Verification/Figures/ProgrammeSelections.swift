internal import Funding

/// What the conditions of a programme select, found once and then looked up by position.
///
/// Makes it cheap to check many plans of one programme, and one plan of 219,000 projects.
struct ProgrammeSelections: Sendable {
    /// For each gate, whether each project passes it.
    let gatePasses: [[Bool]]
    /// Whether each project passes all gates, or runs already.
    let isConsidered: [Bool]
    /// For each rule, whether it speaks of each work: one that matches, of a considered project.
    let ruleWorks: [[Bool]]
    /// Which works each source may pay.
    let payers: PayerSelection
    /// For each goal, the rows that its measure counts.
    let goalRows: [[Bool]]
    /// For each choice with measures, the rows that they count.
    let choiceRows: [[[Bool]]]
    /// The projects by the value of each column that a rule or a budget groups by.
    let groups: [ColumnReference: ProjectGroups]

    /// Evaluates all conditions.
    ///
    /// - Complexity: O(*n* · *c*) for *n* projects and works and *c* conditions.
    init(of programme: Programme) {
        let gatePasses = programme.gates.map { $0.condition.selectedProjects(in: programme) }
        let isConsidered = programme.projects.indices.map { project in
            // A running project is past its gates.
            programme.isRunning(project: project) || gatePasses.allSatisfy { $0[project] }
        }
        self.gatePasses = gatePasses
        self.isConsidered = isConsidered
        ruleWorks = programme.rules.map { rule in
            var rows = rule.works.selectedWorks(in: programme)
            for work in rows.indices where !isConsidered[programme.works[work].project] {
                rows[work] = false
            }
            return rows
        }
        payers = PayerSelection(programme)
        goalRows = programme.goals.map { $0.measure.rows(in: programme) }
        choiceRows = programme.choices.map { choice in
            switch choice.demand {
            case .target(let measure, _, _): [measure.rows(in: programme)]
            case .share(let measure, _, _, of: let whole):
                [measure.rows(in: programme), whole.rows(in: programme)]
            case .must, .never, .together, .exactlyOne, .atMostOne, .needs: []
            }
        }
        var groups: [ColumnReference: ProjectGroups] = [:]
        for rule in programme.rules {
            guard case .group(let column) = rule.scope, groups[column] == nil else { continue }
            groups[column] = ProjectGroups(of: programme.column(column))
        }
        for source in programme.sources {
            guard case .grouped(let column, _) = source.budget, groups[column] == nil else {
                continue
            }
            groups[column] = ProjectGroups(of: programme.column(column))
        }
        self.groups = groups
    }
}

extension Measure {
    /// Whether each row that the measure counts over, projects or works, meets its condition.
    fileprivate func rows(in programme: Programme) -> [Bool] {
        switch self {
        case .projects(let condition): condition.selectedProjects(in: programme)
        case .columnSum(let column, let condition) where column.level == .project:
            condition.selectedProjects(in: programme)
        case .works(let condition), .columnSum(_, let condition), .payments(_, let condition),
            .largestBurden(_, _, let condition):
            condition.selectedWorks(in: programme)
        case .changedProjects, .movedMoney: []
        }
    }
}
