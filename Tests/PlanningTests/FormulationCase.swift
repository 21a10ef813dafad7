import Funding
import Optimization
import TestSupport

@testable import Planning

/// A tiny programme that shows one family of rows, with its best value worked out by hand.
struct FormulationCase: Sendable, CustomStringConvertible {
    /// The name, which is also the name of the snapshot.
    var name: String
    /// The families that the programme shows.
    var families: [String]
    /// The owner of every row of the families.
    var owner: ConstraintOwner?
    /// The programme; its last goal is solved for.
    var programme: Programme
    /// The goals that are held in the snapshot, with their values.
    var held: [Ratio] = []
    /// The value of the last goal: a count, or fen for money.
    var value: Ratio

    /// The name, for failure messages.
    var description: String { name }

    /// The program of the last goal with those before it held.
    func program() throws -> LinearProgram {
        var formulation = try Formulation.formulate(programme)
        for (goal, value) in zip(programme.goals, held) {
            try formulation.hold(goal, at: value)
        }
        if let goal = programme.goals.last {
            let objective = try formulation.objective(of: goal)
            formulation.program.objective = objective.objective
        }
        return formulation.program
    }

    /// All cases.
    static let all: [FormulationCase] =
        decisions + classOrders + budgets + rules + choices + targets + goals + slidingScales
        + running
}

/// Two projects: A (east, area 10, 30 households) with A1 (pipe, 90 yuan) and the optional lifts A2
/// (60 yuan) and A3 (30 yuan); B (west, area 25, 20 households) with B1 (pipe, 50 yuan).
///
/// City and residents may pay everything.
struct TwoProjects: Sendable {
    var builder: ProgrammeBuilder

    static let city = PayerSet(sources: [0], text: "city")
    static let residents = PayerSet(sources: [1], text: "residents")
    static let everybody = PayerSet(sources: [0, 1], text: "city, residents")
    static let isLift = Predicate.membership(
        TwoProjects().builder.work("kind"), ["lift"])
    static let first = ChoiceItem(project: 0)
    static let second = ChoiceItem(project: 1)

    /// Makes the programme.
    ///
    /// - Parameters:
    ///   - periods: The names of the periods.
    ///   - starts: The period in which each project must start.
    ///   - budget: The budget of the city.
    ///   - hasUpgrade: Whether there is a work A3.
    init(
        periods: [String] = [], starts: [Int?] = [nil, nil], budget: Budget = .open,
        hasUpgrade: Bool = true
    ) {
        builder = ProgrammeBuilder(
            periods: periods, projectNumbers: ["area", "households", "cap"],
            projectTexts: ["district"], workNumbers: ["units"])
        builder.addSource("city", .local, budget: budget)
        builder.addSource("residents", .resident)
        builder.addProject(
            "A", ["area": 10, "households": 30, "cap": .hundredths(40_50), "district": "east"],
            start: starts[0])
        builder.addWork("A1", cost: 90_00, ["units": 4])
        builder.addWork("A2", cost: 60_00, class: 1, kind: "lift", ["units": 2])
        if hasUpgrade { builder.addWork("A3", cost: 30_00, class: 2, kind: "lift", ["units": 1]) }
        builder.addProject(
            "B", ["area": 25, "households": 20, "cap": .hundredths(30_50), "district": "west"],
            start: starts[1])
        builder.addWork("B1", cost: 50_00, ["units": 3])
    }

    /// The programme with the city as the only source.
    func cityOnly() -> TwoProjects {
        var programme = self
        programme.builder.programme.sources.removeLast()
        return programme
    }

    /// The programme with one more goal.
    func goal(_ sense: Goal.Sense, _ measure: Measure) -> Programme {
        var programme = builder.programme
        programme.goals.append(
            Goal(id: "g\(programme.goals.count)", sense, measure, text: "goal"))
        return programme
    }

    /// The programme with a rule on the residents.
    func rule(
        _ scope: RuleScope, _ limits: [RuleLimit], works: Predicate = .always,
        always: Bool = false
    ) -> TwoProjects {
        var programme = self
        programme.builder.programme.rules.append(
            FundingRule(
                id: "r", payers: Self.residents, works: works, scope: scope, limits: limits,
                bindsAlways: always))
        return programme
    }

    /// The programme with a choice.
    func choice(_ demand: Choice.Demand) -> TwoProjects {
        var programme = self
        programme.builder.programme.choices.append(
            Choice(id: "c", demand: demand, text: "choice"))
        return programme
    }

    /// So many yuan.
    static func yuan(_ yuan: Int64) -> Money { Money(minorUnits: 100 * yuan) }
}
