public import Funding

/// The values that one setting of a scenario runs through, written `PATH=FROM..TO/STEP`.
///
/// All values are exact decimals. With percent signs they are relative changes, such as `-10%`, which
/// a setting takes as changes of what the scenario says.
public struct SettingRange: Sendable {
    /// One value of the setting.
    public struct Value: Hashable, Sendable {
        /// The value as a setting takes it, for example `+3%` or `1050000`.
        public let text: String
        /// The value as a number; a percentage as a share (0.03 for `+3%`).
        public let number: Ratio
    }

    /// The most values of a range.
    public static let mostValues = 1_000

    /// The path of the setting.
    public let path: String
    /// Whether the values are relative changes in percent.
    public let isRelative: Bool
    /// How many decimals the values need at most, as they are written.
    public let decimals: Int
    /// The values from FROM towards TO, at least one; TO is among them where the steps meet it.
    public let values: [Value]

    /// Reads a range.
    ///
    /// The path ends at the last `=`, since identifiers in it may hold points and equals signs. A
    /// range counts down where FROM is above TO.
    ///
    /// - Parameter argument: The text.
    /// - Throws: `SettingRangeFault` when the text is no range or has too many values.
    /// - Complexity: O(*n* + *v*) for *n* characters and *v* values.
    public init(_ argument: String) throws(SettingRangeFault) {
        guard let equals = argument.lastIndex(of: "="), equals > argument.startIndex else {
            throw .shape
        }
        let range = argument[argument.index(after: equals)...]
        let ends = range.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = ends.last?.split(separator: "/", omittingEmptySubsequences: false) ?? []
        guard ends.count == 2, rest.count == 2 else { throw .shape }
        let texts = [ends[0], rest[0], rest[1]]
        let percents = texts.filter { $0.hasSuffix("%") }.count
        guard percents == 0 || percents == texts.count else { throw .mixedPercent }
        isRelative = percents > 0
        let limit = isRelative ? SettingRange.mostPercent : SettingRange.most
        var numbers: [DecimalText] = []
        for text in texts {
            numbers.append(
                try SettingRange.number(isRelative ? text.dropLast() : text, limit: limit))
        }
        let decimals = numbers.map(\.decimals).max() ?? 0
        let (from, to, step) = (
            numbers[0].mantissa(withDecimals: decimals),
            numbers[1].mantissa(withDecimals: decimals),
            numbers[2].mantissa(withDecimals: decimals)
        )
        guard step > 0 else { throw .step }
        let count = (to - from).magnitude / step.magnitude + 1
        guard count <= SettingRange.mostValues else { throw .tooManyValues(String(count)) }
        let isRelative = isRelative
        path = String(argument[..<equals])
        self.decimals = decimals
        values = (0..<Int128(count)).map { position in
            let mantissa = to < from ? from - position * step : from + position * step
            let number = DecimalText(mantissa: mantissa, decimals: decimals)
            guard isRelative else { return Value(text: number.text, number: number.ratio) }
            let sign = mantissa < 0 ? "" : "+"
            return Value(
                text: sign + number.text + "%",
                number: DecimalText(mantissa: mantissa, decimals: decimals + 2).ratio)
        }
    }

    /// The largest magnitude of a value, far below where exact arithmetic could overflow.
    private static let most: Int128 = 1_000_000_000_000_000_000
    /// The largest percentage, well inside what settings take as a relative change.
    private static let mostPercent: Int128 = 100_000
    /// The most decimals of a value, those of relative changes.
    private static let mostDecimals = 6

    private static func number(_ text: Substring, limit: Int128)
        throws(SettingRangeFault) -> DecimalText
    {
        let number: DecimalText
        do {
            number = try DecimalText.parse(text).trimmed
        } catch {
            throw .number(ShownName.quoted(String(text)), error.reason)
        }
        guard number.decimals <= mostDecimals else {
            throw .number(
                ShownName.quoted(String(text)), "it has more than \(mostDecimals) decimals")
        }
        let whole = number.mantissa.magnitude / number.power.magnitude
        guard whole < limit.magnitude else {
            throw .number(ShownName.quoted(String(text)), "it is larger than a sweep takes")
        }
        return number
    }
}

/// Why a text is not the range of values that a sweep needs.
public enum SettingRangeFault: Error, Hashable, Sendable {
    /// The text has another form.
    case shape
    /// A part is no number that can be used; the part in quotes, and why.
    case number(String, String)
    /// Some of the numbers have a percent sign, and others have none.
    case mixedPercent
    /// The step is not above zero.
    case step
    /// The range has more values than are planned; their number.
    case tooManyValues(String)
}

extension SettingRangeFault: CustomStringConvertible {
    /// What is wrong, and how to write it.
    public var description: String {
        switch self {
        case .shape:
            "a range is written PATH=FROM..TO/STEP, for example sources.city.budget=-10%..10%/0.5%"
        case .number(let text, let reason): "\(text) is not a number that can be used: \(reason)"
        case .mixedPercent: "FROM, TO and STEP all have a percent sign, or none has"
        case .step: "STEP is above zero; a range counts down where FROM is above TO"
        case .tooManyValues(let count):
            "the range has \(count) values, and at most \(SettingRange.mostValues) are planned"
        }
    }
}

extension DecimalText {
    /// Ten to the power of the decimals.
    fileprivate var power: Int128 { DataColumn.powerOfTen(decimals) }

    /// The digits of the number written with more decimals.
    fileprivate func mantissa(withDecimals count: Int) -> Int128 {
        mantissa * DataColumn.powerOfTen(count - decimals)
    }
}
