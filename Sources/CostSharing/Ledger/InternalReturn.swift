public import Funding

/// The rate at which an investment is worth exactly what it costs (内部收益率).
public enum InternalReturn: Hashable, Sendable {
    /// The rate, to the nearest 0.01 %, halves up.
    case rate(Ratio)
    /// Less than nothing is earned: the flows do not add up to the investment.
    case belowZero
    /// More than ``most`` is earned.
    case aboveMost
    /// There is no single rate: nothing is laid out, or flows change between losses and gains.
    case none

    /// The largest rate that is searched, 1,000 %.
    public static let most = Ratio(10)
    /// The parts of a hundredth of a percent in one.
    static let stepsPerOne: Int128 = 10_000
}

extension SocialLedger {
    /// The internal rate of return of an investment, to 0.01 %.
    ///
    /// Found by halving the range of rates and looking at the sign of the net present value, which is
    /// sure except within 10⁻¹⁰ fen of zero; so the rate is sure to its last digit unless it lies
    /// that close to the middle between two.
    ///
    /// - Throws: `ArithmeticOverflow` as `PresentValue` does.
    /// - Complexity: O(*n* · log *r*) for *n* years and *r* rates.
    public func internalReturn(of investment: Money) throws(ArithmeticOverflow) -> InternalReturn {
        let (flows, outlay) = (flows, investment - constructionProfit)
        guard outlay > .zero, SocialLedger.isConventional(flows) else { return .none }
        func isEarned(_ halfSteps: Int128) throws(ArithmeticOverflow) -> Bool {
            let rate = Ratio(halfSteps, 2 * InternalReturn.stepsPerOne)
            let value = try PresentValue(of: flows, at: rate)
            return value.lower >= Int128(outlay.minorUnits) * PresentValue.partsPerFen
        }
        guard try isEarned(0) else { return .belowZero }
        // A rate of so many steps is right when half a step less is earned and half a step more is not.
        var (earned, notEarned) = (Int128(0), 10 * InternalReturn.stepsPerOne + 1)
        if try isEarned(2 * notEarned - 1) { return .aboveMost }
        while notEarned - earned > 1 {
            let middle = (earned + notEarned) / 2
            if try isEarned(2 * middle - 1) { earned = middle } else { notEarned = middle }
        }
        return .rate(Ratio(earned, InternalReturn.stepsPerOne))
    }

    /// Whether losses come first and gains afterwards, so that only one rate is right.
    private static func isConventional(_ flows: [Money]) -> Bool {
        guard let gain = flows.firstIndex(where: { $0 > .zero }) else { return true }
        return !flows[gain...].contains { $0 < .zero }
    }
}
