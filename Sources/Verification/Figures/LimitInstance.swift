internal import Funding

/// A limit in one place where it holds: what is paid there, and the bound as an unreduced fraction.
struct LimitInstance {
    /// Where the limit holds.
    var scope: RuleFigure.Scope
    /// What the payers pay, in minor units.
    var actual: Int64 = 0
    /// The bound times ``scale``, in minor units.
    var numerator: Int128 = 0
    /// What ``numerator`` is divided by, ≥ 1.
    var scale: Int128
    /// Whether the limit demands or allows anything here, or anything is paid.
    var applies = false

    /// The bound in minor units.
    var bound: Ratio { Ratio(numerator, scale) }

    /// Whether the limit holds: strictly, or to less than one settlement unit for an exact one.
    func holds(_ sense: RuleLimit.Sense, unit: Money) -> Bool {
        let actual = Int128(self.actual)
        return switch sense {
        case .atLeast: !isLess(actual)
        case .atMost: !isGreater(actual)
        case .exactly:
            isLess(actual - Int128(unit.minorUnits)) && isGreater(actual + Int128(unit.minorUnits))
        }
    }

    /// Whether a whole number is less than the bound.
    ///
    /// A product beyond 128 bits lies beyond the numerator too, on the side of its sign.
    private func isLess(_ number: Int128) -> Bool {
        let (product, overflow) = number.multipliedReportingOverflow(by: scale)
        return overflow ? number < 0 : product < numerator
    }

    /// Whether a whole number is greater than the bound.
    private func isGreater(_ number: Int128) -> Bool {
        let (product, overflow) = number.multipliedReportingOverflow(by: scale)
        return overflow ? number > 0 : product > numerator
    }
}
