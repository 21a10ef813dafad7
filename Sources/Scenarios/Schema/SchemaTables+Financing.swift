extension SchemaTables {
    private static let number = SchemaShape.either([.share, .text])

    private static let terms = [
        SchemaKey(
            "income", .text, required: true,
            "The column of the projects with the net income over the whole term."),
        SchemaKey("rate", number, required: true, "The interest a year, or a column with it."),
        SchemaKey("years", number, required: true, "The term, or a column with it."),
    ]

    /// Income, rate and term of a debt.
    static let bondTerms = SchemaRecord("a bond", terms)

    /// The terms of a debt that a project's income repays.
    static let bond = SchemaRecord(
        "a bond",
        terms + [
            SchemaKey("cost", .text, "The column with the cost of earning the income."),
            SchemaKey("other-debt", .flag, "Whether it is a debt other than a special bond."),
            SchemaKey("sheet", .list(.text), "Further columns that the official sheet shows."),
        ])

    /// What a debt may be at most, so that income covers it.
    static let coverage = SchemaRecord(
        "a coverage",
        terms + [
            SchemaKey(
                "at-least", number, required: true,
                "How often income covers principal and interest at least, or a column with it.")
        ])

    static let stream = SchemaRecord(
        "a stream of revenue",
        [
            SchemaKey("vat", .share, "The rate of value-added tax that the revenue contains."),
            SchemaKey("taxable", .share, "The part of the revenue that is taxable income."),
        ])

    static let interestSubsidy = SchemaRecord(
        "an interest subsidy",
        [
            SchemaKey(
                "loan", .text, required: true, "The column with the loan that bears the interest."),
            SchemaKey("rate", .share, required: true, "The share of the loan paid a year."),
            SchemaKey("years", .whole, required: true, "For how many years it is paid."),
        ])

    static let returnBand = SchemaRecord(
        "a return",
        [
            SchemaKey("at-least", .share, required: true, "The least return a year."),
            SchemaKey("at-most", .share, "The largest return that is a thin profit."),
        ])

    /// What social capital earns and spends in each year of its concession.
    static let ledger = SchemaRecord(
        "a ledger",
        [
            SchemaKey(
                "revenue", .either([.oneOrMore(.text), .map(.record(stream))]), required: true,
                "Columns of the projects with revenue a year, with their tax reliefs."),
            SchemaKey("operating-cost", .text, "The column with the cost of operation a year."),
            SchemaKey(
                "deductions", .text, "The column with what else lessens taxable income a year."),
            SchemaKey("income-tax", .share, "The rate of income tax; 0 by default."),
            SchemaKey(
                "construction-profit", .text, "The column with the profit on the construction."),
            SchemaKey(
                "interest-subsidy", .record(interestSubsidy),
                "Interest that the government pays."),
            SchemaKey(
                "years", number, required: true, "The years of operation, or a column with them."),
            SchemaKey(
                "return", .either([.share, .record(returnBand)]), required: true,
                "The least return a year, or the band of a thin profit."),
        ])

    // MARK: - Calculations of their own

    /// What describes a calculation of bonds in share.yaml.
    static let bondShare = [
        SchemaKey("bond", .record(bondTerms), required: true, "The terms of the debts."),
        SchemaKey("cost", .text, required: true, "The column with the total investment."),
        SchemaKey("debt", .text, required: true, "The column with the bonds asked for."),
        SchemaKey("other-debt", .text, "The column with other debt that the income repays."),
        SchemaKey("capital", .share, "The least share of capital; 0 by default."),
        SchemaKey(
            "thresholds", .list(number), "Least coverages; 1.0, 1.1, 1.2 and 1.3 by default."),
    ]

    /// What describes a calculation of ledgers in share.yaml.
    static let ledgerShare = [
        SchemaKey("ledger", .record(ledger), required: true, "What is earned and spent."),
        SchemaKey("investment", .text, required: true, "The column with the investment."),
        SchemaKey("loan", .text, "The column with the loans in it."),
    ]
}
