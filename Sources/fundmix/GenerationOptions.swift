import ArgumentParser
import Scenarios

/// What an invented scenario is to be like.
struct GenerationOptions: ParsableArguments {
    @Option(
        name: .customLong("generate"),
        help: ArgumentHelp(
            "Invent a programme of so many projects instead, for measurements (1 to 1000000).",
            valueName: "projects"))
    var projectCount: Int?

    @Option(help: "With --generate: the seed; the same options give the same bytes (default: 1).")
    var seed: UInt64?

    @Option(
        name: .customLong("districts"),
        help: "With --generate: districts with money of their own, 1 to 10000 (default: 10).")
    var districtCount: Int?

    @Option(
        name: .customLong("years"),
        help: "With --generate: years with budgets of their own, 1 to 10 (default: 1).")
    var yearCount: Int?

    @Option(
        help: ArgumentHelp(
            "With --generate: loose (most can be funded; default), pools-0.6 (six tenths of that) or "
                + "tight (20 % of the cost)."))
    var budgets: GeneratedBudgetLevel?

    @Option(
        name: .customLong("goals"),
        help: ArgumentHelp(
            "With --generate: 1 (benefit; default), 2 (then least local money) or 3 (then least "
                + "largest burden of residents)."))
    var goalCount: Int?

    /// The generator that the options describe; `nil` where none is asked for.
    var generator: ScenarioGenerator? {
        guard let projectCount else { return nil }
        var generator = ScenarioGenerator(projectCount: projectCount, seed: seed ?? 1)
        if let districtCount { generator.districtCount = districtCount }
        if let yearCount { generator.yearCount = yearCount }
        if let budgets { generator.budgets = budgets.level }
        if let goalCount { generator.goalCount = goalCount }
        return generator
    }

    func validate() throws {
        guard let generator else {
            let isAlone =
                seed == nil && districtCount == nil && yearCount == nil && budgets == nil
                && goalCount == nil
            guard isAlone else {
                throw ValidationError(
                    "--seed, --districts, --years, --budgets and --goals need --generate")
            }
            return
        }
        for (name, value, range) in [
            ("--generate", generator.projectCount, ScenarioGenerator.projectCounts),
            ("--districts", generator.districtCount, ScenarioGenerator.districtCounts),
            ("--years", generator.yearCount, ScenarioGenerator.yearCounts),
            ("--goals", generator.goalCount, ScenarioGenerator.goalCounts),
        ] where !range.contains(value) {
            throw ValidationError(
                "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
    }
}

/// A level of budgets as the command line names it.
struct GeneratedBudgetLevel: ExpressibleByArgument {
    /// The level that the generator knows.
    let level: ScenarioGenerator.Budgets

    init?(argument: String) {
        guard let level = ScenarioGenerator.Budgets(rawValue: argument) else { return nil }
        self.level = level
    }

    static var allValueStrings: [String] { ScenarioGenerator.Budgets.allCases.map(\.rawValue) }
}
