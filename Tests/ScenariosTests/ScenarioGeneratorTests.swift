import Funding
import Testing

@testable import Scenarios

@Suite struct ScenarioGeneratorTests {
    /// A combination of options.
    struct Options: Sendable, CustomTestStringConvertible {
        var budgets: ScenarioGenerator.Budgets
        var years: Int
        var districts: Int
        var goals: Int

        var testDescription: String {
            "\(budgets.rawValue), \(years) years, \(districts) districts, \(goals) goals"
        }

        func generator(projects: Int, seed: UInt64 = 1) -> ScenarioGenerator {
            var generator = ScenarioGenerator(projectCount: projects, seed: seed)
            generator.budgets = budgets
            (generator.yearCount, generator.districtCount) = (years, districts)
            generator.goalCount = goals
            return generator
        }

        static let all = ScenarioGenerator.Budgets.allCases.flatMap { budgets in
            [1, 2, 3, 10].flatMap { years in
                [(1, 1), (10, 2), (100, 3)].map { districts, goals in
                    Options(budgets: budgets, years: years, districts: districts, goals: goals)
                }
            }
        }
    }

    private func files(_ generator: ScenarioGenerator) -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        generator.write { name, bytes in files[name, default: []] += bytes }
        return files
    }

    private func scenario(_ generator: ScenarioGenerator) throws -> Scenario {
        let files = files(generator)
        let placed = Dictionary(uniqueKeysWithValues: files.map { ("demo/\($0.key)", $0.value) })
        return try ScenarioReader.read("demo", files: MemoryFiles(placed))
    }

    private func text(_ generator: ScenarioGenerator, _ name: String) -> String {
        String(decoding: files(generator)[name] ?? [], as: UTF8.self)
    }

    @Test(arguments: UInt64(0)..<200)
    func seedDecidesTheBytes(seed: UInt64) {
        let one = files(ScenarioGenerator(projectCount: 3, seed: seed))
        #expect(one == files(ScenarioGenerator(projectCount: 3, seed: seed)))
        let other = files(ScenarioGenerator(projectCount: 3, seed: seed + 1))
        #expect(one["projects.csv"] != other["projects.csv"])
        #expect(one["works.csv"] != other["works.csv"])
        #expect(one["districts.csv"] != other["districts.csv"])
    }

    /// Written down, so that another machine or a later version that draws otherwise is noticed.
    @Test func bytesStayAsTheyWere() {
        let generator = ScenarioGenerator(projectCount: 2, seed: 1)
        #expect(
            text(generator, "projects.csv") == """
                id,district,households,area_m2,benefit
                P0000001,D1,106,9831,12402
                P0000002,D6,58,4350,5278

                """)
        #expect(
            text(generator, "works.csv") == """
                project,kind,class,cost,benefit
                P0000001,water,basic,427353,2067
                P0000001,power,basic,343298,2067
                P0000001,gas,basic,171059,2067
                P0000001,heat,basic,796311,2067
                P0000001,telecom,basic,147347,2067
                P0000001,road,basic,419832,2067
                P0000001,insulation,completion,1486447,1860
                P0000001,elevator,completion,703250,1860
                P0000001,parking,upgrade,351556,1240
                P0000001,elderly-care,upgrade,209646,1240
                P0000002,water,basic,168997,1055
                P0000002,power,basic,209496,1055
                P0000002,gas,basic,90741,1056
                P0000002,telecom,basic,45988,1056
                P0000002,road,basic,181068,1056
                P0000002,insulation,completion,622746,792
                P0000002,elderly-care,upgrade,119733,528

                """)
        #expect(
            text(generator, "districts.csv") == """
                district,budget
                D1,75912
                D6,96643

                """)
    }

    @Test(arguments: Options.all, [1, 40])
    func scenarioIsReadWithoutFinding(options: Options, projects: Int) throws {
        let scenario = try scenario(options.generator(projects: projects))
        #expect(scenario.warnings.isEmpty)
        let programme = scenario.programme
        #expect(programme.projects.count == projects)
        #expect(programme.goals.count == options.goals)
        #expect(programme.periodCount == options.years)
        #expect(programme.sources.count == 12 && programme.rules.count == 6)
        #expect(
            programme.projects.indices.allSatisfy { project in
                !programme.possibleStarts(ofProject: project).isEmpty
            })
    }

    @Test(arguments: Options.all)
    func moneyChangesNoProject(options: Options) {
        var plain = ScenarioGenerator(projectCount: 5, seed: 3)
        plain.districtCount = options.districts
        let other = options.generator(projects: 5, seed: 3)
        #expect(text(plain, "projects.csv") == text(other, "projects.csv"))
    }

    @Test func longerProgrammeBeginsWithTheSameProjects() {
        let short = ScenarioGenerator(projectCount: 20, seed: 5)
        let long = ScenarioGenerator(projectCount: 60, seed: 5)
        #expect(text(long, "works.csv").hasPrefix(text(short, "works.csv")))
        #expect(text(long, "projects.csv").hasPrefix(text(short, "projects.csv")))
    }

    /// A programme whose tables come in several pieces is whole.
    @Test func piecesAddUpToTheTables() throws {
        let generator = ScenarioGenerator(projectCount: 3_000, seed: 2)
        var pieces = 0
        generator.write { name, _ in pieces += name == "works.csv" ? 1 : 0 }
        #expect(pieces > 2)
        let rows = text(generator, "projects.csv").split(separator: "\n")
        #expect(rows.count == 3_001)
        #expect(rows.last?.hasPrefix("P0003000,") == true)
    }

    @Test(arguments: [
        (ScenarioGenerator.Budgets.loose, Ratio(13, 100)), (.sixTenths, Ratio(78, 1_000)),
    ])
    func centralBudgetIsItsShareOfTheCost(
        budgets: ScenarioGenerator.Budgets, share: Ratio
    ) throws {
        var generator = ScenarioGenerator(projectCount: 40, seed: 4)
        generator.budgets = budgets
        let programme = try scenario(generator).programme
        let cost = programme.works.reduce(Int64(0)) { $0 + $1.cost.minorUnits }
        let exact = try Ratio(Int128(cost)).multiplied(by: share)
        let budget = total(programme.sources[0])
        #expect(Int128(budget) <= exact.floor && Int128(budget) > exact.floor - 200)
    }

    @Test(arguments: [1, 2, 5], UInt64(0)..<20)
    func tightBudgetsAddUpToAFifthOfTheCost(years: Int, seed: UInt64) throws {
        var generator = ScenarioGenerator(projectCount: 40, seed: seed)
        generator.budgets = .tight
        generator.yearCount = years
        let programme = try scenario(generator).programme
        let cost = programme.works.reduce(Int64(0)) { $0 + $1.cost.minorUnits }
        let budgets = programme.sources.reduce(Int64(0)) { $0 + total($1) }
        // Each of 9 budgets and at most 10 pots is rounded down to a yuan.
        #expect(budgets <= cost / 5 && budgets > cost / 5 - 20 * 100)
    }

    @Test func yearsOfABudgetFallAndAddUpToIt() {
        #expect(GeneratedBudgets.amounts(of: 100, overYears: 1) == [100])
        #expect(GeneratedBudgets.amounts(of: 100, overYears: 2) == [58, 42])
        #expect(GeneratedBudgets.amounts(of: 15, overYears: 3) == [6, 5, 4])
        #expect(GeneratedBudgets.amounts(of: 16, overYears: 3) == [7, 5, 4])
    }

    @Test(arguments: UInt64(0)..<200)
    func worksAddUpToTheBenefitOfTheirProject(seed: UInt64) throws {
        var random = RandomSequence(seed: seed)
        let project = GeneratedProject(
            drawnFrom: &random, districtCount: 10, hasAllKinds: false)
        #expect((20...3_000).contains(project.households))
        #expect((55 * project.households...95 * project.households).contains(project.area))
        #expect((70 * project.households...130 * project.households).contains(project.benefit))
        #expect((0..<10).contains(project.district))
        let basic = project.works.filter { $0.kind.workClass == .basic }
        #expect(!basic.isEmpty)
        #expect(basic.reduce(0) { $0 + $1.benefit } == project.benefit)
        for work in project.works where work.kind.workClass != .basic {
            let share: Int64 = work.kind.workClass == .completion ? 15 : 10
            #expect(abs(100 * work.benefit - share * project.benefit) <= 50)
        }
        for work in project.works where work.kind != .elevator {
            let price = try #require(work.kind.yuanPerSquareMetre)
            let middle = price * project.area
            #expect((middle * 7 / 10...middle * 14 / 10).contains(work.cost))
        }
    }

    /// 4,000 projects of a fixed seed: the figures are those of these bytes, not of chance.
    @Test func distributionIsTheOnePromised() {
        var random = RandomSequence(seed: 9)
        let projects = (0..<4_000).map { _ in
            GeneratedProject(drawnFrom: &random, districtCount: 4, hasAllKinds: false)
        }
        let households = projects.map(\.households).sorted()
        #expect((128...140).contains(households[2_000]))
        // exp(4.9 + 0.7 x 1.2816) is exceeded by a tenth.
        #expect((310...350).contains(households[3_600]))
        for kind in GeneratedKind.allCases {
            let count = projects.count { $0.works.contains { $0.kind == kind } }
            #expect(abs(count - 40 * Int(kind.projectPercent)) < 120)
        }
        for district in 0..<4 {
            #expect((900...1_100).contains(projects.count { $0.district == district }))
        }
    }

    @Test(arguments: [(0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 0, 1), (1, 1, 1, 0), (1, 1, 11, 1)])
    func numbersOutsideTheirRangeAreRefused(
        projects: Int, districts: Int, years: Int, goals: Int
    ) async {
        await #expect(processExitsWith: .failure) { [projects, districts, years, goals] in
            var generator = ScenarioGenerator(projectCount: projects, seed: 1)
            (generator.districtCount, generator.yearCount) = (districts, years)
            generator.goalCount = goals
            generator.write { _, _ in }
        }
    }

    private func total(_ source: FundingSource) -> Int64 {
        switch source.budget {
        case .open: 0
        case .whole(let amount): total(amount)
        case .grouped(_, let pots): pots.reduce(0) { $0 + total($1.amount) }
        }
    }

    private func total(_ amount: BudgetAmount) -> Int64 {
        switch amount {
        case .total(let money): money.minorUnits
        case .perPeriod(let amounts): amounts.reduce(0) { $0 + $1.minorUnits }
        }
    }
}
