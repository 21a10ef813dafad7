/// The columns that name the projects of a calculation, with the cells below them.
struct ProjectLabels {
    /// The columns: the identifier, and the name where any project has one.
    let columns: [TableColumn]

    /// Looks at the names of all projects.
    ///
    /// - Parameters:
    ///   - names: The name of each project, if it has one.
    ///   - namePriority: How long the name stays where a page is narrow.
    ///   - phrasing: The report's wording.
    init(names: [String?], namePriority: Int, _ phrasing: Phrasing) {
        let hasNames = names.contains { $0 != nil }
        columns =
            [phrasing.column("project", .project, priority: 10)]
            + (hasNames ? [phrasing.column("name", .projectName, priority: namePriority)] : [])
    }

    /// The cells of a project.
    func cells(id: String, name: String?) -> [TableCell] {
        Array([TableCell.text(id), .text(name ?? "")].prefix(columns.count))
    }
}
