internal import CostSharing

/// The keys of share.yaml, one record for each kind of calculation.
extension SchemaTables {
    /// The whole document of a kind: what every document begins with, then its own keys.
    static func share(_ kind: ShareKind) -> SchemaRecord {
        SchemaRecord(
            "a share of kind '\(kind.rawValue)'",
            scenario.keys.filter { sharedKeys.contains($0.name) }
                + [
                    SchemaKey(
                        "share", .word([kind.rawValue]), required: true, "What is calculated."),
                    SchemaKey("cite", .text, "The document that the calculation follows."),
                ] + ownKeys(of: kind))
    }

    /// The keys that mean in share.yaml what they mean in scenario.yaml.
    private static let sharedKeys: Set = [
        "fundmix", "title", "extends", "policies", "parameters", "amounts", "settle", "grouping",
        "encoding", "variants",
    ]

    private static func ownKeys(of kind: ShareKind) -> [SchemaKey] {
        switch kind {
        case .grant:
            grant + [
                SchemaKey("by", .text, "The column that names the regions; 'region' by default."),
                tableKey("tables", ["regions": "The CSV file of the regions."], ["regions"]),
                columnsKey(["regions"]),
            ]
        case .bills:
            bills + [
                tableKey(
                    "tables",
                    [
                        "roster": "The CSV file of the flats.",
                        "stairs": "A CSV file with the cost of each stair unit.",
                    ], ["roster"]),
                columnsKey(["roster", "stairs"]),
            ]
        case .bond:
            bondShare + [
                tableKey("tables", ["projects": "The CSV file of the projects."], ["projects"]),
                columnsKey(["projects"]),
            ]
        case .ledger:
            ledgerShare + [
                tableKey(
                    "tables",
                    [
                        "projects": "The CSV file of the projects.",
                        "streams": "A CSV file with quantity, price and times of each revenue.",
                    ], ["projects"]),
                columnsKey(["projects", "streams"]),
            ]
        }
    }

    private static func tableKey(
        _ name: String, _ files: [String: String], _ required: Set<String>
    ) -> SchemaKey {
        let keys = files.sorted { $0.key < $1.key }.map {
            SchemaKey($0.key, .text, required: required.contains($0.key), $0.value)
        }
        return SchemaKey(
            name, .record(SchemaRecord("tables", keys)), required: true, "The files of the tables.")
    }

    private static func columnsKey(_ tables: [String]) -> SchemaKey {
        let keys = tables.map {
            SchemaKey($0, .map(.text), "Headings of that table and the names they get.")
        }
        return SchemaKey(
            "columns", .record(SchemaRecord("columns", keys)), "Names for headings of the tables.")
    }

    // MARK: - Grants

    static let factor = SchemaRecord(
        "a factor",
        [
            SchemaKey("weight", .share, required: true, "The part of the pool that goes by it."),
            SchemaKey(
                "columns", .oneOrMore(.text),
                "The columns whose product it is; by default the one of its name."),
            SchemaKey(
                "scaled", .flag, "Whether the difficulty multiplies it; true by default."),
        ])

    static let reward = SchemaRecord(
        "a reward",
        [
            SchemaKey("share", .share, required: true, "The part of the pool."),
            SchemaKey(
                "by", .oneOrMore(.text), required: true,
                "The columns whose product is the performance."),
        ])

    /// What describes a grant in share.yaml and in a budget.
    private static let grant = [
        SchemaKey("pool", .money, required: true, "The money that is split."),
        SchemaKey(
            "factors", .map(.either([.share, .record(factor)])), required: true,
            "The factors with their weights, which add up to 100 %."),
        SchemaKey("difficulty", .text, "The column with the coefficient of fiscal difficulty."),
        SchemaKey(
            "reward", .record(reward), "A part of the pool that goes by size and performance."),
    ]

    /// A grant that makes the budgets of groups.
    static let grantBudget = SchemaRecord(
        "a grant",
        [SchemaKey("table", .text, required: true, "The CSV file of the regions.")] + grant)

    // MARK: - Bills

    static let subsidy = SchemaRecord(
        "a subsidy",
        [
            SchemaKey("rate", .share, "The share of the cost that it pays; 100 % by default."),
            SchemaKey(
                "cap", .either([.money, .map(.money)]),
                "The most for a stair unit, or the most by its number of floors."),
        ])

    static let channel = SchemaRecord(
        "a channel",
        [
            SchemaKey("id", .text, required: true, "The identifier."),
            SchemaKey("title", .localizedText, "The name in notices."),
            SchemaKey(
                "cap", .either([.money, .share, .record(channelColumn)]),
                "The most that it pays of a bill: an amount, a share, or a column of the roster."),
            SchemaKey("pot", .money, "The most that it pays of all bills together."),
            SchemaKey("for", .oneOrMore(.text), "The purposes that it is earmarked for."),
        ])

    static let channelColumn = SchemaRecord(
        "a cap", [SchemaKey("column", .text, required: true, "The column with the amounts.")])

    static let consent = SchemaRecord(
        "consent",
        [
            SchemaKey(
                "participation", .text,
                "What must take part in the vote; 2/3 by default, '> 1/2' for more than half."),
            SchemaKey("approval", .text, "What of it must be in favour; 3/4 by default."),
        ])

    private static let bills = [
        SchemaKey("cost", .money, "What the works on a stair unit cost."),
        SchemaKey(
            "subsidy", .either([.money, .record(subsidy)]),
            "What the public purse pays of it."),
        SchemaKey("other", .money, "What others pay of it."),
        SchemaKey(
            "split", .either([.word(CostSplit.Basis.allCases.map(\.rawValue)), .map(.share)]),
            required: true,
            "What shares are taken of: floors, area, equal, persons, or several with weights."),
        SchemaKey("coefficients", .map(.share), "The coefficient of each floor."),
        SchemaKey(
            "coefficient-above", .share,
            "What each floor above the last one listed adds to its coefficient."),
        SchemaKey("refuse", .oneOrMore(.text), "The flats whose owners do not pay."),
        SchemaKey("purpose", .text, "What is paid for, which earmarks are held against."),
        SchemaKey("channels", .list(.record(channel)), "How owners pay, in order; cash last."),
        SchemaKey("consent", .record(consent), "The vote that is counted."),
    ]
}
