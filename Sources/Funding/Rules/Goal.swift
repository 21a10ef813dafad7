/// What is to be large or small (目标).
///
/// Goals are optimised in order, each held for the next.
public struct Goal: Hashable, Sendable {
    /// Whether small or large is better.
    public enum Sense: String, Hashable, Sendable, CaseIterable {
        /// Smaller is better.
        case minimize
        /// Larger is better.
        case maximize
    }

    /// The identifier; the reader makes one from the text where none is written.
    public var id: String
    /// Whether small or large is better.
    public var sense: Sense
    /// What is measured.
    public var measure: Measure
    /// How far a later goal may pull this one back, as a share of its achieved value, ≥ 0.
    public var within: Ratio
    /// The goal as written, for reports.
    public var text: String

    /// Creates a goal.
    public init(
        id: String, _ sense: Sense, _ measure: Measure, within: Ratio = .zero, text: String
    ) {
        (self.id, self.sense, self.measure) = (id, sense, measure)
        (self.within, self.text) = (within, text)
    }

    /// The worst value that later goals may leave of an achieved value.
    ///
    /// - Throws: `ArithmeticOverflow` when the value leaves 128 bits.
    public func heldValue(of achieved: Ratio) throws(ArithmeticOverflow) -> Ratio {
        let slack = try achieved.magnitude.multiplied(by: within)
        return switch sense {
        case .minimize: try achieved.adding(slack)
        case .maximize: try achieved.subtracting(slack)
        }
    }
}
