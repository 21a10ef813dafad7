/// A heading of a table: the name of the column and the unit of its figures.
struct TableHeading {
    /// The name by which rules, gates and goals call the column.
    var name: String
    /// The heading as written.
    var text: String
    /// The power of ten of a fen, when the heading names a unit of money.
    var moneyPower: Int?
    /// The power of ten that figures are multiplied by: 4 for 万㎡, -2 for %.
    var shift = 0

    /// The heading under which reports show the figures that were read.
    ///
    /// Figures of 建筑面积（万㎡） are read as square metres, those of 同意率（%） as shares: the heading as
    /// written would make them wrong by the factor.
    var shown: String {
        let (base, unit) = TableHeading.parts(text)
        guard shift != 0, let unit else { return text }
        return unit.hasPrefix("万") ? "\(base)（\(unit.dropFirst())）" : base
    }

    /// Reads a heading such as `造价（万元）`, `建筑面积(万㎡)` or `area_m2`.
    ///
    /// - Parameters:
    ///   - text: The heading.
    ///   - list: The headings that the table knows.
    ///   - renamed: Names that the scenario declares for headings.
    init(
        _ text: String, in list: [(name: String, headings: [String])], renamed: [String: String]
    ) {
        self.text = text
        let (base, unit) = TableHeading.parts(text)
        if let declared = renamed[text] {
            name = declared
        } else if let declared = renamed[base] {
            name = declared
        } else {
            name = ColumnAliases.name(for: text, in: list) ?? text
        }
        guard let unit else { return }
        if let power = MoneyText.powerOfTen(ofUnit: unit.lowercased()) {
            moneyPower = power
        } else if let known = TableHeading.units[unit.lowercased()] {
            shift = known
        } else {
            return
        }
        if renamed[text] == nil, renamed[base] == nil {
            name = ColumnAliases.name(for: base, in: list) ?? base
        }
    }

    /// The heading without the unit in brackets at its end, and that unit.
    private static func parts(_ text: String) -> (base: String, unit: String?) {
        guard let last = text.last, last == ")" || last == "）",
            let open = text.lastIndex(where: { $0 == "(" || $0 == "（" }), open != text.startIndex
        else { return (text, nil) }
        let unit = text[text.index(after: open)...].dropLast()
        return (TrimmedText.trimmed(text[..<open]), TrimmedText.trimmed(unit))
    }

    /// Units that may stand in brackets, with the power of ten that they multiply by.
    private static let units: [String: Int] = [
        "m2": 0, "㎡": 0, "m²": 0, "平方米": 0, "万㎡": 4, "万m2": 4, "万m²": 4, "万平方米": 4,
        "%": -2, "％": -2, "户": 0, "万户": 4, "栋": 0, "幢": 0, "台": 0, "部": 0, "个": 0,
        "单元": 0, "层": 0, "年": 0, "人": 0, "米": 0, "m": 0, "households": 0, "buildings": 0,
        "units": 0, "floors": 0, "people": 0,
    ]
}
