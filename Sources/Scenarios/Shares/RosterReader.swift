internal import CostSharing
internal import Diagnostics
internal import Funding

/// The flats of all stair units, each with its place.
struct Roster {
    /// A flat as read.
    struct Row {
        var flat: Flat
        var place: SourceLocation
    }

    /// The flats of a stair unit, in order of the roster.
    struct Unit {
        var building: String
        var stair: String
        var flats: [Row]

        /// How messages call it.
        var name: String { Roster.name(building, stair) }
        /// Where its first flat is written.
        var place: SourceLocation { flats[0].place }
        /// The highest floor.
        var floors: Int { flats.map(\.flat.floor).max() ?? 0 }
    }

    /// The units in the order in which the roster names them first.
    var units: [Unit]
    /// Whether the roster tells floors.
    var hasFloors: Bool

    /// The name of a unit, or of a flat in it.
    static func name(_ parts: String...) -> String {
        parts.filter { !$0.isEmpty }.joined(separator: "-")
    }
}

/// Reads the roster of flats.
struct RosterReader {
    let assembly: ProgrammeAssembly
    let channels: [ChannelReader.Read]
    let needsFloors: Bool
    let needsPersons: Bool

    /// The floors that exist.
    private static let floors: ClosedRange<Int64> = -20...200

    private var findings: Findings { assembly.findings }

    /// The roster, or `nil` after a finding.
    func roster() -> Roster? {
        let tables = ShareTables(assembly: assembly)
        guard
            let table = tables.node("roster").flatMap({
                tables.open(
                    $0, "the roster", renames: "roster",
                    in: ColumnAliases.roster)
            }), table.rowCount > 0, let area = table.required("area_m2"),
            let areas = table.numbers(area, isPositive: true)
        else { return nil }
        let idColumn = table.position("id") ?? table.required("flat")
        let floors = wholes(table, "floor", isNeeded: needsFloors)
        let persons = wholes(table, "persons", isNeeded: needsPersons)
        let limits = channels.map { self.limits($0, table) }
        let refusing = refusals()
        guard let idColumn else { return nil }
        var units: [Roster.Unit] = []
        var positions: [String: Int] = [:]
        var ids: Set<String> = []
        for row in 0..<table.rowCount {
            let building = table.text(row: row, table.position("building"))
            let stair = table.text(row: row, table.position("stair"))
            let door = table.text(row: row, table.position("flat"))
            let place = table.table.location(row: row, column: idColumn)
            let written =
                table.position("id").map { table.text(row: row, $0) }
                ?? (door.isEmpty ? "" : Roster.name(building, stair, door))
            guard let id = assembly.checkedIdentifier(written, "a flat", at: place) else {
                continue
            }
            if !ids.insert(id).inserted { assembly.duplicate("flat", id, at: place) }
            let pays = self.pays(table, row) && !refusing.contains { $0.text == id }
            let flat = Flat(
                id: id, name: door.isEmpty ? id : door, floor: Int(floors?[row] ?? 0),
                area: areas.number(at: row) ?? .zero, persons: Int(persons?[row] ?? 1), pays: pays,
                vote: vote(table, row) ?? (pays ? .yes : .no),
                channelLimits: limits.map { $0[row] })
            let key = "\(building)\u{0}\(stair)"
            if let position = positions[key] {
                units[position].flats.append(Roster.Row(flat: flat, place: place))
            } else {
                positions[key] = units.count
                units.append(
                    Roster.Unit(
                        building: building, stair: stair,
                        flats: [Roster.Row(flat: flat, place: place)]))
            }
        }
        for refusal in refusing where !ids.contains(refusal.text) {
            findings.error(
                .unknownFlat, at: refusal.place,
                "'refuse' names flat \(ShownName.quoted(refusal.text)), which the roster does not "
                    + "have",
                fix: ShownName.suggestion(
                    for: refusal.text, among: ids.sorted(), what: "flats"))
        }
        return Roster(units: units, hasFloors: floors != nil)
    }

    private func refusals() -> [(text: String, place: SourceLocation)] {
        assembly.root["refuse"].map { assembly.texts($0, "the flats that refuse") } ?? []
    }

    /// A column of whole numbers, or `nil` where there is none or after a finding.
    private func wholes(_ table: ShareTable, _ name: String, isNeeded: Bool) -> [Int64]? {
        guard let column = isNeeded ? table.required(name) : table.position(name) else {
            return nil
        }
        let allowed = name == "floor" ? RosterReader.floors : 0...1_000_000
        var isGood = true
        let numbers = (0..<table.rowCount).map { row -> Int64 in
            let text = table.text(row: row, column)
            guard let number = Int64(text), allowed.contains(number) else {
                isGood = false
                findings.error(
                    text.isEmpty ? .blankValue : .notANumber,
                    at: table.table.location(row: row, column: column),
                    "column '\(name)' holds \(ShownName.quoted(text)), and a whole number from "
                        + "\(allowed.lowerBound) to \(allowed.upperBound) is needed")
                return 0
            }
            return number
        }
        return isGood ? numbers : nil
    }

    /// The most that a channel pays of each bill; a blank cell is no money.
    private func limits(_ read: ChannelReader.Read, _ table: ShareTable) -> [Money?] {
        guard let node = read.column else {
            return [Money?](repeating: read.cap, count: table.rowCount)
        }
        let what = "channel '\(read.channel.id)'"
        guard let column = table.position(named: node, what) else {
            return [Money?](repeating: nil, count: table.rowCount)
        }
        return (0..<table.rowCount).map { table.amount(row: $0, column, what) ?? .zero }
    }

    private func pays(_ table: ShareTable, _ row: Int) -> Bool {
        word(table, row, "pays", RosterReader.payWords) ?? true
    }

    private func vote(_ table: ShareTable, _ row: Int) -> Flat.Vote? {
        guard let column = table.position("vote") else { return nil }
        // Who left no vote took no part.
        return table.text(row: row, column).isEmpty
            ? .absent : word(table, row, "vote", RosterReader.voteWords)
    }

    private static let payWords = ["yes": true, "no": false, "是": true, "否": false]
    private static let voteWords: [String: Flat.Vote] = [
        "yes": .yes, "no": .no, "absent": .absent, "同意": .yes, "不同意": .no, "反对": .no,
        "未参与": .absent, "弃权": .no,
    ]

    /// What a word in a cell means, or `nil` where it is blank or after a finding.
    private func word<Meaning>(
        _ table: ShareTable, _ row: Int, _ name: String, _ words: [String: Meaning]
    ) -> Meaning? {
        guard let column = table.position(name) else { return nil }
        let text = table.text(row: row, column)
        guard !text.isEmpty else { return nil }
        if let meaning = words[text.lowercased()] { return meaning }
        findings.error(
            .unknownValue, at: table.table.location(row: row, column: column),
            "\(ShownName.quoted(text)) is not known in column '\(name)'",
            fix: ShownName.suggestion(for: text, among: words.keys.sorted(), what: "values"))
        return nil
    }
}
