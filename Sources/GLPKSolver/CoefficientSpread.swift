/// How far apart the coefficients of a constraint lie.
///
/// A coefficient counts as it is and in the unit of its variable; a constraint is sound where it is
/// so in one of the two.
struct CoefficientSpread {
    /// The largest ratio that is taken: beyond it the small coefficients are lost among the digits
    /// of the large ones.
    static let limit = 1e15

    private var raw = Magnitudes()
    private var scaled = Magnitudes()

    /// Takes in a coefficient that is not zero.
    mutating func add(_ coefficient: Double, unit: Double) {
        raw.add(coefficient)
        scaled.add(coefficient * unit)
    }

    /// The ratio of the largest coefficient to the least, 1 without coefficients.
    var ratio: Double { min(raw.ratio, scaled.ratio) }
}

/// The least and the largest of some magnitudes.
private struct Magnitudes {
    private var least = Double.infinity
    private var largest = 0.0

    mutating func add(_ number: Double) {
        least = min(least, abs(number))
        largest = max(largest, abs(number))
    }

    var ratio: Double { largest == 0 ? 1 : largest / least }
}
