internal import CostSharing
internal import Diagnostics
internal import Funding

/// Reads bills of households from share.yaml and its roster, and makes them.
struct BillsReader {
    let assembly: ProgrammeAssembly

    /// Bills with their answer.
    struct Result {
        var bills: HouseholdBills
        var answer: [UnitBills]
    }

    private var root: RecordReader { assembly.root }
    private var findings: Findings { assembly.findings }

    /// The bills, or `nil` after a finding.
    func bills() -> Result? {
        let split = root["split"].map { parts($0) } ?? []
        let channels = ChannelReader(assembly: assembly).channels()
        guard
            let roster = RosterReader(
                assembly: assembly, channels: channels,
                needsFloors: split.contains { $0.basis == .floors },
                needsPersons: split.contains { $0.basis == .persons }
            ).roster(),
            // What is missing was reported when the document was opened.
            findings.errorCount == 0
        else { return nil }
        let coefficients =
            split.contains { $0.basis == .floors } ? self.coefficients(for: roster) : [:]
        let units = UnitCostReader(assembly: assembly).units(of: roster)
        guard findings.errorCount == 0 else { return nil }
        let bills = HouseholdBills(
            units: units, split: CostSplit(split, coefficients: coefficients),
            channels: channels.map(\.channel), consent: consent(),
            unit: assembly.programme.settlementUnit)
        guard findings.errorCount == 0 else { return nil }
        do throws(CostSharingError) {
            return Result(bills: bills, answer: try bills.unitBills())
        } catch {
            let unit: Int = if case .unitWithoutPayer(let unit) = error { unit } else { 0 }
            findings.error(
                .nobodyPays, at: roster.units[unit].place,
                "nobody of stair unit \(ShownName.quoted(roster.units[unit].name)) carries a share "
                    + "of its cost",
                fix: "give somebody a coefficient above 0, or let somebody pay")
            return nil
        }
    }

    private func parts(_ node: DocumentNode) -> [CostSplit.Part] {
        let known = CostSplit.Basis.allCases.map(\.rawValue)
        guard let entries = node.entries else {
            return assembly.word(node, known, "a way to split").flatMap(CostSplit.Basis.init)
                .map { [CostSplit.Part($0)] } ?? []
        }
        let errors = findings.errorCount
        let parts = entries.compactMap { entry -> CostSplit.Part? in
            let name = DocumentNode(
                content: .scalar(entry.key, isPlain: true), location: entry.keyLocation)
            guard
                let basis = assembly.word(name, known, "a way to split").flatMap(
                    CostSplit.Basis.init),
                let weight = assembly.share(entry.value, "the weight of '\(entry.key)'")
            else { return nil }
            guard weight > .zero else {
                findings.error(
                    .negativeAmount, at: entry.value.location,
                    "the weight of '\(entry.key)' is not above 0", fix: "leave it out")
                return nil
            }
            return CostSplit.Part(basis, weight: weight)
        }
        if findings.errorCount == errors {
            WeightCheck(assembly: assembly).check(
                parts.map(\.weight), of: "the split", at: node.location)
        }
        return parts
    }

    /// The coefficient of every floor that the roster has.
    private func coefficients(for roster: Roster) -> [Int: Ratio] {
        guard let node = root["coefficients"] else {
            findings.error(
                .missingKey, at: root.keyLocation("split"),
                "a split by floors needs the key 'coefficients'",
                fix: "add for example 'coefficients: {1: 0, 2: 0.5, 3: 1}'")
            return [:]
        }
        var listed: [Int: Ratio] = [:]
        for entry in assembly.map(node, "the coefficients") {
            guard let floor = Int(entry.key), listed[floor] == nil else {
                findings.error(
                    .notANumber, at: entry.keyLocation,
                    "a floor is a whole number, each listed once, and here is "
                        + ShownName.quoted(entry.key))
                continue
            }
            listed[floor] = coefficient(entry.value, "the coefficient of floor \(floor)") ?? .zero
        }
        let step = root["coefficient-above"].flatMap {
            coefficient($0, "what a floor adds to its coefficient")
        }
        let top = listed.keys.max() ?? .max
        let highest = listed[top] ?? .zero
        var reported: Set<Int> = []
        for flat in roster.units.flatMap(\.flats) where listed[flat.flat.floor] == nil {
            let floor = flat.flat.floor
            if let step, floor > top,
                let more = try? step.multiplied(by: Ratio(Int128(floor - top))).adding(highest)
            {
                listed[floor] = more
            } else if reported.insert(floor).inserted {
                findings.error(
                    .floorWithoutCoefficient, at: flat.place,
                    "floor \(floor) has no coefficient; floors listed: "
                        + (listed.isEmpty
                            ? "none"
                            : ShownName.list(listed.keys.sorted().map { "\($0)" }, limit: 20)),
                    fix: floor > top
                        ? "add it, or say with 'coefficient-above' what each higher floor adds"
                        : "add it under 'coefficients'")
            }
        }
        return listed
    }

    /// A number of at least zero with at most nine decimals, or `nil` after a finding.
    private func coefficient(_ node: DocumentNode, _ what: String) -> Ratio? {
        guard let number = assembly.share(node, what) else { return nil }
        guard number >= .zero else {
            findings.error(.negativeAmount, at: node.location, "\(what) is below 0")
            return nil
        }
        guard DataColumn.powerOfTen(DataColumn.mostDecimals) % number.denominator == 0 else {
            findings.error(
                .notANumber, at: node.location,
                "\(what) is \(ShownText.quoted(node.summary)), which has more than "
                    + "\(DataColumn.mostDecimals) decimals",
                fix: "write it as a decimal number")
            return nil
        }
        return number
    }

    private func consent() -> ConsentRule? {
        guard let node = root["consent"],
            let record = RecordReader(
                node, SchemaTables.consent, at: root.keyLocation("consent"), findings: findings)
        else { return nil }
        var rule = ConsentRule()
        if let node = record["participation"], let threshold = threshold(node) {
            rule.participation = threshold
        }
        if let node = record["approval"], let threshold = threshold(node) {
            rule.approval = threshold
        }
        return rule
    }

    /// A share that must be reached, or with `>` before it surpassed.
    private func threshold(_ node: DocumentNode) -> ConsentRule.Threshold? {
        guard let text = assembly.text(node, "a threshold") else { return nil }
        var bare = node
        let isStrict = text.hasPrefix(">") && !text.hasPrefix(">=")
        if isStrict {
            bare.content = .scalar(TrimmedText.trimmed(text.dropFirst()), isPlain: true)
        }
        guard let share = assembly.share(bare, "a threshold") else { return nil }
        guard share >= .zero, share <= .one else {
            findings.error(
                .notAShare, at: node.location,
                "a threshold of a vote is \(ShareText.shown(share)), and it lies from 0 to 100 %")
            return nil
        }
        return ConsentRule.Threshold(share, isStrict: isStrict)
    }
}
