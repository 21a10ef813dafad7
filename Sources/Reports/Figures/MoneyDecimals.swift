internal import Funding

/// The least number of decimals that shows some amounts exactly.
///
/// Whole fen decide. A bound that is no whole fen has decimals of its own, or is rounded to the fen
/// where ``DecimalText/mostOfFen`` more are not enough.
struct MoneyDecimals: Sendable {
    /// The number of decimals.
    private(set) var count = 0
    /// Whether a bound is rounded.
    private(set) var isRounded = false

    private let unit: MoneyUnit
    /// Ten to the power of the decimals that are not needed so far.
    private var power: Int64

    /// Starts without amounts.
    init(of unit: MoneyUnit) {
        self.unit = unit
        power = unit.minorUnits
    }

    /// Takes an amount into account.
    mutating func fit(_ amount: Money) {
        while amount.minorUnits % power != 0 {
            count += 1
            power /= 10
        }
    }

    /// Takes a bound into account.
    mutating func fit(_ amount: Ratio) {
        if amount.isWhole {
            fit(Money(minorUnits: Int64(clamping: amount.numerator)))
        } else if DecimalText.decimals(of: amount, most: DecimalText.mostOfFen) == nil {
            isRounded = true
        }
    }

    /// Takes a cell into account, if it holds an amount.
    mutating func fit(_ cell: TableCell) {
        switch cell {
        case .money(let amount): fit(amount)
        case .amount(let amount): fit(amount)
        default: break
        }
    }

    /// Takes the amounts of others into account.
    mutating func fit(_ others: MoneyDecimals) {
        isRounded = isRounded || others.isRounded
        while count < others.count {
            count += 1
            power /= 10
        }
    }
}
