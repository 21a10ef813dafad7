internal import Funding

/// Reads the records of a stored plan one after the other, by comparing bytes.
///
/// Records come in the order of projects, works and sources, so that each name is looked for from
/// the last one onwards and not in a table of names.
struct PlanCursor {
    private let programme: Programme
    private let cells: PlanCells
    /// Where the last record stood, and among which kind.
    private var kind = -1
    private var project = 0
    private var work = 0

    private static let kinds = ["start,", "work,", "pay,", "use,,,", "total,,,,,", "goal,,,"]
        .map { Array($0.utf8) }

    init(programme: Programme, cells: PlanCells) {
        (self.programme, self.cells) = (programme, cells)
    }

    /// Reads a record.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - start: Where the record starts.
    ///   - part: Where the record goes.
    /// - Returns: Where the next record starts, or `nil` where this one is not as it must be.
    mutating func read(_ bytes: Span<UInt8>, from start: Int, into part: inout PlanPart) -> Int? {
        var position = start
        guard let kind = kind(bytes, &position) else { return nil }
        if kind != self.kind { (self.kind, project, work) = (kind, 0, 0) }
        var key = PlanPart.Key(kind: kind)
        switch kind {
        case 0:
            guard findProject(bytes, &position), skipBlanks(bytes, &position),
                let period = find(in: cells.periods, bytes, &position)
            else { return nil }
            part.starts.append((project, period))
            key.position.0 = project
        case 1:
            guard findWork(bytes, &position), skipBlanks(bytes, &position),
                let cost = PlanCursor.amount(bytes, &position)
            else { return nil }
            part.costs.append((work, cost))
            key.position.0 = work
        case 2:
            guard findWork(bytes, &position),
                let source = find(in: cells.sources, bytes, &position),
                let period = find(in: cells.periods, bytes, &position),
                let amount = PlanCursor.amount(bytes, &position)
            else { return nil }
            part.payments.append(
                Payment(work: work, source: source, period: period, amount: amount))
            key.position = (work, source, period)
        case 3:
            guard let source = find(in: cells.sources, bytes, &position),
                let period = find(in: cells.periods, bytes, &position),
                let amount = PlanCursor.amount(bytes, &position)
            else { return nil }
            part.uses.append(StoredPlan.SourceUse(source: source, period: period, amount: amount))
            key.position = (source, period, 0)
        case 4:
            guard let amount = PlanCursor.amount(bytes, &position) else { return nil }
            part.total = amount
        default:
            guard let goal = findGoal(bytes, &position),
                let value = PlanCursor.value(bytes, &position)
            else { return nil }
            part.goalValues.append(value)
            key.position.0 = goal
        }
        guard part.isNext(key), position < bytes.count, bytes[position] == 0x0A else { return nil }
        return position + 1
    }

    // MARK: - Names

    private func kind(_ bytes: Span<UInt8>, _ position: inout Int) -> Int? {
        for (kind, name) in PlanCursor.kinds.enumerated() {
            if PlanCursor.skip(name, 0..<name.count, bytes, &position) { return kind }
        }
        return nil
    }

    /// Moves to the project that the next cell names, among the last one and those behind it.
    private mutating func findProject(_ bytes: Span<UInt8>, _ position: inout Int) -> Bool {
        for candidate in project..<cells.projects.count
        where skip(cells.projects, candidate, bytes, &position) {
            project = candidate
            return true
        }
        return false
    }

    /// Moves to the work that the next two cells name, among the last one and those behind it.
    private mutating func findWork(_ bytes: Span<UInt8>, _ position: inout Int) -> Bool {
        guard findProject(bytes, &position) else { return false }
        let works = programme.projects[project].works
        for candidate in max(work, works.lowerBound)..<max(work, works.upperBound)
        where skip(cells.works, candidate, bytes, &position) {
            work = candidate
            return true
        }
        return false
    }

    private func findGoal(_ bytes: Span<UInt8>, _ position: inout Int) -> Int? {
        guard let goal = find(in: cells.goals, bytes, &position), position < bytes.count,
            bytes[position] == UInt8(ascii: ",")
        else { return nil }
        position += 1
        return goal
    }

    /// Moves behind the two commas of two blank cells.
    private func skipBlanks(_ bytes: Span<UInt8>, _ position: inout Int) -> Bool {
        guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: ","),
            bytes[position + 1] == UInt8(ascii: ",")
        else { return false }
        position += 2
        return true
    }

    private func find(
        in column: PlanCells.Column, _ bytes: Span<UInt8>, _ position: inout Int
    ) -> Int? {
        for candidate in 0..<column.count where skip(column, candidate, bytes, &position) {
            return candidate
        }
        return nil
    }

    private func skip(
        _ column: PlanCells.Column, _ candidate: Int, _ bytes: Span<UInt8>, _ position: inout Int
    ) -> Bool {
        PlanCursor.skip(column.bytes, column[candidate], bytes, &position)
    }

    /// Moves behind a cell if it comes next.
    private static func skip(
        _ cells: [UInt8], _ cell: Range<Int>, _ bytes: Span<UInt8>, _ position: inout Int
    ) -> Bool {
        guard cell.count <= bytes.count - position else { return false }
        let cells = cells.span
        for offset in 0..<cell.count
        where cells[cell.lowerBound + offset] != bytes[position + offset] {
            return false
        }
        position += cell.count
        return true
    }
}
