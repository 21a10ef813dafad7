internal import Funding

/// The numbers of a column laid open, for reading many of them.
struct NumberCells: Sendable {
    /// The column.
    let column: ColumnReference
    /// What each mantissa is divided by.
    let one: Int128
    private let mantissas: [Int64]

    /// Opens a column; one of texts reads as blank everywhere.
    init(of column: ColumnReference, in programme: Programme) {
        self.column = column
        switch programme.column(column).content {
        case .numbers(let decimals, let mantissas):
            (one, self.mantissas) = (DataColumn.powerOfTen(decimals), mantissas)
        case .texts:
            (one, mantissas) = (1, [])
        }
    }

    /// The mantissa in a row, or `nil` where the cell holds no number.
    func mantissa(at row: Int) -> Int64? {
        guard row < mantissas.count, mantissas[row] != DataColumn.blank else { return nil }
        return mantissas[row]
    }

    /// The mantissa for a work: its own or its project's.
    func mantissa(ofWork work: Int, in project: Int) -> Int64? {
        mantissa(at: column.level == .work ? work : project)
    }
}
