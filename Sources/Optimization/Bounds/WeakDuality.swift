/// The bound that multipliers prove for a minimized sparse program over boxed variables.
///
/// For every x with l ≤ x ≤ u and every row sum a·x within its bounds, and for every y whose sign
/// stands on a finite row bound b: c·x ≥ Σ y·b + Σ (c − y·A)·x ≥ Σ y·b + Σ min over [l, u] of d·x.
/// Nothing is asked of y, so nothing that a solver does wrong can make the bound false. Each d is
/// enclosed as d̂ ± e, and min d·x ≥ d̂·(l if d̂ ≥ 0, else u) − e·max(|l|, |u|).
struct WeakDuality {
    /// A lower bound on the minimized terms; minus infinity where the multipliers prove nothing.
    private(set) var bound = -Double.infinity
    /// The bound before an integral objective rounded it to a whole value.
    private(set) var fractionalBound = -Double.infinity
    /// The reduced costs d̂, one per variable.
    private(set) var reducedCosts: [Double]
    /// What each reduced cost may be off by.
    private(set) var reducedCostErrors: [Double]

    /// Creates a scratch area for programs with a number of variables.
    init(variableCount: Int) {
        reducedCosts = [Double](repeating: 0, count: variableCount)
        reducedCostErrors = [Double](repeating: 0, count: variableCount)
    }

    /// Computes the bound of multipliers over a box.
    ///
    /// Multipliers come one per row in the minimized sense; a wrong sign on an infinite row bound,
    /// a number that is not finite, and one that is missing, count as 0. Without costs it is the
    /// zero objective that is bounded, which turns a Farkas ray into a proof.
    ///
    /// - Complexity: O(coefficients).
    mutating func evaluate(
        _ program: SparseProgram, multipliers: [Double], lower: [Double], upper: [Double],
        withCosts: Bool = true
    ) {
        var clipped = multipliers
        let missing = program.rowCount - clipped.count
        if missing > 0 { clipped += repeatElement(0, count: missing) }
        var total = EnclosedSum()
        for row in 0..<program.rowCount {
            let multiplier = clipped[row]
            let side = multiplier > 0 ? program.rowLower[row] : program.rowUpper[row]
            if !multiplier.isFinite || !side.isFinite {
                clipped[row] = 0
            } else {
                total.addProduct(multiplier, side)
            }
        }
        var doubt = 0.0
        for variable in 0..<program.variableCount {
            var reduced = EnclosedSum()
            if withCosts { reduced.add(program.costs[variable]) }
            for position in program.columnStarts[variable]..<program.columnStarts[variable + 1] {
                reduced.addProduct(
                    -clipped[program.columnRows[position]], program.columnCoefficients[position])
            }
            let (middle, radius) = (reduced.value, reduced.error)
            reducedCosts[variable] = middle
            reducedCostErrors[variable] = radius
            total.addProduct(middle, middle >= 0 ? lower[variable] : upper[variable])
            if radius != 0 {
                let reach = max(lower[variable].magnitude, upper[variable].magnitude)
                doubt = (doubt + (radius * reach).nextUp).nextUp
            }
        }
        let proved = OutwardRounding.sumDown(total.lower, -doubt)
        fractionalBound = proved.isNaN ? -.infinity : proved
        let isWhole = withCosts && program.hasIntegralObjective
        bound = isWhole ? fractionalBound.rounded(.up) : fractionalBound
    }

    /// A number by which the objective surely rises above the bound when a variable leaves the end
    /// of its box that the bound used, by at least a distance.
    func rise(of variable: Int, by distance: Double) -> Double {
        let certain = reducedCosts[variable].magnitude - reducedCostErrors[variable]
        guard certain > 0 else { return 0 }
        return (certain.nextDown * distance).nextDown
    }
}
