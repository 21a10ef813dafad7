internal import Funding

extension SchemaTables {
    /// What a sliding scale looks at.
    static let scaleShare = SchemaRecord(
        "a share that moves a bound",
        [
            SchemaKey(
                "payers", .oneOrMore(.text), required: true, "Whose payments move the bound."),
            SchemaKey(
                "works", works, "The works whose cost they share; those of the rule by default."),
            SchemaKey(
                "less", .either([.share, .map(.either([.share, .text]))]),
                "What is expected of them: a share, one for each class, or a column."),
        ])

    /// What a share of a sliding scale is taken of.
    static let scaleBase = SchemaRecord(
        "what a share is taken of",
        [SchemaKey("column", .text, required: true, "The column that gives the amount.")])

    /// What a point above the floor adds.
    static let scaleAbove = SchemaRecord(
        "points above the floor",
        [each, SchemaKey("adds", .share, required: true, "What each of them adds.")] + rest)

    /// What a point below the floor takes.
    static let scaleBelow = SchemaRecord(
        "points below the floor",
        [each, SchemaKey("takes", .share, required: true, "What each of them takes.")] + rest)

    private static let each = SchemaKey(
        "each", .share, "How large a point is; 1% by default.")

    private static let rest = [
        SchemaKey(
            "rounded", .word(["no", "up", "down"]),
            "Whether a part of a point counts in part, whole, or not at all; in part by default."),
        SchemaKey("at-most", .share, "The most that all points together add or take."),
    ]
}
