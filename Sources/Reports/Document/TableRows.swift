internal import Parallelism

/// The rows of a table, made part by part when they are asked for.
///
/// A table of 219,000 projects or of millions of cases of a rule is thus never held as cells, and
/// several threads can write parts of it at once.
public struct TableRows: Sendable {
    /// Hands over the cells of a row, one for each column.
    public typealias Row = (_ cells: [TableCell]) -> Void

    /// The most rows of a part that is made by positions.
    static let partLength = 512

    /// The number of rows.
    public let count: Int
    /// The number of parts that make up the rows.
    let partCount: Int

    private let part: @Sendable (Int, Row) -> Void

    /// Creates rows that are made in parts, each of which may have any number of them.
    ///
    /// - Parameters:
    ///   - count: The number of rows of all parts together, ≥ 0.
    ///   - partCount: The number of parts, ≥ 0.
    ///   - part: Hands over the rows of the part at a position from 0, the same ones each time; called
    ///     on any thread.
    public init(count: Int, partCount: Int, part: @escaping @Sendable (Int, Row) -> Void) {
        (self.count, self.partCount, self.part) = (count, partCount, part)
    }

    /// Creates rows that are made by ranges of positions.
    ///
    /// - Parameters:
    ///   - count: The number of rows, ≥ 0.
    ///   - rows: Hands over the rows at positions from 0; called on any thread.
    public init(count: Int, rows: @escaping @Sendable (Range<Int>, Row) -> Void) {
        let positions = 0..<count
        self.init(
            count: count, partCount: positions.partCount(ofLength: TableRows.partLength)
        ) { part, row in rows(positions.part(part, ofLength: TableRows.partLength), row) }
    }

    /// Creates rows that are made by position.
    ///
    /// - Parameters:
    ///   - count: The number of rows, ≥ 0.
    ///   - cells: Makes the cells of the row at a position from 0, one for each column; called on any
    ///     thread.
    public init(count: Int, cells: @escaping @Sendable (Int) -> [TableCell]) {
        self.init(count: count) { positions, row in
            for position in positions { row(cells(position)) }
        }
    }

    /// Creates rows from cells.
    public init(_ rows: [[TableCell]]) { self.init(count: rows.count) { rows[$0] } }

    /// Hands over the cells of the rows of one part.
    ///
    /// - Complexity: O(*n*) for *n* rows of the part.
    func forEach(inPart position: Int, _ row: Row) { part(position, row) }

    /// Hands over the cells of the first rows.
    ///
    /// - Parameters:
    ///   - limit: How many rows at most, or `nil` for all.
    ///   - body: What is done with a row; after the first failure no further row is handed over.
    /// - Throws: What the body throws first.
    /// - Complexity: O(*n*) for *n* rows in the parts that have the first ones.
    public func forEach<Failure: Error>(
        first limit: Int? = nil, _ body: ([TableCell]) throws(Failure) -> Void
    ) throws(Failure) {
        let last = min(count, limit ?? count)
        var number = 0
        var failure: Failure?
        for position in 0..<partCount where number < last {
            part(position) { cells in
                guard number < last, failure == nil else { return }
                number += 1
                do throws(Failure) { try body(cells) } catch { failure = error }
            }
            if let failure { throw failure }
        }
    }
}
