internal import Funding

/// Names of columns, classes, sources and capitals as people read them.
struct Glossary: Sendable {
    let phrasing: Phrasing

    /// The heading of a column of the scenario.
    ///
    /// A heading that the user wrote in the report's language stays as it is, because it may name a
    /// unit of its own. Else a well-known name is translated.
    func heading(of column: DataColumn) -> String {
        let isOwn = column.heading != column.name
        let isChinese = column.heading.unicodeScalars.contains { $0.properties.isIdeographic }
        if isOwn && isChinese == (phrasing.language == .chinese) { return column.heading }
        return Glossary.columns[column.name].map(phrasing.term) ?? column.heading
    }

    /// The name of a source.
    func name(of source: FundingSource) -> String { phrasing.text(source.title) ?? source.id }

    /// The names of payers: those of capitals and sources where the scenario names them so.
    ///
    /// - Complexity: O(*n* · *s*) for *n* names and *s* sources.
    func names(of payers: PayerSet, in programme: Programme) -> String {
        payers.text.split(separator: ",").map { part in
            let name = String(part.drop { $0 == " " })
            if let capital = Capital(rawValue: name) { return self.name(of: capital) }
            return programme.sources.first { $0.id == name }.map(self.name(of:)) ?? name
        }.joined(separator: phrasing.sentence(.enumeration))
    }

    /// The name of a class of works.
    func name(of workClass: WorkClass) -> String {
        phrasing.text(workClass.title) ?? known(workClass.id, in: Glossary.classes)
    }

    /// The name of a component of a work.
    func name(ofComponent component: String) -> String {
        known(component, in: Glossary.components)
    }

    /// The name of a kind of works; well-known ones are translated.
    func name(ofKind kind: String) -> String { known(kind, in: Glossary.kinds) }

    /// The name of a kind of capital.
    func name(of capital: Capital) -> String { phrasing.term(Glossary.term(of: capital)) }

    /// The term for a kind of capital.
    static func term(of capital: Capital) -> Wording {
        switch capital {
        case .central: .central
        case .local: .local
        case .utility: .utility
        case .resident: .resident
        case .social: .social
        }
    }

    /// The columns of projects that offices call districts.
    static let districts: Set<String> = ["district", "county", "区县", "所在县区", "县区"]

    /// The columns of projects that offices show and add up.
    static let sums: Set<String> = [
        "communities", "buildings", "households", "area_m2", "floor_area_m2", "小区数", "楼栋数",
        "户数", "建筑面积",
    ]

    private static let columns: [String: Wording] = [
        "district": .district, "county": .district, "communities": .communities,
        "buildings": .buildings, "households": .households, "area_m2": .areaM2,
        "floor_area_m2": .areaM2, "year_built": .yearBuilt, "units": .units,
        "class": .workClass, "kind": .kind, "component": .component,
    ]

    private static let classes: [String: Wording] = [
        "basic": .basic, "completion": .completion, "upgrade": .upgrade, "safety": .safety,
    ]

    private static let components: [String: Wording] = [
        "civil": .civil, "equipment": .equipment,
    ]

    private static let kinds: [String: Wording] = [
        "water": .water, "power": .power, "gas": .gas, "heat": .heat, "telecom": .telecom,
        "drainage": .drainage, "sewer": .sewer, "road": .road, "trench": .trench,
        "greening": .greening, "parking": .parking, "charging": .charging,
        "lighting": .lighting, "elevator": .elevator, "insulation": .insulation,
        "roof-wall": .roofWall, "fire": .fire, "security": .security,
        "elderly-care": .elderlyCare, "nursery": .nursery, "community": .community,
        "barrier-free": .barrierFree, "smart-sensing": .smartSensing,
    ]

    private func known(_ id: String, in terms: [String: Wording]) -> String {
        terms[id].map(phrasing.term) ?? id
    }
}
