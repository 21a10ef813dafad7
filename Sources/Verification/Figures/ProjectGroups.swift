internal import Funding

/// The projects, or the works, sorted by the value of one of their columns.
struct ProjectGroups: Sendable {
    /// The values that occur, in ascending order of their bytes.
    let labels: [String]
    /// The position of each row's value in ``labels``, or -1 where the cell is blank.
    let codes: [Int32]

    /// Sorts the rows of a column.
    ///
    /// - Complexity: O(*n* + *g* log *g*) for *n* rows and *g* groups.
    init(of column: DataColumn) {
        var labels: [String] = []
        var positions: [String: Int32] = [:]
        func position(of label: String) -> Int32 {
            if let known = positions[label] { return known }
            let next = Int32(labels.count)
            positions[label] = next
            labels.append(label)
            return next
        }
        var codes: [Int32]
        switch column.content {
        case .texts(let distinct, let cells):
            var used = [Bool](repeating: false, count: distinct.count)
            for code in cells where code >= 0 { used[Int(code)] = true }
            let merged = distinct.indices.map { used[$0] ? position(of: distinct[$0]) : -1 }
            codes = cells.map { $0 < 0 ? -1 : merged[Int($0)] }
        case .numbers(let decimals, let mantissas):
            var known: [Int64: Int32] = [DataColumn.blank: -1]
            codes = mantissas.map { mantissa in
                if let code = known[mantissa] { return code }
                let code = position(
                    of: DataColumn.text(ofMantissa: mantissa, decimals: decimals))
                known[mantissa] = code
                return code
            }
        }
        let order = labels.indices.sorted {
            labels[$0].utf8.lexicographicallyPrecedes(labels[$1].utf8)
        }
        var rank = [Int32](repeating: 0, count: labels.count)
        for (position, label) in order.enumerated() { rank[label] = Int32(position) }
        for row in codes.indices where codes[row] >= 0 { codes[row] = rank[Int(codes[row])] }
        self.labels = order.map { labels[$0] }
        self.codes = codes
    }
}
