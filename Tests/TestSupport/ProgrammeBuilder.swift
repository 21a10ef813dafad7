public import Funding

/// Writes small programmes down for tests: columns first, then projects with their works.
///
/// ```swift
/// var builder = ProgrammeBuilder(projectNumbers: ["area"], projectTexts: ["district"])
/// builder.addSource("city", .local, budget: .whole(.total(Money(minorUnits: 100_00))))
/// builder.addProject("P1", ["area": 10, "district": "east"])
/// builder.addWork("W1", cost: 80_00, kind: "pipe")
/// let programme = builder.programme
/// ```
///
/// Every programme has the classes `basic` (mandatory, 0), `completion` (1) and `upgrade` (2), and its
/// works the text columns `class`, `kind` and `component`. Numeric columns have two decimals.
public struct ProgrammeBuilder: Sendable {
    /// The value of a cell.
    public enum Cell: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
        /// A number in hundredths.
        case hundredths(Int64)
        /// A text.
        case text(String)
        /// Nothing.
        case blank

        /// A whole number.
        public init(integerLiteral value: Int64) { self = .hundredths(100 * value) }
        /// A text.
        public init(stringLiteral value: String) { self = .text(value) }
    }

    /// The programme so far; change whatever has no function here.
    public var programme = Programme()

    /// Starts a programme.
    ///
    /// - Parameters:
    ///   - unit: The settlement unit in minor units.
    ///   - periods: The names of the periods, if there are any.
    ///   - projectNumbers: The names of the projects' numeric columns.
    ///   - projectTexts: The names of the projects' text columns.
    ///   - workNumbers: The names of the works' numeric columns.
    public init(
        unit: Int64 = 100, periods: [String] = [], projectNumbers: [String] = [],
        projectTexts: [String] = [], workNumbers: [String] = []
    ) {
        programme.settlementUnit = Money(minorUnits: unit)
        programme.periods = periods
        programme.classes = [
            WorkClass(id: "basic", isMandatory: true),
            WorkClass(id: "completion", isMandatory: false),
            WorkClass(id: "upgrade", isMandatory: false),
        ]
        let numbers = DataColumn.Content.numbers(decimals: 2, mantissas: [])
        let texts = DataColumn.Content.texts(distinct: [], codes: [])
        programme.projectData.columns =
            projectNumbers.map { DataColumn(name: $0, heading: $0, content: numbers) }
            + projectTexts.map { DataColumn(name: $0, heading: $0, content: texts) }
        programme.workData.columns =
            ["class", "kind", "component"].map { DataColumn(name: $0, heading: $0, content: texts) }
            + workNumbers.map { DataColumn(name: $0, heading: $0, content: numbers) }
    }

    /// Adds a profile and gives its position.
    @discardableResult
    public mutating func addProfile(_ id: String, _ weights: [Int64]) -> Int {
        programme.profiles.append(SpendingProfile(id: id, weights: weights))
        return programme.profiles.count - 1
    }

    /// Adds a source and gives its position.
    @discardableResult
    public mutating func addSource(
        _ id: String, _ capital: Capital = .local, budget: Budget = .open,
        carriesOver: Bool = false, pays: Predicate = .always
    ) -> Int {
        programme.sources.append(
            FundingSource(
                id: id, capital: capital, budget: budget, carriesOver: carriesOver, pays: pays))
        return programme.sources.count - 1
    }

    /// Adds a project without works and gives its position; columns not named stay blank.
    @discardableResult
    public mutating func addProject(
        _ id: String, _ cells: [String: Cell] = [:], start: Int? = nil
    ) -> Int {
        let end = programme.works.count
        programme.projects.append(Project(id: id, works: end..<end, requiredStart: start))
        programme.projectData.appendRow(cells)
        return programme.projects.count - 1
    }

    /// Adds a work to the last project and gives its position; columns not named stay blank.
    @discardableResult
    public mutating func addWork(
        _ id: String, cost: Int64, class classIndex: Int = 0, profile: Int? = nil,
        kind: String = "pipe", component: String = "civil", _ cells: [String: Cell] = [:]
    ) -> Int {
        let project = programme.projects.count - 1
        programme.works.append(
            Work(
                id: id, project: project, classIndex: classIndex, cost: Money(minorUnits: cost),
                profile: profile))
        let first = programme.projects[project].works.lowerBound
        programme.projects[project].works = first..<programme.works.count
        var cells = cells
        cells["class"] = .text(programme.classes[classIndex].id)
        cells["kind"] = .text(kind)
        cells["component"] = .text(component)
        programme.workData.appendRow(cells)
        return programme.works.count - 1
    }

    /// The reference to a column of the projects.
    ///
    /// - Precondition: There is such a column.
    public func project(_ name: String) -> ColumnReference {
        programme.reference(.project, named: name)
    }

    /// The reference to a column of the works.
    ///
    /// - Precondition: There is such a column.
    public func work(_ name: String) -> ColumnReference {
        programme.reference(.work, named: name)
    }
}

extension Programme {
    /// The reference to a column by its name.
    ///
    /// - Precondition: There is such a column.
    public func reference(_ level: ColumnReference.Level, named name: String) -> ColumnReference {
        let table = level == .project ? projectData : workData
        guard let index = table.columns.firstIndex(where: { $0.name == name }) else {
            preconditionFailure("no column '\(name)'")
        }
        return ColumnReference(level, index: index, name: name)
    }
}

extension DataTable {
    fileprivate mutating func appendRow(_ cells: [String: ProgrammeBuilder.Cell]) {
        rowCount += 1
        for index in columns.indices { columns[index].append(cells[columns[index].name] ?? .blank) }
        let unknown = cells.keys.filter { name in !columns.contains { $0.name == name } }
        precondition(unknown.isEmpty, "no column \(unknown)")
    }
}

extension DataColumn {
    fileprivate mutating func append(_ cell: ProgrammeBuilder.Cell) {
        switch (content, cell) {
        case (.numbers(let decimals, var mantissas), .hundredths(let number)):
            mantissas.append(number)
            content = .numbers(decimals: decimals, mantissas: mantissas)
        case (.numbers(let decimals, let mantissas), .blank):
            content = .numbers(decimals: decimals, mantissas: mantissas + [DataColumn.blank])
        case (.texts(var distinct, let codes), .text(let text)):
            let code = distinct.firstIndex(of: text) ?? distinct.count
            if code == distinct.count { distinct.append(text) }
            content = .texts(distinct: distinct, codes: codes + [Int32(code)])
        case (.texts(let distinct, let codes), .blank):
            content = .texts(distinct: distinct, codes: codes + [-1])
        case (.numbers, .text), (.texts, .hundredths):
            preconditionFailure("a cell of column '\(name)' is of the wrong kind")
        }
    }
}
