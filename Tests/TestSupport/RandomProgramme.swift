public import Funding

/// Makes random programmes, most of them around a plan that keeps all their promises.
///
/// Equal seeds and options give equal programmes. What they cover:
/// - settlement units of 1 fen, 1 yuan and 100 yuan; costs from a few units up to
///   ``Options/largestCost``;
/// - no periods, two or three, with spending profiles, equal parts, gaps and required starts;
/// - mandatory and optional classes, every class order;
/// - sources of all capitals that may pay anything, a kind, a component or a class; open budgets, one
///   pot, pots per period with and without carrying over, pots per district in both forms;
/// - gates on numbers and texts that some projects fail;
/// - rules in every scope (work, project, district, period, programme) with every bound (share of
///   cost, share of other payers, rate and column of projects and of works, amount, steps of amounts
///   flat and per unit, steps of shares) and every sense, some with two limits, some that bind always;
/// - every choice: must, never, together, exactly one, at most one, needs, target, share;
/// - every goal: projects, works, sums of columns, payments, largest burden, with and without slack.
///
/// A planted programme has bounds and budgets calibrated to a plan drawn first, a share of
/// ``Options/tightness`` of them exactly, the others with room. One that is not planted draws around
/// these values and may have no plan at all.
public struct RandomProgramme {
    /// How large and how tight a programme is.
    public struct Options: Sendable {
        /// How many projects there are.
        public var projects = 2...8
        /// How many works a project has.
        public var works = 1...3
        /// How many sources there are; the first may pay any work.
        public var sources = 2...4
        /// How many rules are tried; those that no bound can make hold are left out.
        public var rules = 0...4
        /// How many choices there are.
        public var choices = 0...2
        /// The most that a work costs, in settlement units.
        public var largestCost: Int64 = 5_000
        /// The share of bounds and budgets that leave no room, from 0 to 1.
        public var tightness = 0.4
        /// Whether the planted plan keeps all promises.
        public var isPlanted = true

        /// Creates the options for small programmes.
        public init() {}
    }

    var random: SeededGenerator
    let options: Options
    var programme = Programme()
    var plan = Plan(starts: [], fundedWorks: [], payments: [])

    /// A programme without its plan; with the options as they are, every fourth seed is not planted.
    public static func make(seed: UInt64, options: Options = Options()) -> Programme {
        var options = options
        if seed % 4 == 3 { options.isPlanted = false }
        return makeWithPlan(seed: seed, options: options).programme
    }

    /// A programme and the plan drawn for it, which keeps all promises if the options say so.
    public static func makeWithPlan(seed: UInt64, options: Options = Options())
        -> (programme: Programme, plan: Plan)
    {
        var draft = RandomProgramme(random: SeededGenerator(seed: seed), options: options)
        draft.drawProgramme()
        draft.drawPlan()
        draft.drawBudgets()
        draft.drawRules()
        draft.drawChoices()
        draft.drawGoals()
        return (draft.programme, draft.plan)
    }

    // MARK: - Chance

    mutating func chance(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &random) < probability
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }

    /// A random amount that leaves no room in some cases.
    mutating func room(upTo most: Int64) -> Int64 {
        chance(options.tightness) ? 0 : Int64.random(in: 0...most, using: &random)
    }

    // MARK: - The programme without its demands

    private mutating func drawProgramme() {
        let periods = pick([[], [], ["2024", "2025"], ["2024", "2025", "2026"]])
        var builder = ProgrammeBuilder(
            unit: pick([1, 100, 10_000]), periods: periods,
            projectNumbers: ["area", "households", "floors", "consent"],
            projectTexts: ["district"], workNumbers: ["units"])
        builder.programme.classOrder = pick([.none, .none, .project, .programme])
        builder.addProfile("equal", Array(repeating: 1, count: max(1, periods.count - 1)))
        builder.addProfile("late", periods.isEmpty ? [3] : [1, 2])
        builder.addProfile("gap", periods.count < 3 ? [1, 0] : [2, 0, 5])
        drawSources(&builder)
        for project in 0..<number(options.projects) { drawProject(project, &builder) }
        if chance(0.5) {
            builder.programme.gates.append(
                Gate(
                    id: "consent",
                    condition: .comparison(builder.project("consent"), .atLeast, Ratio(2, 3)),
                    text: "consent >= 2/3"))
        }
        if chance(0.2) {
            builder.programme.gates.append(
                Gate(
                    id: "place",
                    condition: .not(.membership(builder.project("district"), ["west"])),
                    text: "not district = west"))
        }
        programme = builder.programme
    }

    private mutating func drawSources(_ builder: inout ProgrammeBuilder) {
        builder.addSource("city", .local)
        for source in 1..<number(options.sources) {
            let condition: Predicate =
                switch number(0...4) {
                case 0: .membership(builder.work("kind"), [pick(["pipe", "lift", "wall"])])
                case 1: .membership(builder.work("component"), ["equipment"])
                case 2: .not(.membership(builder.work("class"), ["upgrade"]))
                case 3: .comparison(builder.project("households"), .atLeast, Ratio(30))
                default: .always
                }
            builder.addSource("source\(source)", pick(Capital.allCases), pays: condition)
        }
    }

    private mutating func drawProject(_ position: Int, _ builder: inout ProgrammeBuilder) {
        let cells: [String: ProgrammeBuilder.Cell] = [
            "area": .hundredths(Int64(number(100...20_000))),
            "households": .hundredths(100 * Int64(number(5...80))),
            "floors": .hundredths(100 * Int64(number(1...9))),
            "consent": .hundredths(Int64(number(55...100))),
            "district": .text(pick(["east", "south", "west"])),
        ]
        let periods = builder.programme.periods.count
        let isBound = periods > 1 && chance(0.15)
        builder.addProject(
            "P\(position + 1)", cells, start: isBound ? number(0...(periods - 1)) : nil)
        let unit = builder.programme.settlementUnit.minorUnits
        for work in 0..<number(options.works) {
            builder.addWork(
                "W\(work + 1)",
                cost: unit * Int64.random(in: 1...options.largestCost, using: &random),
                class: number(0...2), profile: chance(0.4) ? number(0...2) : nil,
                kind: pick(["pipe", "lift", "wall"]), component: pick(["civil", "equipment"]),
                ["units": .hundredths(100 * Int64(number(1...12)))])
        }
    }
}
