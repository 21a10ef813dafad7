import Funding

/// A programme with its projects, the works of each, and its sources in another order.
struct Permutation {
    /// The programme in the new order.
    private(set) var programme: Programme

    /// The old positions in the new order.
    private let projects: [Int]
    private let works: [Int]
    private let sources: [Int]

    /// Shuffles a programme.
    init(of original: Programme, using random: inout some RandomNumberGenerator) {
        let projects = original.projects.indices.shuffled(using: &random)
        self.projects = projects
        works = projects.flatMap { original.projects[$0].works.shuffled(using: &random) }
        sources = original.sources.indices.shuffled(using: &random)
        programme = original
        programme.sources = sources.map { original.sources[$0] }
        var end = 0
        programme.projects = projects.map { old in
            var project = original.projects[old]
            project.works = end..<(end + project.works.count)
            end += project.works.count
            return project
        }
        let places = Permutation.places(of: projects)
        programme.works = works.map { old in
            var work = original.works[old]
            work.project = places[work.project]
            return work
        }
        programme.projectData.columns = original.projectData.columns.map {
            Permutation.column($0, in: projects)
        }
        programme.workData.columns = original.workData.columns.map {
            Permutation.column($0, in: works)
        }
        moveDemands()
    }

    private mutating func moveDemands() {
        for index in programme.rules.indices {
            programme.rules[index].payers = moved(programme.rules[index].payers)
            for limit in programme.rules[index].limits.indices {
                if case .shareOfPayments(let share, let others) = programme.rules[index]
                    .limits[limit].bound
                {
                    programme.rules[index].limits[limit].bound = .shareOfPayments(
                        share, moved(others))
                }
            }
        }
        for index in programme.choices.indices {
            programme.choices[index].demand = moved(programme.choices[index].demand)
        }
        for index in programme.goals.indices {
            programme.goals[index].measure = moved(programme.goals[index].measure)
        }
    }

    private func moved(_ payers: PayerSet) -> PayerSet {
        let places = Permutation.places(of: sources)
        return PayerSet(sources: payers.sources.map { places[$0] }, text: payers.text)
    }

    private func moved(_ measure: Measure) -> Measure {
        switch measure {
        case .projects, .works, .columnSum, .changedProjects, .movedMoney: measure
        case .payments(let payers, let condition): .payments(moved(payers), where: condition)
        case .largestBurden(let payers, let column, let condition):
            .largestBurden(moved(payers), per: column, where: condition)
        }
    }

    private func moved(_ item: ChoiceItem) -> ChoiceItem {
        let (projects, works) = (Permutation.places(of: projects), Permutation.places(of: works))
        return ChoiceItem(project: projects[item.project], work: item.work.map { works[$0] })
    }

    private func moved(_ demand: Choice.Demand) -> Choice.Demand {
        switch demand {
        case .must(let items): .must(items.map(moved))
        case .never(let items): .never(items.map(moved))
        case .together(let items): .together(items.map(moved))
        case .exactlyOne(let items): .exactlyOne(items.map(moved))
        case .atMostOne(let items): .atMostOne(items.map(moved))
        case .needs(let item, let others): .needs(moved(item), others.map(moved))
        case .target(let measure, let sense, let value): .target(moved(measure), sense, value)
        case .share(let measure, let sense, let share, let whole):
            .share(moved(measure), sense, share, of: moved(whole))
        }
    }

    /// The new position of each old one.
    private static func places(of order: [Int]) -> [Int] {
        var places = order
        for (new, old) in order.enumerated() { places[old] = new }
        return places
    }

    private static func column(_ column: DataColumn, in order: [Int]) -> DataColumn {
        var column = column
        switch column.content {
        case .numbers(let decimals, let mantissas):
            column.content = .numbers(decimals: decimals, mantissas: order.map { mantissas[$0] })
        case .texts(let distinct, let codes):
            column.content = .texts(distinct: distinct, codes: order.map { codes[$0] })
        }
        return column
    }
}
