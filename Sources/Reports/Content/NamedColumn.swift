internal import Funding

/// A column of works whose values people read under names of their own, each of which is made once.
struct NamedColumn: Sendable {
    private let column: DataColumn
    /// The names of the distinct values of a column of texts.
    private let names: [String]
    private let blankName: String
    private let name: @Sendable (String) -> String

    /// Makes the names.
    ///
    /// - Complexity: O(*v*) for *v* distinct values.
    init(_ column: DataColumn, naming name: @escaping @Sendable (String) -> String) {
        (self.column, self.name, blankName) = (column, name, name(""))
        if case .texts(let distinct, _) = column.content {
            names = distinct.map(name)
        } else {
            names = []
        }
    }

    /// The names of the values in some rows.
    ///
    /// - Complexity: O(*n*) for *n* rows.
    func names(at rows: ArraySlice<Int>) -> [String] {
        switch column.content {
        case .texts(_, let codes):
            rows.map { codes[$0] < 0 ? blankName : names[Int(codes[$0])] }
        case .numbers: rows.map { column.text(at: $0).map(name) ?? blankName }
        }
    }
}
