internal import Funding

extension SchemaTables {
    static let derived = SchemaRecord(
        "the block of derived columns",
        [
            SchemaKey("projects", .map(.expression), "New columns of the projects."),
            SchemaKey("works", .map(.expression), "New columns of the works."),
        ])

    static let dataCheck = SchemaRecord(
        "a data check",
        [
            SchemaKey(
                "expect", .condition, required: true, "The condition that the data should meet."),
            SchemaKey(
                "each", .word(["programme", "project", "work"]),
                "For what the condition is checked; the whole programme by default."),
            SchemaKey("where", .condition, "Which projects or works are checked."),
            SchemaKey("within", .share, "How far the left side may miss the right one."),
            SchemaKey("show", .map(.expression), "Figures that the finding names besides."),
            SchemaKey(
                "severity", .word(["warning", "error"]),
                "Whether a scenario that fails is refused; warning by default."),
            SchemaKey("title", .localizedText, "The name in reports."),
            SchemaKey("cite", .text, "The document that it comes from."),
            SchemaKey("fix", .text, "What the finding proposes."),
        ])

    static let keyFigure = SchemaRecord(
        "a key figure",
        [
            SchemaKey("is", .expression, required: true, "The expression that gives the figure."),
            SchemaKey(
                "as", .word(KeyFigure.Style.allCases.map(\.rawValue)),
                "How people read it; as a number by default."),
            SchemaKey(
                "decimals", .whole, "How many decimals people read; by default as many as it needs."
            ),
            SchemaKey("title", .localizedText, "The name in reports."),
            SchemaKey("cite", .text, "The document that it comes from."),
        ])

    static let memo = SchemaRecord(
        "a memo",
        [
            SchemaKey("column", .text, required: true, "The column of money that is added up."),
            SchemaKey("title", .localizedText, "The name in reports."),
            SchemaKey("note", .localizedText, "Why it is kept out of the funding table."),
        ])
}
