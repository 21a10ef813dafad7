import Funding
import Optimization

/// The variable that says whether a piece of a sliding scale, or a later one, counts.
struct ScaleReach {
    /// 1 where it does.
    var variable: VariableID
    /// What the piece needs.
    var margin: ScaleItem.Margin
    /// 1 where the scale applies at all.
    var presence: LinearExpression
}

extension Formulation {
    /// Sets the variables of sliding scales to what decisions and payments say.
    ///
    /// - Parameter values: A whole value for each variable; those of scales are set.
    /// - Complexity: O(*z*) for *z* terms of all margins.
    func setScaleReaches(in values: inout [Double]) {
        for reach in scaleReaches {
            let presence = reach.presence.value(at: values) ?? .zero
            let margin = reach.margin.expression.value(at: values) ?? .zero
            let isReached = presence > .zero && margin > reach.margin.leaving
            values[reach.variable.index] = isReached ? 1 : 0
        }
    }
}

extension LinearExpression {
    /// The exact value at whole numbers, or `nil` beyond 128 bits.
    fileprivate func value(at values: [Double]) -> Ratio? {
        var sum = constant
        for term in terms {
            guard
                let part = try? term.coefficient.multiplied(
                    by: Ratio(Int128(values[term.variable.index].rounded()))),
                let next = try? sum.adding(part)
            else { return nil }
            sum = next
        }
        return sum
    }
}
