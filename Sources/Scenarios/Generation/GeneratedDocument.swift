/// The document and the table of pots of a generated programme.
struct GeneratedDocument {
    /// The profile of works that are paid over two years.
    static let twoYears = "two-years"

    let generator: ScenarioGenerator
    let budgets: GeneratedBudgets

    private static let firstYear = 2025

    private var years: [Int] {
        (0..<generator.yearCount).map { GeneratedDocument.firstYear + $0 }
    }

    private var isOverYears: Bool { years.count > 1 }

    /// The kinds for which a condition holds, in their order.
    private func kinds(where holds: (GeneratedKind) -> Bool) -> String {
        list(GeneratedKind.allCases.filter(holds).map(\.rawValue))
    }

    /// The table of pots: a district a row, a year a column.
    var pots: String {
        let heading = isOverYears ? years.map { "\($0)" } : ["budget"]
        let rows = budgets.pots.map { pot in
            let amounts = GeneratedBudgets.amounts(of: pot.amount, overYears: years.count)
            return [GeneratedTables.name(ofDistrict: pot.district)] + amounts.map { "\($0)" }
        }
        return ([["district"] + heading] + rows)
            .map { $0.joined(separator: ",") + "\n" }.joined()
    }

    /// The text of `scenario.yaml`.
    var text: String {
        (head + sources + rules + goals).map { $0 + "\n" }.joined()
    }

    private var head: [String] {
        let arguments =
            "--generate \(generator.projectCount) --seed \(generator.seed)"
            + " --districts \(generator.districtCount) --years \(generator.yearCount)"
            + " --budgets \(generator.budgets.rawValue) --goals \(generator.goalCount)"
        var lines = [
            "# Invented by: fundmix new DIR \(arguments)",
            "# The same arguments give the same bytes. 虚构算例，参数相同则内容相同。",
            "fundmix: 1",
            "title: {en: Generated programme, zh: 生成的改造计划}",
            "amounts: 元",
            "settle: 1 元",
            "tables: {projects: projects.csv, works: works.csv}",
        ]
        if isOverYears {
            lines += [
                "periods: [\(list(years))]",
                "# Paid in the first and in the second year. 分两年支付。",
                "profiles: {\(GeneratedDocument.twoYears): [60, 40]}",
            ]
        }
        return lines + [
            "classes:",
            "  - {id: basic, title: {en: Basic, zh: 基础类}, mandatory: true}",
            "  - {id: completion, title: {en: Completion, zh: 完善类}}",
            "  - {id: upgrade, title: {en: Upgrade, zh: 提升类}}",
        ]
    }

    private var sources: [String] {
        let budgeted = budgets.sources.map { source in
            "  \(source.id): {capital: \(source.capital), budget: \(budget(source.amount)),"
                + " pays: {\(source.pays)}}"
        }
        return ["sources:"] + budgeted + [
            "  district-funds: {capital: local, budget: {by: district, table: districts.csv}"
                + (isOverYears ? ", carry-over: true}" : "}"),
            "  residents:",
            "    {capital: resident, pays: {kind: [\(kinds(where: \.isPaidByResidents))]}}",
            "  operator:",
            "    {capital: social, pays: {kind: [\(kinds(where: \.isPaidByOperator))]}}",
        ]
    }

    private func budget(_ amount: Int64) -> String {
        guard isOverYears else { return "\(amount)" }
        let amounts = GeneratedBudgets.amounts(of: amount, overYears: years.count)
        return "{" + list(zip(years, amounts).map { "\($0): \($1)" }) + "}"
    }

    private var rules: [String] {
        [
            "rules:",
            "  central-share:",
            "    {payers: central, works: {class: basic}, each: project, at-most: 60%}",
            "  central-rate:",
            "    {payers: central, works: {class: basic}, each: project, at-most: 2万元/household}",
            "  local-match: {payers: district-funds, each: project, at-least: 15% of central}",
            "  utility-share:",
            "    {payers: utility, works: {kind: [\(kinds { $0.utility != nil })]}, each: work,"
                + " at-least: 30%, at-most: 60%}",
            "  resident-rate:",
            "    {payers: residents, works: {kind: [\(kinds(where: \.isPaidByResidents))]},"
                + " each: project, at-least: 5 元/m2, at-most: 30 元/m2}",
            "  operator-rate: {payers: operator, each: project, at-most: 40 元/m2}",
        ]
    }

    private var goals: [String] {
        let all = [
            "{id: benefit, maximize: works.benefit}",
            "{id: local-money, minimize: local}",
            "{id: burden, minimize-largest: {payers: residents, per: m2}}",
        ]
        return ["goals:"] + all.prefix(generator.goalCount).map { "  - \($0)" }
    }

    private func list(_ items: [some CustomStringConvertible]) -> String {
        items.map(\.description).joined(separator: ", ")
    }
}
