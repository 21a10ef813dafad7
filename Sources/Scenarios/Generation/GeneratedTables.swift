/// The tables of a generated programme, byte by byte: a national one has millions of rows.
struct GeneratedTables {
    private var projects: [UInt8]
    private var works: [UInt8]
    private let isOverYears: Bool

    /// Begins the tables with their headings.
    ///
    /// - Parameter isOverYears: Whether works name the profile by which they are paid.
    init(isOverYears: Bool) {
        self.isOverYears = isOverYears
        projects = Array("id,district,households,area_m2,benefit\n".utf8)
        works = Array("project,kind,class,cost,benefit\(isOverYears ? ",profile" : "")\n".utf8)
    }

    /// Whether enough has gathered to be handed on.
    var isFull: Bool { works.count >= 1 << 18 }

    /// Adds a project and its works.
    mutating func add(_ project: GeneratedProject, number: Int) {
        GeneratedTables.appendProject(number, to: &projects)
        projects.append(UInt8(ascii: ","))
        projects.append(contentsOf: GeneratedTables.name(ofDistrict: project.district).utf8)
        for value in [project.households, project.area, project.benefit] {
            projects.append(UInt8(ascii: ","))
            GeneratedTables.append(value, to: &projects)
        }
        projects.append(0x0A)
        for work in project.works {
            GeneratedTables.appendProject(number, to: &works)
            for text in [work.kind.rawValue, work.kind.workClass.rawValue] {
                works.append(UInt8(ascii: ","))
                works.append(contentsOf: text.utf8)
            }
            for value in [work.cost, work.benefit] {
                works.append(UInt8(ascii: ","))
                GeneratedTables.append(value, to: &works)
            }
            if isOverYears {
                works.append(UInt8(ascii: ","))
                if work.kind.takesTwoYears {
                    works.append(contentsOf: GeneratedDocument.twoYears.utf8)
                }
            }
            works.append(0x0A)
        }
    }

    /// Hands on what has gathered, and starts again with nothing.
    mutating func flush<Failure: Error>(
        to sink: (_ file: String, _ bytes: [UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        try sink("projects.csv", projects)
        try sink("works.csv", works)
        projects.removeAll(keepingCapacity: true)
        works.removeAll(keepingCapacity: true)
    }

    /// The name of a district, from `D1`.
    static func name(ofDistrict position: Int) -> String { "D\(position + 1)" }

    /// Appends the name of a project, from `P0000001`: as long for all, so that names sort as they
    /// were drawn.
    private static func appendProject(_ number: Int, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "P"))
        append(Int64(number), to: &bytes, digits: 7)
    }

    /// Appends a number of at least 0 in decimal digits.
    private static func append(_ value: Int64, to bytes: inout [UInt8], digits: Int = 1) {
        let start = bytes.count
        var rest = value
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0 || bytes.count - start < digits
        bytes[start...].reverse()
    }
}
