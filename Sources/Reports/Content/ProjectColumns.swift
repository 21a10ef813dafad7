internal import Funding

/// The columns that say which project a row is about: identifier, name, groups, figures and start.
struct ProjectColumns: Sendable {
    let columns: [TableColumn]
    private let programme: Programme
    private let groups: [ColumnReference]
    private let sums: [ColumnReference]
    private let hasNames: Bool

    /// Chooses the columns.
    ///
    /// - Complexity: O(*p*) for *p* projects.
    init(
        of programme: Programme, groups: [ColumnReference], sums: [ColumnReference],
        _ glossary: Glossary
    ) {
        (self.programme, self.groups, self.sums) = (programme, groups, sums)
        let phrasing = glossary.phrasing
        hasNames = programme.projects.contains { $0.name != nil && $0.name != $0.id }
        var columns = [TableColumn("project", heading: phrasing.term(.project), priority: 10)]
        if hasNames {
            columns.append(
                TableColumn("name", heading: phrasing.term(.projectName), priority: 9))
        }
        columns += (groups + sums).map { reference in
            let column = programme.column(reference)
            return TableColumn(
                reference.name, group: "columns", heading: glossary.heading(of: column),
                column.isNumeric ? .number : .text, priority: column.isNumeric ? 4 : 5)
        }
        self.columns = columns
    }

    /// The cells of a project.
    func cells(of project: Int) -> [TableCell] {
        var cells: [TableCell] = []
        append(project, to: &cells)
        return cells
    }

    /// Adds the cells of a project to a row.
    func append(_ project: Int, to cells: inout [TableCell]) {
        cells.append(.text(programme.projects[project].id))
        if hasNames { cells.append(.text(programme.projects[project].name ?? "")) }
        for group in groups {
            cells.append(programme.column(group).text(at: project).map { .text($0) } ?? .blank)
        }
        for sum in sums {
            cells.append(
                programme.column(sum).number(at: project).map { .number($0) } ?? .blank)
        }
    }

    /// The cells of a total: a blank for each text, the sum for each figure.
    ///
    /// - Complexity: O(*p* · *c*) for *p* projects and *c* figures.
    func totals(of projects: [Int]) -> [TableCell] {
        let texts = columns.count - sums.count
        return Array(repeating: TableCell.blank, count: texts)
            + sums.map { reference in
                guard
                    case .numbers(let decimals, let mantissas) =
                        programme.column(reference).content
                else { return .blank }
                let sum = projects.reduce(Int128(0)) {
                    mantissas[$1] == DataColumn.blank ? $0 : $0 + Int128(mantissas[$1])
                }
                return .number(Ratio(sum, DataColumn.powerOfTen(decimals)))
            }
    }
}
