/// A programme cut into parts that only budgets, wide rules, targets and goals tie together.
///
/// Projects that a choice ties together are a bundle and stay in one part, as long as the bundle has
/// few ways to be funded; a choice that would make it larger is spread over parts, like a target.
/// Each part is a programme of its own with the same sources, rules and goals, so that whoever
/// understands a programme understands a part.
public struct ProgrammeDivision: Sendable {
    /// About the most ways in which the projects of a bundle can be funded, and the most decisions in
    /// it.
    private static let (mostWays, mostDecisions) = (500.0, 30)

    /// The bundle of each project, named by the lowest position of a project in it.
    public let bundles: [Int]
    /// The choices that tie items together across bundles, rising.
    public let spreadChoices: [Int]
    private let programme: Programme
    /// The choices that speak of the project, by project.
    private let choices: [Int: [Int]]
    /// The choices that speak of sums over the whole programme.
    private let wideChoices: [Int]

    /// Finds the bundles of a programme.
    ///
    /// - Complexity: O(*p* + *i*) for *p* projects and *i* items in choices.
    public init(_ programme: Programme) {
        self.programme = programme
        var parents = Array(programme.projects.indices)
        func root(_ project: Int) -> Int {
            var project = project
            while parents[project] != project {
                parents[project] = parents[parents[project]]
                project = parents[project]
            }
            return project
        }
        var choices: [Int: [Int]] = [:]
        var (wide, spread) = ([Int](), [Int]())
        var sizes = programme.projects.indices.map { BundleSize(programme, project: $0) }
        for (index, choice) in programme.choices.enumerated() {
            let items = choice.demand.items
            if items.isEmpty { wide.append(index) }
            for item in items where choices[item.project]?.last != index {
                choices[item.project, default: []].append(index)
            }
            guard choice.demand.tiesItems else { continue }
            let roots = Set(items.map { root($0.project) }).sorted()
            let size = BundleSize(of: roots.map { sizes[$0] }, tiedBy: choice.demand)
            if roots.count > 1, size.ways > Self.mostWays || size.decisions > Self.mostDecisions {
                spread.append(index)
                continue
            }
            for other in roots.dropFirst() { parents[other] = roots[0] }
            if let first = roots.first { sizes[first] = size }
        }
        bundles = parents.indices.map(root)
        spreadChoices = spread
        (self.choices, wideChoices) = (choices, wide)
    }

    /// The projects of parts of about a size, bundles whole, in order of their first projects.
    ///
    /// - Complexity: O(*p*) for *p* projects.
    public func parts(ofSize size: Int) -> [[Int]] {
        var members: [Int: [Int]] = [:]
        for (project, bundle) in bundles.enumerated() where bundle != project {
            members[bundle, default: [bundle]].append(project)
        }
        var parts: [[Int]] = []
        var current: [Int] = []
        for (project, bundle) in bundles.enumerated() where bundle == project {
            if let bundle = members[project] {
                current += bundle
            } else {
                current.append(project)
            }
            if current.count >= size {
                parts.append(current.sorted())
                current = []
            }
        }
        if !current.isEmpty { parts.append(current.sorted()) }
        return parts
    }

    /// The part of some projects.
    ///
    /// - Parameter projects: Positions of projects, rising, bundles whole.
    /// - Returns: The part.
    /// - Complexity: O(*w* · *c*) for *w* works of these projects and *c* columns.
    public func part(of projects: [Int]) -> ProgrammePart {
        var part = Programme()
        part.title = programme.title
        (part.moneyUnit, part.settlementUnit) = (programme.moneyUnit, programme.settlementUnit)
        (part.periods, part.profiles) = (programme.periods, programme.profiles)
        (part.classes, part.classOrder) = (programme.classes, programme.classOrder)
        (part.sources, part.gates) = (programme.sources, programme.gates)
        (part.rules, part.goals) = (programme.rules, programme.goals)
        var works: [Int] = []
        var places: [Int: Int] = [:]
        for (place, position) in projects.enumerated() {
            var project = programme.projects[position]
            let first = works.count
            places[position] = place
            for work in project.works {
                var own = programme.works[work]
                own.project = place
                part.works.append(own)
                works.append(work)
            }
            project.works = first..<works.count
            part.projects.append(project)
        }
        part.finish = programme.finish
        part.takeCommitments(of: programme, works: works)
        part.published = programme.published?.part(ofProjects: projects, works: works)
        part.projectData = programme.projectData.rows(projects)
        part.workData = programme.workData.rows(works)
        func local(_ item: ChoiceItem) -> ChoiceItem? {
            guard let project = places[item.project] else { return nil }
            guard let work = item.work else { return ChoiceItem(project: project) }
            let first = programme.projects[item.project].works.lowerBound
            return ChoiceItem(
                project: project, work: part.projects[project].works.lowerBound + work - first)
        }
        let own = Set(projects.flatMap { choices[$0] ?? [] }).union(wideChoices)
        part.choices = own.subtracting(spreadChoices).sorted().map { position in
            var choice = programme.choices[position]
            choice.demand = choice.demand.limited(to: local)
            return choice
        }
        let spread = own.intersection(spreadChoices).sorted().flatMap { choice in
            programme.choices[choice].demand.items.enumerated().compactMap { index, item in
                local(item).map { ProgrammePart.SpreadItem(choice: choice, index: index, item: $0) }
            }
        }
        return ProgrammePart(
            programme: part, projects: projects, works: works, spreadItems: spread)
    }
}

/// Some projects of a programme as a programme of their own.
public struct ProgrammePart: Sendable {
    /// The projects with all that holds for them.
    public var programme: Programme
    /// The position of each project in the whole programme.
    public var projects: [Int]
    /// The position of each work in the whole programme.
    public var works: [Int]
    /// The items of choices that are spread over parts.
    public var spreadItems: [SpreadItem] = []

    /// An item of a choice whose other items may be in other parts.
    public struct SpreadItem: Hashable, Sendable {
        /// The position of the choice in the whole programme.
        public var choice: Int
        /// The position of the item in the choice.
        public var index: Int
        /// The item, by positions in the part.
        public var item: ChoiceItem
    }
}

/// About in how many ways a bundle can be funded.
private struct BundleSize {
    /// The ways, that nothing is funded among them.
    var ways: Double
    /// The decisions.
    var decisions: Int

    /// The size of a project: each start with each choice of its optional works, or nothing.
    init(_ programme: Programme, project: Int) {
        let optional = programme.projects[project].works
            .count { !programme.isMandatory(work: $0) }
        let starts = programme.possibleStarts(ofProject: project).count
        ways =
            1 + Double(starts) * Double(sign: .plus, exponent: min(100, optional), significand: 1)
        decisions = starts * (1 + optional)
        for rule in programme.rules {
            for limit in rule.limits {
                guard case .slidingScale(let scale) = limit.bound else { continue }
                ways = min(ways * Double(scale.pieces.count), 0x1p100)
                decisions += scale.pieces.count - 1
            }
        }
    }

    /// The size of bundles that a choice ties together.
    init(of bundles: [BundleSize], tiedBy demand: Choice.Demand) {
        decisions = bundles.reduce(0) { $0 + $1.decisions }
        let isOfProjects = demand.items.allSatisfy { $0.work == nil }
        switch demand {
        case .together where isOfProjects:
            ways = 1 + bundles.reduce(1) { $0 * ($1.ways - 1) }
        case .exactlyOne where isOfProjects, .atMostOne where isOfProjects:
            ways = 1 + bundles.reduce(0) { $0 + $1.ways - 1 }
        default: ways = bundles.reduce(1) { $0 * $1.ways }
        }
    }
}

extension Choice.Demand {
    /// Whether what is decided on one of its items depends on the others.
    fileprivate var tiesItems: Bool {
        switch self {
        case .together, .exactlyOne, .atMostOne, .needs: true
        case .must, .never, .target, .share: false
        }
    }

    /// The same demand of the items that have a place elsewhere.
    fileprivate func limited(to place: (ChoiceItem) -> ChoiceItem?) -> Choice.Demand {
        switch self {
        case .must(let items): .must(items.compactMap(place))
        case .never(let items): .never(items.compactMap(place))
        case .together(let items): .together(items.compactMap(place))
        case .exactlyOne(let items): .exactlyOne(items.compactMap(place))
        case .atMostOne(let items): .atMostOne(items.compactMap(place))
        case .needs(let item, let others):
            place(item).map { .needs($0, others.compactMap(place)) } ?? self
        case .target, .share: self
        }
    }
}

extension DataTable {
    /// Some of the rows, in an order.
    ///
    /// - Complexity: O(*n* · *c*) for *n* rows and *c* columns.
    fileprivate func rows(_ rows: [Int]) -> DataTable {
        DataTable(
            rowCount: rows.count,
            columns: columns.map { column in
                var part = column
                part.content =
                    switch column.content {
                    case .numbers(let decimals, let mantissas):
                        .numbers(decimals: decimals, mantissas: rows.map { mantissas[$0] })
                    case .texts(let distinct, let codes):
                        .texts(distinct: distinct, codes: rows.map { codes[$0] })
                    }
                return part
            })
    }
}
