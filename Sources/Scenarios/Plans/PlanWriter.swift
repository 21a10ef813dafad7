internal import Funding

/// Writes the records of a stored plan.
struct PlanWriter {
    let programme: Programme
    private(set) var bytes: [UInt8] = []

    init(programme: Programme) { self.programme = programme }

    /// Writes the heading and all records.
    mutating func write(_ stored: StoredPlan) {
        record(PlanFile.heading)
        for (project, start) in stored.plan.starts.enumerated() {
            guard let start else { continue }
            record(["start", programme.projects[project].id, "", "", period(start), ""])
        }
        for work in stored.plan.fundedWorks.indices where stored.plan.fundedWorks[work] {
            let cost = stored.workCosts[work].map { PlanWriter.yuan($0) } ?? ""
            record(["work", projectID(work), programme.works[work].id, "", "", cost])
        }
        for payment in stored.plan.payments {
            record([
                "pay", projectID(payment.work), programme.works[payment.work].id,
                programme.sources[payment.source].id, period(payment.period),
                PlanWriter.yuan(payment.amount),
            ])
        }
        for use in stored.sourceUses {
            record([
                "use", "", "", programme.sources[use.source].id, period(use.period),
                PlanWriter.yuan(use.amount),
            ])
        }
        record(["total", "", "", "", "", PlanWriter.yuan(stored.total)])
        for (goal, value) in stored.goalValues.enumerated() {
            let id = programme.goals.indices.contains(goal) ? programme.goals[goal].id : ""
            record(["goal", "", "", id, "", PlanWriter.exact(value)])
        }
    }

    /// An amount in yuan with two decimals.
    static func yuan(_ money: Money) -> String {
        let fen = money.minorUnits.magnitude
        let rest = fen % 100
        return (money.minorUnits < 0 ? "-" : "") + "\(fen / 100)." + (rest < 10 ? "0" : "")
            + "\(rest)"
    }

    /// A whole number, or a fraction in lowest terms.
    static func exact(_ ratio: Ratio) -> String {
        ratio.isWhole ? "\(ratio.numerator)" : "\(ratio.numerator)/\(ratio.denominator)"
    }

    private func projectID(_ work: Int) -> String {
        programme.projects[programme.works[work].project].id
    }

    private func period(_ period: Int) -> String {
        programme.periods.isEmpty ? "" : programme.periods[period]
    }

    private mutating func record(_ cells: [String]) {
        for (position, cell) in cells.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            append(cell)
        }
        bytes.append(0x0A)
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
