internal import Funding

extension SchemaTables {
    /// The order in which projects are chosen.
    static let selection = SchemaRecord(
        "a selection",
        [
            SchemaKey(
                "method", .word(["ranked", "best"]),
                "Whether projects are chosen in an order, or by the goals; ranked by default."),
            SchemaKey(
                "by", .either([.text, .map(.share)]), required: true,
                "A column, or a map of columns and their weights in the score."),
            SchemaKey(
                "ties", .list(.text),
                "Columns that part equal scores, each with asc or desc; last the identifier does."),
            SchemaKey(
                "first", .list(.condition),
                "Conditions whose projects come before all others, the first one first."),
            SchemaKey(
                "when-full", .word(RankedSelection.WhenFull.allCases.map(\.rawValue)),
                "Whether the first that does not fit ends the order; stop by default."),
            SchemaKey(
                "optional-works", .word(RankedSelection.OptionalWorks.allCases.map(\.rawValue)),
                "In which order optional works are tried, or that the goals decide."),
            SchemaKey(
                "works-by", .list(.text),
                "Columns that part works of one class and project; by default cost asc."),
            SchemaKey(
                "compare", .flag,
                "Whether the first goal is optimised without the order too; true by default."),
            SchemaKey("cite", .text, "The document that it comes from."),
        ])
}
