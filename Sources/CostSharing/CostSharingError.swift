/// Why a cost or a pool cannot be shared as asked.
public enum CostSharingError: Error, Hashable, Sendable {
    /// No region has anything of the factor at this position, so that nothing can go by it.
    case factorWithoutWeight(factor: Int)
    /// No region has a size and a performance above zero, so that the reward goes to nobody.
    case rewardWithoutWeight
    /// Nobody of the stair unit at this position carries a share of a cost that somebody must pay.
    case unitWithoutPayer(unit: Int)
}

extension CostSharingError: CustomStringConvertible {
    /// The rule that is broken, in one sentence without a period.
    public var description: String {
        switch self {
        case .factorWithoutWeight(let factor):
            "no region has anything of factor \(factor + 1), by which a part of the pool is split"
        case .rewardWithoutWeight:
            "no region has both size and performance, by which the reward is split"
        case .unitWithoutPayer(let unit):
            "nobody of stair unit \(unit + 1) carries a share of its cost"
        }
    }
}
