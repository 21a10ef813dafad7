/// A mixed-integer rounding cut with the figures that choose between cuts.
struct RoundingCut {
    /// The terms, rising by variable; the sum is at most ``limit``.
    var terms: [(variable: Int, coefficient: Double)]
    /// What the sum may not exceed, for every point whose integer variables are whole.
    var limit: Double
    /// How far the point that is cut off lies outside, as a Euclidean distance.
    var efficacy: Double

    /// The cosine of the angle between two cuts.
    func parallelism(to other: RoundingCut) -> Double {
        var (left, right) = (0, 0)
        var product = 0.0
        while left < terms.count, right < other.terms.count {
            if terms[left].variable < other.terms[right].variable {
                left += 1
            } else if terms[left].variable > other.terms[right].variable {
                right += 1
            } else {
                product += terms[left].coefficient * other.terms[right].coefficient
                left += 1
                right += 1
            }
        }
        return product / (length * other.length)
    }

    private var length: Double {
        terms.reduce(0) { $0 + $1.coefficient * $1.coefficient }.squareRoot()
    }

    /// The cut as a row.
    func constraint(named name: String) -> Constraint {
        Constraint(
            name: name, terms: terms.map { Term($0.coefficient, VariableID($0.variable)) },
            bounds: .atMost(limit), owner: .shared)
    }
}
