internal import Funding

/// Amounts of money as people write them: `1234.56`, `30万元`, `5.2 亿元`, `100 yuan`.
enum MoneyText {
    /// The names of units, the longer ones first, with the powers of ten of a fen that they are.
    private static let units: [(name: String, powerOfTen: Int)] = [
        ("100m yuan", 10), ("10k yuan", 6), ("万元", 6), ("亿元", 10), ("yuan", 2), ("元", 2),
        ("万", 6), ("亿", 10), ("fen", 0), ("分", 0),
    ]

    /// The power of ten of a fen that a unit stands for, or `nil` for an unknown one.
    static func powerOfTen(ofUnit name: some StringProtocol) -> Int? {
        units.first { $0.name == name }?.powerOfTen
    }

    /// The unit that a power of ten of a fen stands for, as reports name it.
    static func unit(ofPower power: Int) -> MoneyUnit? {
        MoneyUnit.allCases.first { $0.minorUnits == Int64(DataColumn.powerOfTen(power)) }
    }

    /// Whether a text ends with a unit of money.
    static func hasUnit(_ text: String) -> Bool { units.contains { text.hasSuffix($0.name) } }

    /// Reads an amount in minor units, exact and possibly finer than a fen.
    ///
    /// - Parameters:
    ///   - bytes: The text around the amount, in UTF-8.
    ///   - range: Where the amount lies.
    ///   - power: The power of ten of a fen that a bare number counts in.
    ///   - allowsGrouping: Whether commas may part the digits into thousands.
    /// - Returns: The number of minor units.
    /// - Throws: `NumberFault` when the bytes are no amount.
    static func minorUnits(
        _ bytes: Span<UInt8>, in range: Range<Int>, bareUnit power: Int, allowsGrouping: Bool
    ) throws(NumberFault) -> DecimalText {
        guard let last = range.last, !(0x30...0x39).contains(bytes[last]) else {
            return try DecimalText.parse(bytes, in: range, allowsGrouping: allowsGrouping)
                .shifted(by: power)
        }
        for unit in units where hasSuffix(unit.name, bytes, range) {
            let rest = range.lowerBound..<(range.upperBound - unit.name.utf8.count)
            return try DecimalText.parse(
                bytes, in: TrimmedText.range(rest, of: bytes), allowsGrouping: allowsGrouping
            ).shifted(by: unit.powerOfTen)
        }
        var end = range.lowerBound
        while end < range.upperBound, isNumberByte(bytes[end]) { end += 1 }
        let unit = String(decoding: (end..<range.upperBound).map { bytes[$0] }, as: UTF8.self)
        let name = TrimmedText.trimmed(unit)
        guard (range.lowerBound..<end).contains(where: { (0x30...0x39).contains(bytes[$0]) }),
            let scalar = name.unicodeScalars.first,
            scalar.properties.isAlphabetic
        else { return try DecimalText.parse(bytes, in: range, allowsGrouping: allowsGrouping) }
        _ = try DecimalText.parse(
            bytes, in: range.lowerBound..<end, allowsGrouping: allowsGrouping)
        throw .unknownUnit(ShownName.quoted(name))
    }

    /// Reads an amount of whole fen.
    ///
    /// - Throws: `NumberFault` when the bytes are no amount, or finer than a fen, or more than
    ///   ``Money/largest``.
    static func money(
        _ bytes: Span<UInt8>, in range: Range<Int>, bareUnit power: Int, allowsGrouping: Bool
    ) throws(NumberFault) -> Money {
        let number = try minorUnits(
            bytes, in: range, bareUnit: power, allowsGrouping: allowsGrouping)
        return try wholeFen(number)
    }

    /// Turns an exact number of minor units into money.
    static func wholeFen(_ number: DecimalText) throws(NumberFault) -> Money {
        let short = number.trimmed
        guard short.decimals == 0 else { throw .tooFine }
        guard short.mantissa.magnitude <= Int128(Money.largest.minorUnits).magnitude else {
            throw .tooLarge
        }
        return Money(minorUnits: Int64(short.mantissa))
    }

    /// Reads an amount of whole fen from a text.
    static func money(
        _ text: some StringProtocol, bareUnit power: Int, allowsGrouping: Bool = false
    )
        throws(NumberFault) -> Money
    {
        let bytes = Array(text.utf8)
        return try money(
            bytes.span, in: 0..<bytes.count, bareUnit: power, allowsGrouping: allowsGrouping)
    }

    /// An amount in yuan with two decimals and the unit, for messages: `40,000.00 元`.
    static func shown(_ money: Money) -> String { shown(minorUnits: Int128(money.minorUnits)) }

    /// An amount in yuan with two decimals and the unit, for messages.
    static func shown(minorUnits: Int128) -> String {
        let digits = String(minorUnits.magnitude / 100)
        var grouped = ""
        for (offset, digit) in digits.enumerated() {
            if offset > 0, (digits.count - offset) % 3 == 0 { grouped += "," }
            grouped.append(digit)
        }
        let fen = String(minorUnits.magnitude % 100)
        return (minorUnits < 0 ? "-" : "") + grouped + "." + (fen.count < 2 ? "0" : "") + fen + " 元"
    }

    private static func isNumberByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "-"),
            UInt8(ascii: "+"):
            true
        default: false
        }
    }

    private static func hasSuffix(_ name: String, _ bytes: Span<UInt8>, _ range: Range<Int>)
        -> Bool
    {
        let suffix = name.utf8
        guard suffix.count <= range.count else { return false }
        var position = range.upperBound - suffix.count
        for byte in suffix {
            guard bytes[position] == byte else { return false }
            position += 1
        }
        return true
    }
}
