internal import Funding

/// Some of the records of a stored plan, as read by one processor.
struct PlanPart: Sendable {
    /// Where a record belongs among all records.
    struct Key: Sendable {
        /// The position of its kind in the order of the file.
        var kind: Int
        /// Its position among its kind.
        var position = (0, 0, 0)

        /// Whether a record with this key comes before one with another.
        func isBefore(_ other: Key) -> Bool {
            kind != other.kind ? kind < other.kind : position < other.position
        }
    }

    /// The projects that start.
    var starts: [(project: Int, period: Int)] = []
    /// The funded works with their stored costs.
    var costs: [(work: Int, amount: Money)] = []
    /// The payments.
    var payments: [Payment] = []
    /// The stored uses.
    var uses: [StoredPlan.SourceUse] = []
    /// The stored total.
    var total: Money?
    /// The stored values of goals.
    var goalValues: [Ratio] = []

    private var first: Key?
    private var last: Key?

    /// Notes the key of the next record; `false` where it belongs before the last one or repeats it.
    mutating func isNext(_ key: Key) -> Bool {
        if let last, !last.isBefore(key) { return false }
        first = first ?? key
        last = key
        return true
    }

    /// Whether all records of another part belong behind those of this one.
    func isFollowed(by other: PlanPart) -> Bool {
        guard let last, let next = other.first else { return true }
        return last.isBefore(next)
    }

    /// Adds uses, total and goals of the part that follows, and goes on from its last record.
    mutating func takeTotals(of part: PlanPart) {
        uses += part.uses
        total = part.total ?? total
        goalValues += part.goalValues
        last = part.last ?? last
    }
}
