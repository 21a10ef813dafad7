/// The rows of a table, made when they are asked for.
///
/// A table of 219,000 projects or of millions of cases of a rule is thus never held as cells.
public struct TableRows: Sendable {
    private enum Source: Sendable {
        case position(@Sendable (Int) -> [TableCell])
        case stream(@Sendable (([TableCell]) -> Void) -> Void)
    }

    /// The number of rows.
    public let count: Int
    private let source: Source

    /// Creates rows that are made by position.
    ///
    /// - Parameters:
    ///   - count: The number of rows, ≥ 0.
    ///   - cells: Makes the cells of the row at a position from 0, one for each column.
    public init(count: Int, cells: @escaping @Sendable (Int) -> [TableCell]) {
        (self.count, source) = (count, .position(cells))
    }

    /// Creates rows from cells.
    public init(_ rows: [[TableCell]]) {
        (count, source) = (rows.count, .position { rows[$0] })
    }

    /// Creates rows that are made one after the other.
    ///
    /// - Parameters:
    ///   - count: The number of rows, ≥ 0.
    ///   - stream: Hands over the cells of each row, the same rows each time.
    public init(count: Int, stream: @escaping @Sendable (([TableCell]) -> Void) -> Void) {
        (self.count, source) = (count, .stream(stream))
    }

    /// Hands over the cells of the first rows.
    ///
    /// - Parameters:
    ///   - limit: How many rows at most, or `nil` for all.
    ///   - body: What is done with a row; after the first failure no further row is handed over.
    /// - Throws: What the body throws first.
    /// - Complexity: O(*n*) for *n* rows.
    public func forEach<Failure: Error>(
        first limit: Int? = nil, _ body: ([TableCell]) throws(Failure) -> Void
    ) throws(Failure) {
        let last = min(count, limit ?? count)
        switch source {
        case .position(let cells):
            for position in 0..<last { try body(cells(position)) }
        case .stream(let stream):
            var position = 0
            var failure: Failure?
            stream { cells in
                guard position < last, failure == nil else { return }
                position += 1
                do throws(Failure) { try body(cells) } catch { failure = error }
            }
            if let failure { throw failure }
        }
    }
}
