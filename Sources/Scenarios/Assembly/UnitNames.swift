/// The names of units that stand below the line of a rate.
enum UnitNames {
    private static let names: [(canonical: String, column: String, others: [String])] = [
        ("m2", "area_m2", ["m²", "㎡", "平方米", "平米", "sqm"]),
        ("household", "households", ["户", "households"]),
        ("building", "buildings", ["栋", "幢", "楼栋", "buildings"]),
        ("unit", "units", ["台", "部", "单元", "units"]),
    ]

    /// One name for all spellings of a unit.
    static func canonical(_ name: String) -> String {
        let lowered = name.lowercased()
        return names.first { $0.canonical == lowered || $0.others.contains(lowered) }?.canonical
            ?? name
    }

    /// The column that a unit counts where the scenario declares none.
    static func column(ofCanonical name: String) -> String? {
        names.first { $0.canonical == name }?.column
    }

    /// The units that are known without a declaration.
    static let known = names.map(\.canonical)
}
