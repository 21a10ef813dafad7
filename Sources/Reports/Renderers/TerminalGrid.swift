/// A table as texts, laid out in the columns of a terminal.
struct TerminalGrid {
    /// The columns.
    let columns: [TableColumn]
    /// The texts of the rows, one for each column.
    var rows: [[String]] = []
    /// The texts of the footers, one for each column.
    var footers: [[String]] = []

    init(columns: [TableColumn]) { self.columns = columns }

    /// The lines of the table, and the headings of the columns that found no room.
    ///
    /// Columns of the least priority go first, from the right. A column of long texts takes what
    /// the others leave and is broken into lines; other texts are cut.
    ///
    /// - Complexity: O(*n* · *c*²) for *n* rows and *c* columns.
    func lines(width: Int, widestText: Int) -> (lines: [String], hidden: [String]) {
        var shown = Array(columns.indices)
        var widths = columns.indices.map { natural($0, widestText) }
        func needed() -> Int { shown.reduce(0) { $0 + widths[$1] } + 2 * (shown.count - 1) }
        var hidden: [Int] = []
        while needed() > width, shown.count > 1 {
            if let long = shown.first(where: { columns[$0].isLong }), widths[long] > 40 {
                widths[long] = max(40, widths[long] - (needed() - width))
                continue
            }
            let least = shown.map { columns[$0].priority }.min()
            guard let last = shown.lastIndex(where: { columns[$0].priority == least }) else {
                break
            }
            hidden.append(shown.remove(at: last))
        }
        let header = line(columns.map { DisplayText.shown($0.heading) }, shown, widths)
        let rule = shown.map { String(repeating: "-", count: widths[$0]) }.joined(separator: "  ")
        var lines = header + [rule]
        for row in rows { lines += line(row, shown, widths) }
        if !footers.isEmpty { lines.append(rule) }
        for footer in footers { lines += line(footer, shown, widths) }
        return (lines, hidden.sorted().map { columns[$0].heading })
    }

    private func natural(_ column: Int, _ widestText: Int) -> Int {
        let texts = rows.map { $0[column] } + footers.map { $0[column] }
        let widest = texts.map { DisplayWidth.columns(of: $0) }.max() ?? 0
        let isCut = columns[column].kind == .text && !columns[column].isLong
        let heading = DisplayWidth.columns(of: DisplayText.shown(columns[column].heading))
        return max(isCut ? min(widest, widestText) : widest, min(heading, widestText))
    }

    private func line(_ texts: [String], _ shown: [Int], _ widths: [Int]) -> [String] {
        let parts = shown.map { column in
            columns[column].isLong
                ? LineWrapping.lines(of: texts[column], width: widths[column])
                : [DisplayWidth.cut(texts[column], to: widths[column])]
        }
        return (0..<(parts.map(\.count).max() ?? 1)).map { number in
            let fields = zip(shown, parts).map { column, lines in
                DisplayWidth.padded(
                    number < lines.count ? lines[number] : "", to: widths[column],
                    isRightAligned: columns[column].kind != .text)
            }
            var line = fields.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
