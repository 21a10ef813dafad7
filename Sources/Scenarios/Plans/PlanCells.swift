internal import Funding
internal import Parallelism

/// The names in a programme as the cells of a stored plan, each with the comma behind it.
///
/// A stored plan names the same few things millions of times: the bytes are made once, to be copied
/// when a plan is written and compared when it is read.
struct PlanCells: Sendable {
    /// Cells side by side, found by position.
    struct Column: Sendable {
        private(set) var bytes: [UInt8] = []
        private var ends: [Int] = []

        /// The number of cells.
        var count: Int { ends.count }

        /// Where a cell and its comma lie in ``bytes``.
        subscript(position: Int) -> Range<Int> {
            (position == 0 ? 0 : ends[position - 1])..<ends[position]
        }

        /// Makes the cells of a few names.
        init(_ names: [String] = []) { for name in names { append(name) } }

        /// Adds the cell of a name.
        mutating func append(_ name: String) {
            PlanCells.append(name, to: &bytes)
            ends.append(bytes.count)
        }

        /// Adds the cells of another column behind those of this one.
        mutating func append(_ more: Column) {
            let start = bytes.count
            bytes.append(contentsOf: more.bytes)
            ends.append(contentsOf: more.ends.lazy.map { start + $0 })
        }
    }

    /// The projects.
    let projects: Column
    /// The works.
    let works: Column
    /// The sources.
    let sources: Column
    /// The goals.
    let goals: Column
    /// The periods; one blank cell when the programme knows none.
    let periods: Column

    /// How many names one processor turns into cells at a time.
    private static let partLength = 1 << 15

    /// Makes the cells.
    ///
    /// - Complexity: O(*p* + *w*) for *p* projects and *w* works.
    init(of programme: Programme) {
        projects = PlanCells.column(programme.projects.count) { programme.projects[$0].id }
        works = PlanCells.column(programme.works.count) { programme.works[$0].id }
        sources = Column(programme.sources.map(\.id))
        goals = Column(programme.goals.map(\.id))
        periods = Column(programme.periods.isEmpty ? [""] : programme.periods)
    }

    /// Adds a name and a comma, in quotes where it needs them.
    static func append(_ name: String, to bytes: inout [UInt8]) {
        let needsQuotes = name.utf8.contains { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
        }
        if needsQuotes {
            bytes.append(UInt8(ascii: "\""))
            for byte in name.utf8 {
                if byte == UInt8(ascii: "\"") { bytes.append(byte) }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "\""))
        } else {
            bytes.append(contentsOf: name.utf8)
        }
        bytes.append(UInt8(ascii: ","))
    }

    private static func column(_ count: Int, _ name: @escaping @Sendable (Int) -> String) -> Column
    {
        var column = Column()
        OrderedParts.forEach(
            count: (0..<count).partCount(ofLength: partLength),
            make: { position in
                var part = Column()
                for index in (0..<count).part(position, ofLength: partLength) {
                    part.append(name(index))
                }
                return part
            }, { column.append($0) })
        return column
    }
}
