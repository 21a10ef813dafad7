/// A running sum of numbers and products whose distance to the exact sum is known.
///
/// Each addition and product is split into its rounded result and its exact rounding error (Knuth's
/// two-sum; a fused multiply-add for products). The exact sum is therefore `sum` plus the exact sum
/// of the errors. Only the sum of the errors is itself rounded: with *n* summands and unit roundoff
/// u = 2⁻⁵³ it is off by at most γ₂ₙ · Σ|error|, γ₂ₙ = 2nu / (1 − 2nu), and adding it at the end
/// rounds once more, by at most u · |value|. For n < 10¹² both are below the terms used in
/// ``error``, with room for the rounding of the error term itself. A sum without any rounding is
/// exact.
struct EnclosedSum {
    private var sum = 0.0
    private var correction = 0.0
    private var residue = 0.0
    private var count = 0.0

    init() {}

    @inline(__always)
    mutating func add(_ number: Double) {
        let total = sum + number
        let part = total - sum
        let lost = (sum - (total - part)) + (number - part)
        sum = total
        correction += lost
        residue += lost.magnitude
        count += 1
    }

    @inline(__always)
    mutating func addProduct(_ left: Double, _ right: Double) {
        guard left != 0, right != 0 else { return }
        let product = left * right
        let lost = (-product).addingProduct(left, right)
        add(product)
        correction += lost
        // A product this small may lose bits that no Double can hold.
        if product.magnitude < 1e-250 { residue += Double.leastNormalMagnitude }
        residue += lost.magnitude
    }

    /// The sum, rounded to nearest as far as the corrections reach.
    @inline(__always) var value: Double { sum + correction }

    /// A number that the distance between ``value`` and the exact sum does not exceed.
    @inline(__always) var error: Double {
        guard residue != 0 else { return 0 }
        return value.magnitude * Double.ulpOfOne + 4 * (count + 1) * Double.ulpOfOne * residue
            + Double.leastNormalMagnitude * count
    }

    /// A number that is not above the exact sum; minus infinity where the sum overflowed.
    var lower: Double {
        let (middle, radius) = (value, error)
        guard middle.isFinite, radius.isFinite else { return -.infinity }
        return radius == 0 ? middle : (middle - radius).nextDown
    }

    /// A number that is not below the exact sum; infinity where the sum overflowed.
    var upper: Double {
        let (middle, radius) = (value, error)
        guard middle.isFinite, radius.isFinite else { return .infinity }
        return radius == 0 ? middle : (middle + radius).nextUp
    }
}
