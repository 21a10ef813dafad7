import Funding
import TestSupport

/// A stored plan as cells, so that a test can change one of them.
struct PlanText {
    /// The rows without the heading, each with its six cells.
    private(set) var rows: [[String]]

    private let heading: String
    private let programme: Programme

    private static let amount = 5

    /// Takes the text of a plan apart; identifiers must have no commas and no quotes.
    init(_ bytes: [UInt8], of programme: Programme) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        heading = String(lines.first ?? "")
        rows = lines.dropFirst().map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        self.programme = programme
    }

    /// The text of the file.
    var bytes: [UInt8] {
        let lines = [heading] + rows.map { $0.joined(separator: ",") }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    /// Changes the meaning of one cell, or swaps two of a column, and says what it did.
    mutating func change(using random: inout SeededGenerator) -> String {
        while true {
            let row = Int.random(in: rows.indices, using: &random)
            let column = Int.random(in: 0...PlanText.amount, using: &random)
            let before = rows[row]
            let other = Int.random(in: rows.indices, using: &random)
            if Int.random(in: 0..<5, using: &random) == 0 {
                guard rows[other][column] != before[column] else { continue }
                rows[row][column] = rows[other][column]
                rows[other][column] = before[column]
                return "column \(column) of \(before) swapped with row \(other)"
            }
            guard let cell = changed(before[column], column, using: &random),
                cell != before[column]
            else { continue }
            rows[row][column] = cell
            return "column \(column) of \(before) is now '\(cell)'"
        }
    }

    /// Another content for a cell, or `nil` where the draw fits it badly.
    private func changed(_ cell: String, _ column: Int, using random: inout SeededGenerator)
        -> String?
    {
        if Int.random(in: 0..<8, using: &random) == 0 { return "" }
        guard column == PlanText.amount, !cell.isEmpty else {
            return names(ofColumn: column).randomElement(using: &random)
        }
        guard cell.contains(".") else {
            // A goal's value: a whole number or a fraction.
            let parts = cell.split(separator: "/")
            guard let numerator = parts.first.flatMap({ Int128($0) }) else { return nil }
            let changes = [numerator + 1, numerator - 1, numerator * 10, -numerator]
            let number = changes.randomElement(using: &random) ?? numerator
            return ["\(number)"].joined() + parts.dropFirst().map { "/\($0)" }.joined()
        }
        guard let fen = Int64(cell.filter { $0 != "." }) else { return nil }
        let changes = [fen + 1, fen - 1, fen + 100, fen - 100, fen * 10, fen / 10, -fen]
        return PlanText.yuan(changes.randomElement(using: &random) ?? fen)
    }

    /// What may stand in a column: the names of the programme, whether it fits the record or not.
    private func names(ofColumn column: Int) -> [String] {
        switch column {
        case 0: ["start", "work", "pay", "use", "total", "goal"]
        case 1: programme.projects.map(\.id)
        case 2: programme.works.map(\.id)
        case 3: programme.sources.map(\.id) + programme.goals.map(\.id)
        case 4: programme.periods
        default: []
        }
    }

    private static func yuan(_ fen: Int64) -> String {
        let decimals = fen.magnitude % 100
        return (fen < 0 ? "-" : "") + "\(fen.magnitude / 100)." + (decimals < 10 ? "0" : "")
            + "\(decimals)"
    }
}
