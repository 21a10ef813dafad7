internal import Funding
internal import Parallelism

/// Writes the records of a stored plan on all processors: a national plan has millions of them.
struct PlanWriter: Sendable {
    private let stored: StoredPlan
    private let programme: Programme

    /// How many projects, works or payments one processor writes at a time.
    private static let partLength = 1 << 14

    init(_ stored: StoredPlan, for programme: Programme) {
        (self.stored, self.programme) = (stored, programme)
    }

    /// The heading and all records.
    func bytes() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(64 * (stored.plan.payments.count + stored.workCosts.count + 16))
        bytes.append(contentsOf: PlanFile.heading.joined(separator: ",").utf8)
        bytes.append(0x0A)
        appendParts(stored.plan.starts.count, to: &bytes, starts)
        appendParts(stored.plan.fundedWorks.count, to: &bytes, works)
        appendParts(stored.plan.payments.count, to: &bytes, payments)
        bytes.append(contentsOf: totals())
        return bytes
    }

    private func appendParts(
        _ count: Int, to bytes: inout [UInt8],
        _ records: @escaping @Sendable (Range<Int>) -> [UInt8]
    ) {
        OrderedParts.forEach(
            count: (0..<count).partCount(ofLength: PlanWriter.partLength),
            make: { records((0..<count).part($0, ofLength: PlanWriter.partLength)) },
            { bytes.append(contentsOf: $0) })
    }

    // What all parts read is taken into constants first: to count the references to an array that
    // two processors use at once takes longer than to write a record.

    private func starts(of range: Range<Int>) -> [UInt8] {
        var records = PlanRecords(sources: [], periods: programme.periods)
        let (starts, projects) = (stored.plan.starts, programme.projects)
        for project in range {
            guard let start = starts[project] else { continue }
            records.begin("start,")
            records.append(name: projects[project].id)
            records.append(",,")
            records.append(period: start)
            records.end()
        }
        return records.bytes
    }

    private func works(of range: Range<Int>) -> [UInt8] {
        var records = PlanRecords(sources: [], periods: [])
        let (isFunded, costs) = (stored.plan.fundedWorks, stored.workCosts)
        let (works, projects) = (programme.works, programme.projects)
        for work in range where isFunded[work] {
            records.begin("work,")
            records.append(name: projects[works[work].project].id)
            records.append(name: works[work].id)
            records.append(",,")
            if let cost = costs[work] { records.append(cost) }
            records.end()
        }
        return records.bytes
    }

    private func payments(of range: Range<Int>) -> [UInt8] {
        var records = PlanRecords(
            sources: programme.sources.map(\.id), periods: programme.periods)
        let payments = stored.plan.payments
        let (works, projects) = (programme.works, programme.projects)
        var last = -1
        for index in range {
            let payment = payments[index]
            if payment.work == last {
                records.beginAgain()
            } else {
                last = payment.work
                records.begin("pay,")
                records.append(name: projects[works[last].project].id)
                records.append(name: works[last].id)
                records.keepBeginning()
            }
            records.append(source: payment.source)
            records.append(period: payment.period)
            records.append(payment.amount)
            records.end()
        }
        return records.bytes
    }

    /// Uses, total and goals.
    private func totals() -> [UInt8] {
        var records = PlanRecords(
            sources: programme.sources.map(\.id), periods: programme.periods)
        for use in stored.sourceUses {
            records.begin("use,,,")
            records.append(source: use.source)
            records.append(period: use.period)
            records.append(use.amount)
            records.end()
        }
        records.begin("total,,,,,")
        records.append(stored.total)
        records.end()
        for (goal, value) in stored.goalValues.enumerated() {
            records.begin("goal,,,")
            // A value beyond the goals is kept, so that reading the plan finds it.
            records.append(
                name: programme.goals.indices.contains(goal) ? programme.goals[goal].id : "")
            records.append(",")
            records.append(PlanWriter.text(of: value))
            records.end()
        }
        return records.bytes
    }

    /// A whole number, or a fraction in lowest terms.
    static func text(of value: Ratio) -> String {
        value.isWhole ? "\(value.numerator)" : "\(value.numerator)/\(value.denominator)"
    }
}
