internal import Diagnostics
internal import Funding

/// Builds a programme from the document and its tables, part after part.
///
/// A class, because the parts look at each other: rules at sources, sources at works. Every part
/// reports what it cannot use and leaves it out, so that later parts find what else is wrong.
final class ProgrammeAssembly {
    let root: RecordReader
    let rootNode: DocumentNode
    /// The scenario.yaml as the user would name it.
    let file: String
    let store: FileStore
    let limits: ScenarioLimits
    let findings: Findings
    /// The published plan that the user named beside the scenario.
    let publishedPlan: String?

    var programme = Programme()
    var provenance = Provenance()
    /// The power of ten of a fen that bare amounts count in.
    var moneyPower = 2
    /// The files of policy packs, whose amounts must say their unit.
    var policyFiles: Set<String> = []
    var allowsGrouping = false
    var encoding: TableEncoding?
    /// The column that a unit counts, as declared, and where.
    var units: [String: (column: String, place: SourceLocation)] = [:]
    var projectIDs = TextInterner()
    /// The position in the programme of each number in ``projectIDs``.
    var projectPositions: [Int] = []
    /// Units of money that headings gave to columns, by column.
    var moneyColumns: [ColumnReference: Int] = [:]
    /// The first cell that made a column a text column.
    var firstTexts: [ColumnReference: (text: String, place: SourceLocation)] = [:]
    /// The tables of projects and works stay known by file, row and column for findings.
    var projectHeadings: [TableHeading] = []
    var workHeadings: [TableHeading] = []
    /// What the columns that limits are derived into were made of.
    var derivedInputs: [ColumnReference: [(column: ColumnReference, mayBeNegative: Bool)]] = [:]
    var masks = MaskCache()
    /// Whether all rows of the tables could be read; what is missing must not be reported twice.
    var areTablesWhole = true
    /// Where each source, rule and choice is written, by position.
    var sourcePlaces: [SourceLocation] = []
    var rulePlaces: [SourceLocation] = []
    var choicePlaces: [SourceLocation] = []
    /// The order that is written, whether or not the method follows it.
    var selection: RankedSelection?

    init(
        root: RecordReader, file: String, store: FileStore, limits: ScenarioLimits,
        findings: Findings, publishedPlan: String? = nil
    ) {
        self.publishedPlan = publishedPlan
        (self.root, self.file, self.store) = (root, file, store)
        rootNode = root.node
        (self.limits, self.findings) = (limits, findings)
    }

    /// Reads all parts in the order in which they need each other.
    func assemble() {
        readHeader()
        readClasses()
        readProfiles()
        readUnits()
        let errorsBefore = findings.errorCount
        guard readTables() else { return }
        readDerivedColumns()
        areTablesWhole = findings.errorCount == errorsBefore
        checkUnits()
        readSources()
        let areSourcesWhole = findings.errorCount == errorsBefore
        // References to what could not be read must not be reported.
        if areSourcesWhole {
            readCommitments()
            readPublishedPlan()
        }
        readGates()
        readRules()
        readChoices()
        readGoals()
        readSelection()
        LimitChecks(assembly: self).run()
        ChoiceChecks(assembly: self).run()
        guard areTablesWhole else { return }
        ProgrammeChecks(assembly: self).run()
        if areSourcesWhole {
            PayerChecks(assembly: self).run()
            CommitmentChecks(assembly: self).run()
        }
        readAnnex()
    }

    // MARK: - Header

    /// Reads what every document begins with: version, title, unit and form of amounts.
    func readHeader() {
        if let version = root["fundmix"], version.scalar != "1" {
            findings.error(
                .unknownFormat, at: version.location,
                "format \(ShownName.quoted(version.summary)) is not known",
                fix: "write 'fundmix: 1'")
        }
        if let title = root["title"] { programme.title = localizedText(title, "the title") }
        if let amounts = root["amounts"] {
            let units = MoneyUnit.allCases.map(\.rawValue) + ["yuan", "10k yuan", "100m yuan"]
            if let text = word(amounts, units, "a unit of amounts"),
                let power = MoneyText.powerOfTen(ofUnit: text),
                let unit = MoneyText.unit(ofPower: power)
            {
                (moneyPower, programme.moneyUnit) = (power, unit)
            }
        }
        if let grouping = root["grouping"] {
            allowsGrouping = word(grouping, ["none", "comma"], "a grouping") == "comma"
        }
        if let declared = root["encoding"] {
            let names = TableEncoding.allCases.map(\.rawValue)
            if let text = declared.scalar, let known = TableEncoding(rawValue: text.lowercased()) {
                encoding = known
            } else {
                _ = word(declared, names, "an encoding")
            }
        }
        if let settle = root["settle"], let unit = money(settle, "the settlement unit") {
            if unit > .zero {
                programme.settlementUnit = unit
            } else {
                findings.error(
                    .negativeAmount, at: settle.location,
                    "the settlement unit \(MoneyText.shown(unit)) is not above zero",
                    fix: "write for example 'settle: 1 元'")
            }
        }
        if let periods = root["periods"] { programme.periods = names(periods, "the periods") }
        if let order = root["class-order"],
            let text = word(order, ClassOrder.allCases.map(\.rawValue), "a class order")
        {
            programme.classOrder = ClassOrder(rawValue: text) ?? .none
        }
        if let finish = root["finish"],
            let text = word(finish, FinishRule.allCases.map(\.rawValue), "a time to finish")
        {
            programme.finish = FinishRule(rawValue: text) ?? .withinPeriods
        }
    }

    private func readClasses() {
        guard let node = root["classes"] else {
            programme.classes = [
                WorkClass(id: "basic", isMandatory: true),
                WorkClass(id: "completion", isMandatory: false),
                WorkClass(id: "upgrade", isMandatory: false),
            ]
            return
        }
        if node.items?.isEmpty == true {
            findings.error(
                .wrongShape, at: node.location, "the list of classes is empty",
                fix: "name at least one class, or leave 'classes' out for the usual three")
        }
        for item in list(node, "the classes") {
            guard
                let record = RecordReader(
                    item, SchemaTables.workClass, at: item.location, findings: findings),
                let idNode = record["id"], let id = identifier(idNode, "a class")
            else { continue }
            guard !programme.classes.contains(where: { $0.id == id }) else {
                duplicate("class", id, at: idNode.location)
                continue
            }
            programme.classes.append(
                WorkClass(
                    id: id, title: record["title"].map { localizedText($0, "the title") },
                    isMandatory: record["mandatory"].map { flag($0, "'mandatory'") } ?? false))
            provenance.places["classes.\(id)"] = item.location
        }
    }

    private func readProfiles() {
        guard let node = root["profiles"] else { return }
        for entry in map(node, "the profiles") {
            let weights = list(entry.value, "a profile").compactMap { whole($0, "a weight") }
            guard !weights.isEmpty, weights.allSatisfy({ $0 >= 0 }),
                weights.contains(where: { $0 > 0 })
            else {
                findings.error(
                    .profileWeights, at: entry.keyLocation,
                    "profile \(ShownName.quoted(entry.key)) needs weights of at least 0, and one "
                        + "above 0",
                    fix: "write for example '[60, 40]'")
                continue
            }
            let used = (weights.lastIndex { $0 > 0 } ?? 0) + 1
            if used > programme.periodCount {
                findings.error(
                    .profileTooLong, at: entry.keyLocation,
                    "profile \(ShownName.quoted(entry.key)) spends over \(used) periods and the "
                        + "programme has \(programme.periodCount)",
                    fix: "shorten the profile or add periods")
            }
            programme.profiles.append(SpendingProfile(id: entry.key, weights: weights))
        }
    }

    private func readUnits() {
        guard let node = root["units"] else { return }
        for entry in map(node, "the units") {
            guard let column = text(entry.value, "the column of a unit") else { continue }
            units[UnitNames.canonical(entry.key)] = (column, entry.value.location)
        }
    }

    /// Warns of declared units that count nothing; a rate that uses one is an error of its own.
    private func checkUnits() {
        for declared in units.values.sorted(by: { $0.place < $1.place }) {
            do {
                _ = try column(named: declared.column, levels: [.work, .project])
            } catch {
                findings.warning(error.code, at: declared.place, error.message, fix: error.fix)
            }
        }
    }

    /// Reports an identifier that is used twice.
    func duplicate(_ what: String, _ id: String, at place: SourceLocation) {
        findings.error(
            .duplicateID, at: place, "\(what) \(ShownName.quoted(id)) is defined twice",
            fix: "give one of the two another identifier")
    }
}
