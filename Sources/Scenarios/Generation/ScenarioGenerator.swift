/// Makes invented programmes of any size, to measure how Fundmix does on them.
///
/// The same arguments give the same bytes on every machine, and a longer programme of the same seed
/// and districts begins with the same projects. What is drawn, all amounts in whole yuan:
///
/// - A project has 20 to 3,000 households (log-normal, median 134) of 55 to 95 m² each, lies in one
///   of the districts, and counts 70 to 130 points a household.
/// - Water, power, gas, telecom and road works (each in 90 % of projects) and heat (50 %) are basic
///   and share the project's points; insulation (60 %) and elevators (35 %) count 15 % of them on
///   top, parking (50 %) and elderly care (30 %) 10 %. Every project has a basic work, and the first
///   has works of all kinds.
/// - Costs are 12 to 120 yuan/m² times 0.7 to 1.4; 1 to 6 elevators cost 550,000 to 800,000 yuan each.
///
/// The goal is the sum of points. Central money pays at most 60 % of a project's basic cost and
/// 20,000 yuan a household, matched by at least 15 % from the district; utilities pay 30 % to 60 % of
/// each work of theirs; residents 5 to 30 yuan/m² where they pay; an operator at most 40 yuan/m².
public struct ScenarioGenerator: Hashable, Sendable {
    /// How much money there is for what is asked.
    public enum Budgets: String, CaseIterable, Sendable {
        /// About six tenths of the cost; with the open sources, nearly all can be funded.
        case loose
        /// Six tenths of the loose budgets.
        case sixTenths = "pools-0.6"
        /// Budgets that add up to 20 % of the cost.
        case tight
    }

    /// The allowed numbers of projects.
    public static let projectCounts = 1...1_000_000
    /// The allowed numbers of districts.
    public static let districtCounts = 1...10_000
    /// The allowed numbers of years.
    public static let yearCounts = 1...10
    /// The allowed numbers of goals.
    public static let goalCounts = 1...3

    /// The number of projects.
    public var projectCount: Int
    /// What the draws depend on.
    public var seed: UInt64
    /// The number of districts, each with a pot of local money if it has projects.
    public var districtCount = 10
    /// The number of years from 2025.
    ///
    /// With more than one, each year has its own budgets, only the
    /// districts' carry over, and heat and elevators are paid over two years.
    public var yearCount = 1
    /// How much money there is.
    public var budgets = Budgets.loose
    /// The number of goals: the points, then the least local money, then the least largest burden of
    /// residents for each square metre.
    public var goalCount = 1

    /// Creates a generator of a programme with 10 districts, one year, loose budgets and one goal.
    public init(projectCount: Int, seed: UInt64) {
        (self.projectCount, self.seed) = (projectCount, seed)
    }

    /// Makes the files of the scenario and hands them over in pieces, those of several files in turn.
    ///
    /// - Parameter sink: Takes the name of a file and its next bytes.
    /// - Throws: Only what the sink throws.
    /// - Precondition: All numbers lie in their allowed ranges.
    /// - Complexity: O(*n*) time for *n* projects, O(*d*) space for *d* districts.
    public func write<Failure: Error>(
        to sink: (_ file: String, _ bytes: [UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        precondition(
            ScenarioGenerator.projectCounts.contains(projectCount)
                && ScenarioGenerator.districtCounts.contains(districtCount)
                && ScenarioGenerator.yearCounts.contains(yearCount)
                && ScenarioGenerator.goalCounts.contains(goalCount),
            "a number lies outside its allowed range")
        var seeds = RandomSequence(seed: seed)
        var draws = RandomSequence(seed: seeds.next())
        // A sequence of their own, so that other budgets leave the projects as they are.
        var potDraws = RandomSequence(seed: seeds.next())
        var tables = GeneratedTables(isOverYears: yearCount > 1)
        var costs = GeneratedCosts(districtCount: districtCount)
        for number in 1...projectCount {
            // One project has it all, so that no source and no rule is without works.
            let project = GeneratedProject(
                drawnFrom: &draws, districtCount: districtCount, hasAllKinds: number == 1)
            costs.add(project)
            tables.add(project, number: number)
            if tables.isFull { try tables.flush(to: sink) }
        }
        try tables.flush(to: sink)
        let amounts = GeneratedBudgets(budgets, costs: costs, drawnFrom: &potDraws)
        let document = GeneratedDocument(generator: self, budgets: amounts)
        try sink("districts.csv", Array(document.pots.utf8))
        try sink("scenario.yaml", Array(document.text.utf8))
    }
}
