internal import Funding

/// Records of a stored plan in the making.
struct PlanRecords {
    /// The records so far.
    private(set) var bytes: [UInt8] = []

    private let sources: PlanCells.Column
    private let periods: PlanCells.Column
    private var start = 0
    private var beginning: [UInt8] = []

    /// Starts without records.
    ///
    /// - Parameters:
    ///   - sources: The identifiers of the sources.
    ///   - periods: The names of the periods, if the programme knows any.
    init(sources: [String], periods: [String]) {
        self.sources = PlanCells.Column(sources)
        self.periods = PlanCells.Column(periods.isEmpty ? [""] : periods)
        bytes.reserveCapacity(1 << 20)
    }

    /// Begins a record with its kind and the blank cells behind it.
    mutating func begin(_ kind: String) {
        start = bytes.count
        append(kind)
    }

    /// Begins a record like the last one that ``keepBeginning()`` kept.
    mutating func beginAgain() {
        start = bytes.count
        bytes.append(contentsOf: beginning)
    }

    /// Keeps the cells of the record so far for records that begin with the same ones.
    mutating func keepBeginning() {
        beginning.removeAll(keepingCapacity: true)
        beginning.append(contentsOf: bytes[start...])
    }

    /// Ends the record.
    mutating func end() { bytes.append(0x0A) }

    /// Adds plain text.
    mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Adds a name and a comma.
    mutating func append(name: String) { PlanCells.append(name, to: &bytes) }

    /// Adds the identifier of a source and a comma.
    mutating func append(source: Int) {
        bytes.append(contentsOf: sources.bytes[sources[source]])
    }

    /// Adds the name of a period and a comma.
    mutating func append(period: Int) {
        bytes.append(contentsOf: periods.bytes[periods[period]])
    }

    /// Adds an amount in yuan with two decimals.
    mutating func append(_ money: Money) {
        if money.minorUnits < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = money.minorUnits.magnitude
        var digits = InlineArray<24, UInt8>(repeating: 0)
        var first = 24
        while rest > 0 || first > 20 {
            if first == 22 {
                first -= 1
                digits[first] = UInt8(ascii: ".")
            }
            first -= 1
            digits[first] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        for position in first..<24 { bytes.append(digits[position]) }
    }
}
