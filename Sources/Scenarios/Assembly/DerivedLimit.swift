internal import CostSharing
internal import Diagnostics
internal import Funding

/// Folds a coverage or a ledger into a column of the projects that gives the limit.
///
/// A column keeps the limit of each project in whole fen, rounded inward, so that formulation and
/// verification need nothing new; its heading is the formula, which reports print as the limit.
struct DerivedLimit {
    let assembly: ProgrammeAssembly
    /// Whose limit it is, as a path: `rules.bonds.at-most`.
    let path: String
    /// Which side is limited.
    let sense: RuleLimit.Sense
    /// Whose payments are limited, where they are known.
    let payers: PayerSet?

    private var findings: Findings { assembly.findings }
    private var programme: Programme { assembly.programme }

    /// The bound that `coverage` describes, or `nil` after a finding.
    func coverage(_ node: DocumentNode) -> RuleBound? {
        guard isAtMost("a coverage", node) else { return nil }
        let reader = FinancingReader(assembly: assembly)
        let terms: BondTerms
        let least: StatedNumber
        if node.entries != nil {
            guard let written = reader.coverage(node) else { return nil }
            (terms, least) = written
        } else {
            let example = "'coverage: {income: …, rate: …, years: …, at-least: 1.2}'"
            guard let number = reader.leastCoverage(node),
                let own = ownTerms(
                    "bond", example, node, { if case .bond(let terms) = $0 { terms } else { nil } },
                    { ($0.income, $0.rate, $0.years) == ($1.income, $1.rate, $1.years) })
            else { return nil }
            (terms, least) = (own, number)
        }
        let inputs =
            Financing.bond(terms).columns
            + [least.column].compactMap { $0 }.map {
                ($0, false)
            }
        let formula = FormulaText(programme: programme).coverage(terms, atLeast: least)
        return column(formula, inputs, node) { project throws(ArithmeticOverflow) in
            guard let bond = try BondCoverage(of: terms, ofProject: project, in: programme),
                let least = least.value(ofProject: project, in: programme)
            else { return nil }
            return try bond.largestDebt(coveredAtLeast: least)
        }
    }

    /// The bound that `ledger` describes, or `nil` after a finding.
    func ledger(_ node: DocumentNode) -> RuleBound? {
        guard sense == .atLeast || isAtMost("a ledger", node) else { return nil }
        let reader = FinancingReader(assembly: assembly)
        let terms: LedgerTerms
        var rate: Ratio?
        if node.entries != nil {
            guard let written = reader.ledger(node) else { return nil }
            terms = written
        } else {
            let example = "'ledger: {revenue: …, years: …, return: 3%}'"
            rate = reader.share(node, "the return of a bound")
            guard rate != nil,
                let own = ownTerms(
                    "ledger", example, node,
                    { if case .ledger(let terms) = $0 { terms } else { nil } },
                    { (left: LedgerTerms, right: LedgerTerms) in left == right })
            else { return nil }
            terms = own
        }
        // Who earns at least a return invests at most so much; who earns at most one, at least so much.
        let isFloor = sense == .atLeast
        guard let bound = rate ?? (isFloor ? terms.mostReturn : terms.leastReturn) else {
            findings.error(
                .missingKey, at: node.location,
                "a least investment follows from the largest return, and none is written",
                fix: "write for example 'return: {at-least: 3%, at-most: 8%}'")
            return nil
        }
        let formula = FormulaText(programme: programme).ledger(terms, earning: bound)
        return column(formula, Financing.ledger(terms).columns, node) {
            project throws(ArithmeticOverflow) in
            let ledger = try SocialLedger(of: terms, ofProject: project, in: programme)
            return isFloor
                ? try ledger?.leastInvestment(earningAtMost: bound)
                : try ledger?.largestInvestment(earningAtLeast: bound)
        }
    }

    private func isAtMost(_ what: String, _ node: DocumentNode) -> Bool {
        guard sense != .atMost else { return true }
        findings.error(
            .boundSyntax, at: node.location,
            "\(what) says what may be paid at most, and here is '\(sense.rawValue)'",
            fix: "write it under 'at-most'")
        return false
    }

    /// The terms that all payers declare alike, or `nil` after a finding.
    private func ownTerms<Terms>(
        _ key: String, _ example: String, _ node: DocumentNode, _ terms: (Financing) -> Terms?,
        _ areAlike: (Terms, Terms) -> Bool
    ) -> Terms? {
        guard let payers else { return nil }
        var common: Terms?
        for position in payers.sources {
            let source = programme.sources[position]
            guard let own = source.financing.flatMap(terms) else {
                findings.error(
                    .boundSyntax, at: node.location,
                    "the bound takes its terms from its payers, and source '\(source.id)' has no "
                        + "'\(key)'",
                    fix: "add '\(key)' to the source, or write the terms: \(example)")
                return nil
            }
            if let common, !areAlike(common, own) {
                findings.error(
                    .boundSyntax, at: node.location,
                    "the bound takes its terms from its payers, and those of '\(source.id)' differ "
                        + "from the others'",
                    fix: "write a rule for each, or write the terms: \(example)")
                return nil
            }
            common = own
        }
        return common
    }

    /// Adds the column with the limit of each project.
    private func column(
        _ formula: String, _ inputs: [(column: ColumnReference, mayBeNegative: Bool)],
        _ node: DocumentNode, _ limit: (Int) throws(ArithmeticOverflow) -> Money?
    ) -> RuleBound? {
        var mantissas: [Int64] = []
        for project in programme.projects.indices {
            do throws(ArithmeticOverflow) {
                mantissas.append(try limit(project)?.minorUnits ?? DataColumn.blank)
            } catch {
                let place = assembly.provenance.location(ofProject: project) ?? node.location
                findings.error(
                    .numberTooLarge, at: place,
                    "the limit '\(path)' of project "
                        + "\(ShownName.quoted(programme.projects[project].id)) has too many digits "
                        + "to be exact",
                    fix: "check the units of its columns, and shorten rates to six decimals")
                return nil
            }
        }
        let column = ColumnReference(
            .project, index: programme.projectData.columns.count, name: path)
        assembly.programme.projectData.columns.append(
            DataColumn(
                name: path, heading: formula,
                content: .numbers(decimals: 2, mantissas: mantissas)))
        assembly.derivedInputs[column] = inputs
        return .column(column, minorUnitsPerOne: MoneyUnit.yuan.minorUnits)
    }
}
