internal import CostSharing
internal import Diagnostics
internal import Funding

/// Reads calculations of bonds and of ledgers, a project in each row of their table.
struct FinancingShareReader {
    let assembly: ProgrammeAssembly

    private var findings: Findings { assembly.findings }
    private var programme: Programme { assembly.programme }
    private var root: RecordReader { assembly.root }

    /// The least coverages that are shown side by side where none are written.
    private static let thresholds = [Ratio.one, Ratio(11, 10), Ratio(6, 5), Ratio(13, 10)]

    /// Reads the bonds, or `nil` after a finding.
    func bonds() -> (calculation: BondCalculation, verdicts: [[BondCalculation.Verdict]])? {
        guard readProjects() else { return nil }
        let reader = FinancingReader(assembly: assembly)
        let thresholds = root["thresholds"].map { node in
            assembly.list(node, "the thresholds").compactMap { item -> Ratio? in
                switch reader.leastCoverage(item) {
                case .same(let number): return number
                case .column(let column):
                    findings.error(
                        .notANumber, at: item.location,
                        "a threshold is a number, and '\(column.name)' is a column",
                        fix: "write for example '1.2'")
                    return nil
                case nil: return nil
                }
            }
        }
        let capital = root["capital"].map { reader.share($0, "the least share of capital") }
        guard let terms = root["bond"].flatMap(reader.bondTerms),
            let cost = root["cost"].flatMap({ reader.money($0, "the total investment") }),
            let debt = root["debt"].flatMap({ reader.money($0, "the bonds asked for") })
        else { return nil }
        let other = root["other-debt"].map { reader.money($0, "the other debt") }
        let needed =
            Financing.bond(terms).columns
            + [cost, debt, other ?? nil].compactMap { $0 }.map { ($0.column, false) }
        guard findings.errorCount == 0,
            programme.projects.indices.allSatisfy({ isFilled(needed, $0) })
        else { return nil }
        return exactly { () throws(ArithmeticOverflow) in
            var cases: [BondCalculation.Case] = []
            for (position, project) in programme.projects.enumerated() {
                guard
                    let coverage = try BondCoverage(of: terms, ofProject: position, in: programme)
                else { continue }
                cases.append(
                    BondCalculation.Case(
                        id: project.id, name: project.name, cost: try fen(cost, position) ?? .zero,
                        bond: try fen(debt, position) ?? .zero,
                        otherDebt: try fen(other ?? nil, position) ?? .zero,
                        coverage: coverage))
            }
            let calculation = BondCalculation(
                cases: cases, thresholds: thresholds ?? FinancingShareReader.thresholds,
                leastCapital: (capital ?? nil) ?? .zero, unit: programme.settlementUnit)
            return (calculation, try calculation.verdicts())
        }
    }

    /// Reads the ledgers, or `nil` after a finding.
    func ledgers() -> LedgerCalculation? {
        guard readProjects() else { return nil }
        let reader = FinancingReader(assembly: assembly)
        guard let terms = root["ledger"].flatMap(reader.ledger),
            let investment = root["investment"].flatMap({ reader.money($0, "the investment") })
        else { return nil }
        let loan = root["loan"].map { reader.money($0, "the loan") }
        let needed = [(column: investment.column, mayBeNegative: false)]
        let columns = Financing.ledger(terms).columns
        guard findings.errorCount == 0,
            programme.projects.indices.allSatisfy({ project in
                // What nothing is known of earns nothing that could be shown.
                isFilled(needed + (isKnown(terms, project) ? columns : []), project)
            })
        else { return nil }
        return exactly { () throws(ArithmeticOverflow) in
            var cases: [LedgerCalculation.Case] = []
            for (position, project) in programme.projects.enumerated() {
                let isKnown = isKnown(terms, position)
                var revenue: [Money] = []
                for stream in terms.streams where isKnown {
                    revenue.append(try fen(stream.revenue, position) ?? .zero)
                }
                cases.append(
                    LedgerCalculation.Case(
                        id: project.id, name: project.name,
                        investment: try fen(investment, position) ?? .zero,
                        loan: try fen(loan ?? nil, position),
                        revenue: revenue,
                        ledger: isKnown
                            ? try SocialLedger(of: terms, ofProject: position, in: programme)
                            : nil))
            }
            let calculation = LedgerCalculation(
                cases: cases,
                streams: terms.streams.map { programme.column($0.revenue.column).heading },
                leastReturn: terms.leastReturn, mostReturn: terms.mostReturn,
                unit: programme.settlementUnit)
            for project in cases { try check(project, of: calculation) }
            return calculation
        }
    }

    /// Computes what reports will show of a case, so that figures without an exact value end here.
    private func check(
        _ project: LedgerCalculation.Case, of calculation: LedgerCalculation
    ) throws(ArithmeticOverflow) {
        guard let ledger = project.ledger else { return }
        let rate = calculation.leastReturn
        _ = try calculation.verdict(on: project)
        _ = try ledger.netPresentValue(of: project.investment, at: rate)
        _ = try ledger.netPresentValue(
            of: ledger.largestInvestment(earningAtLeast: rate), at: rate)
        if let most = calculation.mostReturn {
            _ = try ledger.leastInvestment(earningAtMost: most)
        }
        _ = try ledger.internalReturn(of: project.investment)
    }

    private func readProjects() -> Bool {
        guard let node = root["tables"]?["projects"],
            let table = assembly.table(node, "the table of projects"),
            assembly.readProjects(
                table, renamed: assembly.renames(root["columns"]?["projects"], of: table))
        else { return false }
        StreamTable(assembly: assembly).read()
        return true
    }

    /// Whether any stream of a project is written.
    private func isKnown(_ terms: LedgerTerms, _ project: Int) -> Bool {
        terms.streams.contains {
            programme.column($0.revenue.column).number(at: project) != nil
        }
    }

    /// Whether a project has what is needed; reports what is blank or below zero.
    private func isFilled(
        _ columns: [(column: ColumnReference, mayBeNegative: Bool)], _ project: Int
    ) -> Bool {
        let before = findings.errorCount
        let id = ShownName.quoted(programme.projects[project].id)
        for (column, mayBeNegative) in columns {
            let place =
                assembly.provenance.location(ofProject: project)
                ?? SourceLocation(file: assembly.file)
            guard let number = programme.column(column).number(at: project) else {
                findings.error(
                    .blankValue, at: place, "column '\(column.name)' is blank for project \(id)",
                    fix: "fill it in, with 0 where there is none")
                continue
            }
            if number < .zero, !mayBeNegative {
                findings.error(
                    .negativeValue, at: place,
                    "column '\(column.name)' is below 0 for project \(id)",
                    fix: "write a number of at least 0")
            }
        }
        return findings.errorCount == before
    }

    /// The amount of a project, or `nil` without a column.
    private func fen(_ column: MoneyColumn?, _ project: Int) throws(ArithmeticOverflow) -> Money? {
        guard let column,
            let exact = try column.minorUnits(ofProject: project, in: programme)
        else { return nil }
        guard exact.magnitude <= Money.largest.exact else { throw ArithmeticOverflow() }
        return Money(minorUnits: Int64(exact.floor))
    }

    private func exactly<Result>(_ calculate: () throws(ArithmeticOverflow) -> Result) -> Result? {
        do throws(ArithmeticOverflow) { return try calculate() } catch {
            findings.error(
                .numberTooLarge, at: SourceLocation(file: assembly.file),
                "the figures have too many digits to be exact",
                fix: "check the units of amounts, and shorten rates to six decimals")
            return nil
        }
    }
}
