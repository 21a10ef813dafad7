internal import Funding

/// The keys of scenario.yaml: what the reader accepts is what the schema publishes.
enum SchemaTables {
    /// The whole document.
    static let scenario = SchemaRecord(
        "a scenario",
        [
            SchemaKey("fundmix", .word(["1"]), required: true, "The version of the format."),
            SchemaKey("title", .localizedText, "The title in reports."),
            SchemaKey("extends", .text, "A scenario whose values this one inherits."),
            SchemaKey(
                "policies", .oneOrMore(.text), "Policy packs whose rules lie below this scenario."),
            SchemaKey("parameters", .map(.any), "Values that texts name with a dollar sign."),
            SchemaKey(
                "amounts", .word(MoneyUnit.allCases.map(\.rawValue)),
                "The unit of bare amounts in this file and the tables; 元 by default."),
            SchemaKey(
                "settle", .money, "Every payment is a whole multiple of this; 1 元 by default."),
            SchemaKey(
                "grouping", .word(["none", "comma"]),
                "Whether commas may part digits into thousands; none by default."),
            SchemaKey(
                "encoding", .word(TableEncoding.allCases.map(\.rawValue)),
                "The encoding of the tables."),
            SchemaKey("periods", .list(.text), "The periods, for example years, in order."),
            SchemaKey("tables", .record(tables), required: true, "The files of the tables."),
            SchemaKey("columns", .record(columns), "Names for headings of the tables."),
            SchemaKey("derive", .record(derived), "Columns that expressions give."),
            SchemaKey("units", .map(.text), "The column that the unit of a rate counts."),
            SchemaKey(
                "classes", .list(.record(workClass)), "The classes of works, most important first."),
            SchemaKey(
                "class-order", .word(ClassOrder.allCases.map(\.rawValue)),
                "What a later class may do while an earlier one is left out."),
            SchemaKey(
                "profiles", .map(.list(.whole)), "Weights of a work's cost over the periods."),
            SchemaKey(
                "finish", .word(FinishRule.allCases.map(\.rawValue)),
                "When the works of a project must be paid in full; within the periods by default."),
            SchemaKey("from", .text, "The published plan that this scenario changes."),
            SchemaKey("sources", .map(.record(source)), "The pots of money."),
            SchemaKey("gates", .map(.record(gate)), "Conditions that a project must meet."),
            SchemaKey("rules", .map(.record(rule)), "Who must and may pay how much of what."),
            SchemaKey("choices", .list(.record(choice)), "What must or must not be chosen."),
            SchemaKey("goals", .list(.record(goal)), "What is best, the most important first."),
            SchemaKey("checks", .map(.record(dataCheck)), "What the data must say of itself."),
            SchemaKey("figures", .map(.record(keyFigure)), "Key figures of the report."),
            SchemaKey("memo", .map(.record(memo)), "Money kept out of the funding table."),
            SchemaKey(
                "select", .record(selection), "Whether projects are chosen in an order, and which."),
            SchemaKey("variants", .map(.record(variant)), "Other values to try."),
        ])

    static let tables = SchemaRecord(
        "tables",
        [
            SchemaKey("projects", .text, required: true, "The CSV file of the projects."),
            SchemaKey("works", .text, required: true, "The CSV file of the works."),
            SchemaKey("sources", .text, "A CSV file of sources."),
            SchemaKey(
                "streams", .text, "A CSV file with quantity, price and times of each revenue."),
            SchemaKey(
                "commitments", .text, "A CSV file of what running works have or were promised."),
        ])

    static let columns = SchemaRecord(
        "columns",
        [
            SchemaKey("projects", .map(.text), "Headings of the projects and the names they get."),
            SchemaKey("works", .map(.text), "Headings of the works and the names they get."),
            SchemaKey("sources", .map(.text), "Headings of the sources and the names they get."),
            SchemaKey(
                "commitments", .map(.text), "Headings of the commitments and the names they get."),
        ])

    static let workClass = SchemaRecord(
        "a class",
        [
            SchemaKey("id", .text, required: true, "The identifier that works name."),
            SchemaKey("title", .localizedText, "The name in reports."),
            SchemaKey("mandatory", .flag, "Whether its works are done whenever their project is."),
        ])

    /// What a source, a rule or a measure may select works by.
    static let selector = SchemaRecord(
        "a selector",
        [
            SchemaKey("class", .oneOrMore(.text), "Classes of works."),
            SchemaKey("kind", .oneOrMore(.text), "Kinds of works."),
            SchemaKey("component", .oneOrMore(.text), "Components of works."),
            SchemaKey("id", .oneOrMore(.text), "Identifiers of works."),
            SchemaKey("work", .oneOrMore(.text), "Identifiers of works."),
            SchemaKey("project", .oneOrMore(.text), "Identifiers of projects."),
            SchemaKey("where", .condition, "A condition on columns of the work or its project."),
        ], others: .oneOrMore(.text))

    static let works = SchemaShape.either([.condition, .record(selector)])

    static let pots = SchemaRecord(
        "a budget by groups",
        [
            SchemaKey(
                "by", .text, required: true, "The column of the projects that makes the groups."),
            SchemaKey("table", .text, "The CSV file with a budget for each group."),
            SchemaKey("pots", .map(.either([.money, .map(.money)])), "The budget of each group."),
            SchemaKey(
                "grant", .record(grantBudget), "A pool that the factor method splits over groups."),
            SchemaKey("scale", .share, "What every budget of the groups is multiplied by."),
        ])

    static let source = SchemaRecord(
        "a source",
        [
            SchemaKey(
                "capital", .word(Capital.allCases.map(\.rawValue)), required: true,
                "Whose money it is."),
            SchemaKey("title", .localizedText, "The name in reports."),
            SchemaKey(
                "budget", .either([.money, .record(pots), .map(.money)]),
                "How much there is: an amount, one for each period or group, or 'open'."),
            SchemaKey("carry-over", .flag, "Whether what one period leaves may be spent later."),
            SchemaKey("pays", works, "The works that it may pay."),
            SchemaKey("report-as", .text, "The official column that reports book it under."),
            SchemaKey("bond", .record(bond), "The terms of a debt that projects repay."),
            SchemaKey("ledger", .record(ledger), "What projects earn for social capital."),
            SchemaKey("cite", .text, "The document that it comes from."),
            SchemaKey("fixed", .flag, "Whether no proposed repair may touch it."),
        ])

    static let gate = SchemaRecord(
        "a gate",
        [
            SchemaKey(
                "require", .condition, required: true, "The condition on columns of the project."),
            SchemaKey("title", .localizedText, "The name in reports."),
            SchemaKey("cite", .text, "The document that it comes from."),
            SchemaKey("fixed", .flag, "Whether no proposed repair may touch it."),
        ])

    static let bound = SchemaRecord(
        "a bound",
        [
            SchemaKey("column", .text, "The column that gives the amount."),
            SchemaKey("share", .share, "A share of cost, or of what 'of' names."),
            SchemaKey(
                "of", .either([.oneOrMore(.text), .record(scaleBase)]),
                "The payers of whose payments the share is taken, or the column of an amount."),
            SchemaKey(
                "by", .either([.text, .record(scaleShare)]),
                "The column whose value picks the step, or whose share of a cost does."),
            SchemaKey(
                "steps", .map(.either([.money, .share])),
                "The least value of each step and what it gives."),
            SchemaKey("per", .text, "The unit or column that amounts are multiplied by."),
            SchemaKey(
                "coverage", .either([.share, .record(coverage)]),
                "How often income covers a debt at least; 'at-most' only."),
            SchemaKey(
                "ledger", .either([.share, .record(ledger)]),
                "The least return under 'at-most', the largest under 'at-least'."),
            SchemaKey("above", .record(scaleAbove), "What each point above the floor adds."),
            SchemaKey("below", .record(scaleBelow), "What each point below the floor takes."),
        ])

    private static let limit = SchemaShape.either([.text, .record(bound)])

    static let rule = SchemaRecord(
        "a rule",
        [
            SchemaKey("payers", .oneOrMore(.text), required: true, "Sources or capitals."),
            SchemaKey("works", works, "The works that the rule speaks of; all by default."),
            SchemaKey("where", .condition, "A condition on the projects that the rule speaks of."),
            SchemaKey(
                "each", .text, required: true,
                "In what the rule holds: work, project, period, programme or a column of the projects."
            ),
            SchemaKey("pay", limit, "The exact bound."),
            SchemaKey("at-least", limit, "The lower bound."),
            SchemaKey("at-most", limit, "The upper bound."),
            SchemaKey(
                "when", .word(["funded", "always"]),
                "Whether the rule binds where nothing is funded."),
            SchemaKey("title", .localizedText, "The name in reports."),
            SchemaKey("cite", .text, "The document that it comes from."),
            SchemaKey("fixed", .flag, "Whether no proposed repair may touch it."),
        ])

    static let measure = SchemaRecord(
        "a measure",
        [
            SchemaKey("count", .word(["projects", "works"]), "Counts what is funded."),
            SchemaKey("sum", .text, "Adds up a numeric column of what is funded."),
            SchemaKey("payers", .oneOrMore(.text), "Adds up what these pay."),
            SchemaKey("works", works, "The works that count."),
            SchemaKey("where", .condition, "A condition on what counts."),
        ])

    private static let measured = SchemaShape.either([.text, .list(.text), .record(measure)])

    static let shareLimit = SchemaRecord(
        "a limit",
        [
            SchemaKey("of", measured, required: true, "What is measured."),
            SchemaKey("where", .condition, "The part that is limited."),
            SchemaKey("at-least", .text, "The least share of the whole, or the least value."),
            SchemaKey("at-most", .text, "The largest share of the whole, or the largest value."),
        ])

    static let choice = SchemaRecord(
        "a choice",
        [
            SchemaKey("id", .text, "The identifier."),
            SchemaKey("must", .oneOrMore(.text), "All of these are funded."),
            SchemaKey("never", .oneOrMore(.text), "None of these is funded."),
            SchemaKey("together", .list(.text), "All of these are funded, or none."),
            SchemaKey("one-of", .list(.text), "Exactly one of these is funded."),
            SchemaKey("at-most-one", .list(.text), "At most one of these is funded."),
            SchemaKey(
                "needs", .map(.oneOrMore(.text)), "The key is funded only if the others are."),
            SchemaKey("target", .text, "A measure with >= or <= and a value."),
            SchemaKey("limit", .record(shareLimit), "A share or value that a part may not leave."),
            SchemaKey("cite", .text, "The document that it comes from."),
            SchemaKey("fixed", .flag, "Whether no proposed repair may touch it."),
        ])

    static let burden = SchemaRecord(
        "a burden",
        [
            SchemaKey("payers", .oneOrMore(.text), required: true, "Whose payments weigh."),
            SchemaKey(
                "per", .text, required: true,
                "The unit or column of the projects that they are divided by."),
            SchemaKey("works", works, "The works that count."),
        ])

    static let goal = SchemaRecord(
        "a goal",
        [
            SchemaKey("id", .text, "The identifier."),
            SchemaKey("maximize", measured, "What is to be large."),
            SchemaKey("minimize", measured, "What is to be small."),
            SchemaKey(
                "minimize-largest", .record(burden), "The largest burden per unit is to be small."),
            SchemaKey("within", .share, "How far a later goal may pull this one back."),
        ])

    static let variant = SchemaRecord(
        "a variant",
        [
            SchemaKey("title", .localizedText, "The name in reports."),
            SchemaKey(
                "set", .map(.any), required: true, "Values by path; -10% is a relative change."),
        ])
}
