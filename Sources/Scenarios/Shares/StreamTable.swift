internal import Diagnostics
internal import Funding

/// Reads a table of revenue, a stream of a project in each row: quantity × price × times a year.
///
/// Each stream becomes a column of the projects with its revenue a year, rounded down to fen, so that
/// a ledger can name it. A project with rows has nothing of the streams that it has no row for; one
/// without rows is blank.
struct StreamTable {
    let assembly: ProgrammeAssembly

    private var findings: Findings { assembly.findings }

    static let aliases: [(name: String, headings: [String])] = [
        ("project", ["项目", "项目编号", "小区", "小区编号"]),
        ("stream", ["收入来源", "收入项目", "收入种类"]),
        ("quantity", ["数量"]), ("price", ["单价", "价格"]),
        ("times", ["次数", "每年次数", "年次数"]), ("note", ["备注"]),
    ]

    /// Adds the columns, if the document names a table.
    func read() {
        let tables = ShareTables(assembly: assembly)
        guard
            let table = tables.node("streams").flatMap({
                tables.open(
                    $0, "the table of revenue", renames: "streams", in: StreamTable.aliases)
            }), let projectColumn = table.required("project"),
            let streamColumn = table.required("stream"),
            let quantityColumn = table.required("quantity"),
            let priceColumn = table.required("price"),
            let quantities = table.numbers(quantityColumn), let prices = table.numbers(priceColumn)
        else { return }
        let times = table.position("times").flatMap { table.numbers($0) }
        let power = table.headings[priceColumn].moneyPower ?? assembly.moneyPower
        let positions = Dictionary(
            assembly.programme.projects.enumerated().map { ($1.id, $0) },
            uniquingKeysWith: { first, _ in first })
        var names: [String] = []
        var revenue: [String: [Int: Int64]] = [:]
        for row in 0..<table.rowCount {
            let id = table.text(row: row, projectColumn)
            let name = table.text(row: row, streamColumn)
            let place = table.table.location(row: row, column: projectColumn)
            guard let project = positions[id] else {
                findings.error(
                    .unknownProject, at: place,
                    "a stream names project \(ShownName.quoted(id)), which the table of projects "
                        + "does not define",
                    fix: ShownName.suggestion(
                        for: id, among: assembly.programme.projects.map(\.id), what: "projects"))
                continue
            }
            guard !name.isEmpty, isNew(name, among: names, at: place) else { continue }
            guard revenue[name]?[project] == nil else {
                assembly.duplicate("stream", "\(id)/\(name)", at: place)
                continue
            }
            guard
                let amount = StreamTable.amount(
                    [quantities, prices] + [times].compactMap { $0 }, row, power)
            else {
                findings.error(
                    .amountTooLarge, at: place,
                    "the revenue of stream \(ShownName.quoted(name)) is more than "
                        + MoneyText.shown(.largest), fix: "check quantity, price and unit")
                continue
            }
            if !names.contains(name) { names.append(name) }
            revenue[name, default: [:]][project] = amount
        }
        let known = Set(revenue.values.flatMap(\.keys))
        // The order of rows has no meaning.
        for name in names.sorted() {
            let own = revenue[name] ?? [:]
            let mantissas = assembly.programme.projects.indices.map { project in
                own[project] ?? (known.contains(project) ? 0 : DataColumn.blank)
            }
            let column = ColumnReference(
                .project, index: assembly.programme.projectData.columns.count, name: name)
            assembly.programme.projectData.columns.append(
                DataColumn(
                    name: name, heading: name,
                    content: .numbers(decimals: 2, mantissas: mantissas)))
            assembly.moneyColumns[column] = 2
        }
    }

    private func isNew(_ name: String, among names: [String], at place: SourceLocation) -> Bool {
        guard !names.contains(name),
            let column = assembly.programme.projectData.column(named: name)
        else { return true }
        findings.error(
            .duplicateHeading, at: place,
            "stream \(ShownName.quoted(name)) bears the name of a column of the projects, "
                + ShownName.quoted(column.heading), fix: "rename one of the two")
        return false
    }

    /// The product of the cells of a row in whole fen, or `nil` where it is too large.
    private static func amount(_ columns: [DataColumn], _ row: Int, _ power: Int) -> Int64? {
        var product: Ratio? = Ratio(DataColumn.powerOfTen(power))
        for column in columns {
            guard let number = column.number(at: row) else { return nil }
            product = try? product?.multiplied(by: number)
        }
        guard let fen = product?.floor, fen <= Int128(Money.largest.minorUnits) else { return nil }
        return Int64(fen)
    }
}
