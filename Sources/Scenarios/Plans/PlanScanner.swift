internal import Funding
internal import Parallelism

/// Reads a stored plan that is written in the one right way, on all processors.
///
/// Every cell but the figures is compared with the bytes that it must have, and every figure must be
/// written as ``PlanWriter`` writes it: bytes that pass are the bytes that it would write. All others
/// are left to ``PlanReader``, which says what is wrong and where.
struct PlanScanner: Sendable {
    private let bytes: [UInt8]
    private let programme: Programme
    private let cells: PlanCells

    /// How many bytes one processor reads at a time.
    private let partLength: Int

    init(_ bytes: [UInt8], for programme: Programme, partLength: Int = 1 << 20) {
        (self.bytes, self.programme, self.partLength) = (bytes, programme, partLength)
        cells = PlanCells(of: programme)
    }

    /// The stored plan, or `nil` where anything is not as ``PlanWriter`` writes it.
    ///
    /// - Complexity: O(*n* + *p* · *c*) for *n* bytes, *p* projects and *c* parts of the file.
    func stored() -> StoredPlan? {
        let heading = Array((PlanFile.heading.joined(separator: ",") + "\n").utf8)
        guard bytes.starts(with: heading), bytes.last == 0x0A else { return nil }
        var plan = Plan.nothing(in: programme)
        var costs: [Int: Money] = [:]
        var rest = PlanPart()
        reserve(&plan, &costs)
        let body = heading.count..<bytes.count
        do throws(Deviation) {
            try OrderedParts.forEach(
                count: body.partCount(ofLength: partLength),
                make: { position in part(of: body.part(position, ofLength: partLength)) },
                { (part) throws(Deviation) in
                    guard let part, rest.isFollowed(by: part) else { throw Deviation() }
                    for start in part.starts { plan.starts[start.project] = start.period }
                    for cost in part.costs {
                        plan.fundedWorks[cost.work] = true
                        costs[cost.work] = cost.amount
                    }
                    plan.payments.append(contentsOf: part.payments)
                    rest.takeTotals(of: part)
                })
        } catch {
            return nil
        }
        guard let total = rest.total, rest.goalValues.count == programme.goals.count else {
            return nil
        }
        return StoredPlan(
            plan: plan, workCosts: costs, sourceUses: rest.uses, total: total,
            goalValues: rest.goalValues)
    }

    private struct Deviation: Error {}

    /// Makes room, so that nothing large is copied while it grows.
    private func reserve(_ plan: inout Plan, _ costs: inout [Int: Money]) {
        let kinds = OrderedParts.all(
            count: bytes.indices.partCount(ofLength: partLength)
        ) { position in
            var (payments, works) = (0, 0)
            let span = bytes.span
            for index in bytes.indices.part(position, ofLength: partLength)
            where span[index] == 0x0A && index + 1 < span.count {
                if span[index + 1] == UInt8(ascii: "p") { payments += 1 }
                if span[index + 1] == UInt8(ascii: "w") { works += 1 }
            }
            return (payments: payments, works: works)
        }
        plan.payments.reserveCapacity(kinds.reduce(0) { $0 + $1.payments })
        costs.reserveCapacity(
            min(kinds.reduce(0) { $0 + $1.works }, programme.works.count))
    }

    /// Reads the records that begin in a range; `nil` where one is not as it must be.
    private func part(of range: Range<Int>) -> PlanPart? {
        let span = bytes.span
        var start = range.lowerBound
        while start < range.upperBound, span[start - 1] != 0x0A { start += 1 }
        var cursor = PlanCursor(programme: programme, cells: cells)
        var part = PlanPart()
        while start < range.upperBound {
            guard let end = cursor.read(span, from: start, into: &part) else { return nil }
            start = end
        }
        return part
    }
}
