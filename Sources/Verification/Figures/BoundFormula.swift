internal import Funding

/// A rule's bound as whole coefficients over one denominator, times a quantity of each counted item.
///
/// The bound in a scope is Σ coefficient[step(item)] · quantity(item) / ``scale`` over the items that
/// count there. One denominator for all keeps the sums in integers.
struct BoundFormula {
    /// What a coefficient is multiplied by.
    enum Quantity {
        /// The cost of the work, in minor units.
        case cost
        /// What other sources pay for the work, in minor units: whether each source is among them.
        case payments([Bool])
        /// One.
        case one
        /// The mantissa of a column.
        case column(NumberCells)
    }

    /// The steps of a table: the least mantissa of the column at which each counts.
    struct Steps {
        /// The column that picks the step.
        let cells: NumberCells
        /// The least mantissas, ascending.
        let least: [Int128]
    }

    /// What is counted.
    let quantity: Quantity
    /// Whether each work counts, or else each project once.
    let countsWorks: Bool
    /// Whether the bound is the coefficient whatever is funded.
    let isAbsolute: Bool
    /// The denominator of all coefficients and of the column's numbers, ≥ 1.
    let scale: Int128
    /// The steps that pick a coefficient, or `nil` for a single one.
    let steps: Steps?
    /// The coefficient of each step, or a single one; times ``scale``.
    let coefficients: [Int128]

    /// Reads a bound.
    ///
    /// - Throws: `ArithmeticOverflow` when the common denominator leaves 128 bits.
    init(of bound: RuleBound, in scope: RuleScope, of programme: Programme)
        throws(ArithmeticOverflow)
    {
        let values: [Ratio]
        let countsWorks: Bool
        var steps: Steps?
        var isAbsolute = false
        switch bound {
        case .shareOfCost(let share):
            (values, quantity, countsWorks) = ([share], .cost, true)
        case .shareOfPayments(let share, let others):
            var isPayer = [Bool](repeating: false, count: programme.sources.count)
            for source in others.sources { isPayer[source] = true }
            (values, quantity, countsWorks) = ([share], .payments(isPayer), true)
        case .rate(let rate, let column):
            (values, quantity) = ([rate], .column(NumberCells(of: column, in: programme)))
            countsWorks = column.level == .work
        case .column(let column, let minorUnits):
            values = [Ratio(Int128(minorUnits))]
            quantity = .column(NumberCells(of: column, in: programme))
            countsWorks = column.level == .work
        case .amount(let amount):
            (values, quantity, countsWorks) = ([amount.exact], .one, false)
            isAbsolute = scope != .work && scope != .project
        case .slidingScale:
            // What payments move is computed place by place, see `RuleEvaluation+Sliding`.
            (values, quantity, countsWorks) = ([.zero], .one, false)
        case .steps(let table):
            steps = try Steps(of: table, in: programme)
            values = table.steps.map {
                switch $0.value {
                case .minorUnits(let value), .shareOfCost(let value): value
                }
            }
            if case .shareOfCost = table.steps.first?.value {
                (quantity, countsWorks) = (.cost, true)
            } else if let per = table.per {
                quantity = .column(NumberCells(of: per, in: programme))
                countsWorks = table.by.level == .work || per.level == .work
            } else {
                (quantity, countsWorks) = (.one, table.by.level == .work)
            }
        }
        let denominator = try BoundFormula.commonDenominator(of: values)
        var coefficients: [Int128] = []
        for value in values {
            coefficients.append(
                try BoundFormula.product(value.numerator, denominator / value.denominator))
        }
        self.countsWorks = countsWorks || scope == .work
        (self.isAbsolute, self.steps, self.coefficients) = (isAbsolute, steps, coefficients)
        guard case .column(let cells) = quantity else {
            scale = denominator
            return
        }
        scale = try BoundFormula.product(denominator, cells.one)
    }

    private static func commonDenominator(of values: [Ratio]) throws(ArithmeticOverflow) -> Int128 {
        var common: Int128 = 1
        for value in values {
            // In lowest terms, the denominator of common/d is what common lacks to be a multiple of d.
            common = try product(common, Ratio(common, value.denominator).denominator)
        }
        return common
    }

    private static func product(_ left: Int128, _ right: Int128) throws(ArithmeticOverflow)
        -> Int128
    {
        let (value, overflow) = left.multipliedReportingOverflow(by: right)
        guard !overflow else { throw ArithmeticOverflow() }
        return value
    }
}

extension BoundFormula.Steps {
    /// Reads the steps of a table.
    ///
    /// - Throws: `ArithmeticOverflow` when a step in the column's decimals leaves 128 bits.
    init(of table: StepTable, in programme: Programme) throws(ArithmeticOverflow) {
        cells = NumberCells(of: table.by, in: programme)
        var least: [Int128] = []
        for step in table.steps {
            least.append(try step.from.multiplied(by: Ratio(cells.one)).ceiling)
        }
        self.least = least
    }

    /// The position of the last step that is not above a mantissa, or `nil` below the first.
    func position(at mantissa: Int64) -> Int? { least.lastIndex { $0 <= Int128(mantissa) } }
}
