extension SchemaTables {
    /// What says where a pack's figures come from.
    static let policy = SchemaRecord(
        "a policy",
        [
            SchemaKey("title", .localizedText, "The name of the practice."),
            SchemaKey("document", .text, "The number of the document."),
            SchemaKey("article", .text, "The article or section of the document."),
            SchemaKey("issuer", .text, "Who issued it."),
            SchemaKey("place", .text, required: true, "Where it is in force."),
            SchemaKey("date", .text, "The date or year of the document."),
            SchemaKey("source", .text, "The publication or address that the figures come from."),
            SchemaKey("grade", .word(["A", "B", "C"]), "How near the source is to the document."),
            SchemaKey("note", .text, "What a reader must know."),
        ])

    /// A parameter that a pack declares.
    static let parameter = SchemaRecord(
        "a parameter of a policy",
        [
            SchemaKey("about", .text, required: true, "What the parameter means."),
            SchemaKey("default", .any, "The value where the scenario sets none."),
            SchemaKey("source", .text, "Where the default comes from."),
        ])

    /// A worked example of a pack.
    static let example = SchemaRecord(
        "an example",
        [
            SchemaKey("about", .text, "What the example shows."),
            SchemaKey("with", .map(.any), "Values of parameters."),
            SchemaKey("given", .map(.text), "The columns of the project."),
            SchemaKey("works", .list(.map(.text)), "The columns of its works."),
            SchemaKey("paid", .map(.money), "What capitals or sources pay for the first work."),
            SchemaKey("fails", .list(.text), "The gates that refuse the project, all of them."),
            SchemaKey("warns", .list(.text), "The checks that fail, all of them."),
            SchemaKey("gives", .map(.text), "Values of columns."),
            SchemaKey("limits", .map(.money), "The bound of rules, summed over the works."),
        ])

    /// The keys of a pack that are its own and are not laid below a document.
    private static let ownKeys = [
        SchemaKey("fundmix", .word(["1"]), required: true, "The version of the format."),
        SchemaKey("policy", .record(policy), required: true, "Where the figures come from."),
        SchemaKey("parameters", .map(.record(parameter)), "Values that a scenario may set."),
        SchemaKey("examples", .list(.record(example)), "Worked examples."),
    ]

    /// The keys of a scenario that a pack may not give, because they are the scenario's own.
    private static let scenarioOnly: Set = [
        "fundmix", "title", "extends", "policies", "parameters", "amounts", "settle", "grouping",
        "encoding", "periods", "tables", "columns", "profiles", "finish", "from", "goals",
        "select", "variants",
    ]

    /// The keys of calculations of shares that a pack may give.
    static let shareContent: Set = [
        "factors", "reward", "split", "coefficients", "coefficient-above", "consent", "capital",
        "thresholds",
    ]

    private static let ofShares = ShareKind.allCases.flatMap { share($0).keys }
        .filter { shareContent.contains($0.name) }
        .map { SchemaKey($0.name, $0.shape, $0.summary) }

    /// What a pack may lay below a document.
    static let policyContent = SchemaRecord(
        "a policy pack", scenario.keys.filter { !scenarioOnly.contains($0.name) } + ofShares)

    /// The whole file of a pack.
    static let policyPack = SchemaRecord("a policy pack", ownKeys + policyContent.keys)
}
