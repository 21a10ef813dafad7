internal import Diagnostics
internal import Funding

/// Reads a bound that slides with what some payers pay: steps of their share, or points above and
/// below a floor.
struct SlidingScaleReader {
    let assembly: ProgrammeAssembly

    private var findings: Findings { assembly.findings }

    /// The bound that `by` describes with `steps`, or with `share`, `above` and `below`; `nil` after
    /// a finding.
    func bound(_ record: RecordReader) -> RuleBound? {
        let hasSteps = record["steps"] != nil
        let meant =
            hasSteps ? ["by", "steps", "of", "per"] : ["by", "share", "of", "above", "below"]
        for entry in record.node.entries ?? [] where !meant.contains(entry.key) {
            guard record.record.keys.contains(where: { $0.name == entry.key }) else { continue }
            findings.error(
                .boundSyntax, at: entry.keyLocation,
                hasSteps
                    ? "'\(entry.key)' has no meaning beside 'steps' of a share"
                    : "'\(entry.key)' has no meaning beside a share that moves the bound",
                fix: "leave it out")
        }
        guard let node = record["by"],
            let by = RecordReader(
                node, SchemaTables.scaleShare, at: node.location, findings: findings)
        else { return nil }
        let payers = by["payers"].flatMap { assembly.payers($0, "the payers who move a bound") }
        let works = by["works"].map { assembly.selector($0, at: by.keyLocation("works")) }
        let floor = by["less"].map(floor) ?? .byClass([])
        guard let payers, let floor else { return nil }
        if let works, works == nil { return nil }
        var scale = SlidingScale(
            payers: payers, works: works ?? nil, floor: floor, pieces: [])
        let isRead =
            hasSteps ? readSteps(record, into: &scale) : readPoints(record, into: &scale)
        guard isRead else { return nil }
        guard scale.pieces.count <= SlidingScale.mostPieces else {
            return tooMany(scale.pieces.count, at: record.node.location)
        }
        return .slidingScale(scale)
    }

    /// Whether limits with a sliding scale have a scope and a time that they can have.
    func areAllowed(
        _ limits: [RuleLimit], in scope: RuleScope, _ when: String?, at place: SourceLocation
    ) -> Bool {
        let hasScale = limits.contains {
            if case .slidingScale = $0.bound { true } else { false }
        }
        guard hasScale else { return true }
        if scope != .work && scope != .project {
            findings.error(
                .boundSyntax, at: place,
                "a bound that slides with payments holds in each work or project, not in wider scopes",
                fix: "write 'each: project' or 'each: work'")
            return false
        }
        guard when != "always" else {
            findings.error(
                .boundSyntax, at: place,
                "a bound that slides with payments cannot hold where nothing is funded",
                fix: "leave 'when' out")
            return false
        }
        return true
    }

    // MARK: - The floor

    private func floor(_ node: DocumentNode) -> SlidingScale.Floor? {
        guard let entries = node.entries else {
            return floorShare(node).map { share in
                .byClass(assembly.programme.classes.map { _ in share })
            }
        }
        let classes = assembly.programme.classes.map(\.id)
        if entries.count == 1, entries[0].key == "column", !classes.contains("column") {
            return assembly.numericColumn(
                entries[0].value, levels: [.project, .work], "a floor by column"
            ).map { .column($0) }
        }
        for entry in entries where !classes.contains(entry.key) {
            findings.error(
                .unknownClass, at: entry.keyLocation,
                "class \(ShownName.quoted(entry.key)) is not defined",
                fix: ShownName.suggestion(for: entry.key, among: classes, what: "classes"))
            return nil
        }
        var shares: [Ratio] = []
        for id in classes {
            guard let value = node[id] else {
                findings.error(
                    .missingKey, at: node.location,
                    "the floor of class \(ShownName.quoted(id)) is not written",
                    fix: "add '\(id): 0%' if nothing is expected for it")
                return nil
            }
            guard let share = floorShare(value) else { return nil }
            shares.append(share)
        }
        return .byClass(shares)
    }

    private func floorShare(_ node: DocumentNode) -> Ratio? {
        guard let share = assembly.share(node, "a floor") else { return nil }
        guard share >= .zero, share <= .one else {
            findings.error(
                .notAShare, at: node.location,
                "a floor of \(ShareText.shown(share)) does not lie between 0 and 100 %")
            return nil
        }
        return share
    }

    /// How far below and above its floor a share can be.
    private func span(_ floor: SlidingScale.Floor) -> (below: Ratio, above: Ratio) {
        guard case .byClass(let shares) = floor else { return (.one, .one) }
        let above = try? Ratio.one.subtracting(shares.min() ?? .zero)
        return (shares.max() ?? .zero, above ?? .one)
    }

    // MARK: - Steps

    private func readSteps(_ record: RecordReader, into scale: inout SlidingScale) -> Bool {
        guard let node = record["steps"], let steps = StepReader(assembly: assembly).steps(node)
        else { return false }
        let lowest = span(scale.floor).below.negated
        if let first = steps.first, first.from > lowest {
            findings.error(
                .stepBelowFirst, at: node.location,
                "the first step begins at \(ShareText.shown(first.from)), and the share "
                    + (lowest < .zero ? "less its floor " : "")
                    + "can be as low as \(ShareText.shown(lowest))",
                fix: "add a step that begins there, for example '\(ShareText.shown(lowest)): 0'")
            return false
        }
        if let last = steps.last, last.from > .one {
            findings.error(
                .notAShare, at: node.location,
                "a step begins at \(ShareText.shown(last.from)), and no share is above 100 %",
                fix: "write steps of a share as percentages, for example '22%: 50%'")
            return false
        }
        var isShare = false
        scale.pieces = steps.map { step in
            switch step.value {
            case .shareOfCost(let share):
                isShare = true
                return SlidingScale.Piece(from: step.from, value: share)
            case .minorUnits(let amount):
                return SlidingScale.Piece(from: step.from, value: amount)
            }
        }
        if isShare {
            if let per = record["per"] {
                findings.error(
                    .boundSyntax, at: per.location, "steps that are shares have no unit",
                    fix: "leave 'per' out")
            }
            return readBase(record, into: &scale)
        }
        if let of = record["of"] {
            findings.error(
                .boundSyntax, at: of.location, "steps that are amounts are no shares of anything",
                fix: "leave 'of' out")
        }
        scale.base = .amount
        guard let unit = record["per"] else { return true }
        guard let name = assembly.text(unit, "the unit of steps"),
            let column = BoundReader(assembly: assembly).column(
                ofUnit: name, levels: [.work, .project], at: unit.location)
        else { return false }
        scale.base = .rate(per: column)
        return true
    }

    private func readBase(_ record: RecordReader, into scale: inout SlidingScale) -> Bool {
        guard let of = record["of"], of.scalar != "cost" else { return true }
        guard of.entries != nil else {
            findings.error(
                .boundSyntax, at: of.location,
                "a share that slides is one of the cost or of a column's amount",
                fix: "write 'of: cost' or 'of: {column: …}'")
            return false
        }
        guard
            let base = RecordReader(
                of, SchemaTables.scaleBase, at: of.location, findings: findings),
            let node = base["column"],
            case .column(let column, let minorUnits) =
                BoundReader(assembly: assembly).columnBound(node)
        else { return false }
        scale.base = .column(column, minorUnitsPerOne: minorUnits)
        return true
    }

    // MARK: - Points

    private func readPoints(_ record: RecordReader, into scale: inout SlidingScale) -> Bool {
        guard let node = record["share"] else {
            findings.error(
                .missingKey, at: record.node.location,
                "a bound that slides with payments needs 'share' or 'steps'",
                fix: "add the share at the floor, or 'steps: {0%: 40%, 22%: 50%}'")
            return false
        }
        guard let share = assembly.share(node, "a bound"),
            BoundReader(assembly: assembly).isNatural(share, at: node.location),
            readBase(record, into: &scale)
        else { return false }
        let (least, most) = span(scale.floor)
        var points = ScalePoints(share: share, below: least, above: most)
        for (key, schema, moves) in [
            ("above", SchemaTables.scaleAbove, "adds"), ("below", SchemaTables.scaleBelow, "takes"),
        ] {
            guard let node = record[key] else { continue }
            guard
                let side = RecordReader(
                    node, schema, at: record.keyLocation(key), findings: findings),
                let read = self.side(side, moves)
            else { return false }
            if key == "above" { points.rise = read } else { points.fall = read }
        }
        do {
            scale.pieces = try points.pieces()
        } catch {
            switch error {
            case .tooMany: _ = tooMany(nil, at: record.node.location)
            case .overflow:
                findings.error(
                    .numberTooLarge, at: record.node.location,
                    "the points of the bound are too fine to be computed exactly",
                    fix: "write fewer digits")
            }
            return false
        }
        return true
    }

    private func side(_ record: RecordReader, _ moves: String) -> ScalePoints.Side? {
        func positive(_ node: DocumentNode) -> Ratio? {
            guard let share = assembly.share(node, "points of a bound") else { return nil }
            guard share > .zero else {
                findings.error(
                    .negativeAmount, at: node.location,
                    "points of \(ShareText.shown(share)) are not above 0")
                return nil
            }
            return share
        }
        let each = record["each"].map(positive) ?? Ratio(1, 100)
        let limit = record["at-most"].map(positive)
        guard let each, let move = record[moves].flatMap(positive) else { return nil }
        if let limit, limit == nil { return nil }
        var side = ScalePoints.Side(each: each, move: move, limit: limit ?? nil)
        if let node = record["rounded"] {
            guard let word = assembly.word(node, ["no", "up", "down"], "a rounding of points")
            else { return nil }
            side.rounding = ScalePoints.Rounding(rawValue: word) ?? .none
        }
        return side
    }

    private func tooMany(_ count: Int?, at place: SourceLocation) -> RuleBound? {
        let most = SlidingScale.mostPieces
        findings.error(
            .tooManySteps, at: place,
            "the bound has \(count.map(String.init) ?? "more than \(most)") steps, and at most "
                + "\(most) are allowed",
            fix: "write fewer steps, larger points, or 'at-most'")
        return nil
    }
}
