/// Which works each source may pay, all at once; sources with the same condition share the answers.
public struct PayerSelection: Sendable {
    /// For each source, the position of its condition in ``conditions``; `nil` for any work.
    private let condition: [Int?]
    /// Whether each condition holds for each work.
    private let conditions: [[Bool]]

    /// Evaluates the conditions of all sources.
    ///
    /// - Complexity: O(*w* · *c*) for *w* works and *c* different conditions.
    public init(_ programme: Programme) {
        var positions: [Predicate: Int] = [:]
        var conditions: [[Bool]] = []
        condition = programme.sources.map { source in
            if case .always = source.pays { return nil }
            if let known = positions[source.pays] { return known }
            positions[source.pays] = conditions.count
            conditions.append(source.pays.selectedWorks(in: programme))
            return conditions.count - 1
        }
        self.conditions = conditions
    }

    /// Whether a source may pay a work.
    public func mayPay(source: Int, work: Int) -> Bool {
        condition[source].map { conditions[$0][work] } ?? true
    }
}
