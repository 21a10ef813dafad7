internal import Funding

/// Writes the records of a stored plan, byte by byte: a national plan has millions of them.
struct PlanWriter {
    private let programme: Programme
    private(set) var bytes: [UInt8] = []

    init(programme: Programme) { self.programme = programme }

    /// Writes the heading and all records.
    mutating func write(_ stored: StoredPlan) {
        bytes.reserveCapacity(64 * (stored.plan.payments.count + stored.workCosts.count + 16))
        bytes.append(contentsOf: PlanFile.heading.joined(separator: ",").utf8)
        bytes.append(0x0A)
        for (project, start) in stored.plan.starts.enumerated() {
            guard let start else { continue }
            record("start", project: project, period: start)
            endRecord()
        }
        for work in stored.plan.fundedWorks.indices where stored.plan.fundedWorks[work] {
            record("work", project: programme.works[work].project, work: work)
            if let cost = stored.workCosts[work] { append(cost) }
            endRecord()
        }
        for payment in stored.plan.payments {
            record(
                "pay", project: programme.works[payment.work].project, work: payment.work,
                source: programme.sources[payment.source].id, period: payment.period)
            append(payment.amount)
            endRecord()
        }
        for use in stored.sourceUses {
            record("use", source: programme.sources[use.source].id, period: use.period)
            append(use.amount)
            endRecord()
        }
        record("total")
        append(stored.total)
        endRecord()
        for (goal, value) in stored.goalValues.enumerated() {
            let id = programme.goals.indices.contains(goal) ? programme.goals[goal].id : ""
            record("goal", source: id)
            bytes.append(contentsOf: "\(value.numerator)".utf8)
            if !value.isWhole { bytes.append(contentsOf: "/\(value.denominator)".utf8) }
            endRecord()
        }
    }

    /// Writes all cells of a record but the last.
    private mutating func record(
        _ kind: String, project: Int? = nil, work: Int? = nil, source: String? = nil,
        period: Int? = nil
    ) {
        bytes.append(contentsOf: kind.utf8)
        bytes.append(UInt8(ascii: ","))
        if let project { append(programme.projects[project].id) }
        bytes.append(UInt8(ascii: ","))
        if let work { append(programme.works[work].id) }
        bytes.append(UInt8(ascii: ","))
        if let source { append(source) }
        bytes.append(UInt8(ascii: ","))
        if let period, !programme.periods.isEmpty { append(programme.periods[period]) }
        bytes.append(UInt8(ascii: ","))
    }

    private mutating func endRecord() { bytes.append(0x0A) }

    /// Writes an amount in yuan with two decimals.
    private mutating func append(_ money: Money) {
        if money.minorUnits < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = money.minorUnits.magnitude
        let start = bytes.count
        var digits = 0
        while rest > 0 || digits < 3 {
            if digits == 2 { bytes.append(UInt8(ascii: ".")) }
            bytes.append(0x30 + UInt8(rest % 10))
            rest /= 10
            digits += 1
        }
        bytes[start...].reverse()
    }

    private mutating func append(_ cell: String) {
        let needsQuotes = cell.utf8.contains { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
        }
        guard needsQuotes else {
            bytes.append(contentsOf: cell.utf8)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in cell.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
