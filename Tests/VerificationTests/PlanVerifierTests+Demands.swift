import Funding
import TestSupport
import Testing
import Verification

extension PlanVerifierTests {
    static let rules = [
        Change("at least what is paid") { $0.addRule(.atLeast, .amount(.yuan(51))) },
        Change("at least one fen more", "verification-rule") {
            $0.addRule(.atLeast, .amount(Money(minorUnits: 51_01)))
        },
        Change("at most what is paid") { $0.addRule(.atMost, .amount(.yuan(51))) },
        Change("at most one fen less", "verification-rule") {
            $0.addRule(.atMost, .amount(Money(minorUnits: 50_99)))
        },
        Change("exactly, 99 fen above") {
            $0.addRule(.exactly, .amount(Money(minorUnits: 51_99)))
        },
        Change("exactly, a unit above", "verification-rule") {
            $0.addRule(.exactly, .amount(.yuan(52)))
        },
        Change("exactly, 99 fen below") {
            $0.addRule(.exactly, .amount(Money(minorUnits: 50_01)))
        },
        Change("exactly, a unit below", "verification-rule") {
            $0.addRule(.exactly, .amount(.yuan(50)))
        },
        // 151 yuan in all: 51/151 of them are what the city pays; the parts have no common whole.
        Change("at least an exact share") { $0.addRule(.atLeast, .shareOfCost(Ratio(51, 151))) },
        Change("at least a trace more than a share", "verification-rule") {
            $0.addRule(.atLeast, .shareOfCost(Ratio(51_000_000_001, 151_000_000_000)))
        },
        Change("at most a trace less than a share", "verification-rule") {
            $0.addRule(.atMost, .shareOfCost(Ratio(50_999_999_999, 151_000_000_000)))
        },
        // Half of what an unconsidered project would cost is demanded of nobody.
        Change("a rule that binds always where a gate is failed") {
            $0.addRule(.atLeast, .shareOfCost(Ratio(1, 5)), scope: .work)
            $0.programme.rules[0].works = .project(["P2"])
            $0.programme.rules[0].bindsAlways = true
        },
        Change("an amount in a group of which no project passes its gates") {
            $0.addRule(
                .atLeast, .amount(.yuan(1)),
                scope: .group($0.programme.reference(.project, named: "place")))
            $0.programme.projectData.columns[2].content = .texts(
                distinct: ["east", "west", "north"], codes: [0, 2, 1])
        },
        Change("one of two limits", "verification-rule") {
            $0.addRule(.atLeast, .amount(.yuan(51)))
            $0.programme.rules[0].limits.append(RuleLimit(.atMost, .amount(.yuan(50))))
        },
    ]

    static let choices = [
        Change("must, funded") { $0.addChoice(.must([item(0), item(2, 3)])) },
        Change("must, project left out", "verification-choice") { $0.addChoice(.must([item(1)])) },
        Change("must, work left out", "verification-choice") {
            $0.addChoice(.must([item(0), item(2, 5)]))
        },
        Change("never, left out") { $0.addChoice(.never([item(1), item(2, 5)])) },
        Change("never, funded", "verification-choice") {
            $0.addChoice(.never([item(1), item(0)]))
        },
        Change("together, both") { $0.addChoice(.together([item(0), item(2)])) },
        Change("together, neither") { $0.addChoice(.together([item(1), item(2, 4)])) },
        Change("together, one", "verification-choice") {
            $0.addChoice(.together([item(0), item(1)]))
        },
        Change("exactly one, one") { $0.addChoice(.exactlyOne([item(0), item(1)])) },
        Change("exactly one, none", "verification-choice") {
            $0.addChoice(.exactlyOne([item(1), item(2, 4)]))
        },
        Change("exactly one, two", "verification-choice") {
            $0.addChoice(.exactlyOne([item(0), item(2)]))
        },
        Change("at most one, one") { $0.addChoice(.atMostOne([item(0), item(1)])) },
        Change("at most one, none") { $0.addChoice(.atMostOne([item(1)])) },
        Change("at most one, two", "verification-choice") {
            $0.addChoice(.atMostOne([item(0), item(1), item(2)]))
        },
        Change("needs, with it") { $0.addChoice(.needs(item(0), [item(2), item(0, 1)])) },
        Change("needs, without it", "verification-choice") {
            $0.addChoice(.needs(item(0), [item(2), item(1)]))
        },
        Change("needs, neither") { $0.addChoice(.needs(item(1), [item(2, 4)])) },
        Change("needs, only the needed") { $0.addChoice(.needs(item(1), [item(0)])) },
    ]

    /// Funded are 2 projects with an area of 40, and 3 works with 9 units; the city pays 51 yuan.
    static let targets = [
        target("projects", .atLeast, Ratio(2)) { _ in .projects(where: .always) },
        target("more projects", .atLeast, Ratio(3), fails: true) { _ in .projects(where: .always) },
        target("works", .atMost, Ratio(3)) { _ in .works(where: .always) },
        target("fewer works", .atMost, Ratio(2), fails: true) { _ in .works(where: .always) },
        target("area", .atMost, Ratio(40)) { .columnSum($0.area, where: .always) },
        target("less area", .atMost, Ratio(399, 10), fails: true) {
            .columnSum($0.area, where: .always)
        },
        target("units", .atLeast, Ratio(9)) { .columnSum($0.units, where: .always) },
        target("more units", .atLeast, Ratio(901, 100), fails: true) {
            .columnSum($0.units, where: .always)
        },
        target("units of equipment", .exactly, Ratio(2)) {
            .columnSum(
                $0.units,
                where: .membership($0.reference(.work, named: "component"), ["equipment"]))
        },
        target("one fen more of the city's money", .exactly, Ratio(51_01), fails: true) { _ in
            .payments(PayerSet(sources: [0], text: "city"), where: .always)
        },
        target("the city's money", .exactly, Ratio(51_00)) { _ in
            .payments(PayerSet(sources: [0], text: "city"), where: .always)
        },
        // 31 yuan on an area of 10 are 310 fen, 20 on one of 30 are less.
        target("burden", .atMost, Ratio(310)) {
            .largestBurden(PayerSet(sources: [0], text: "city"), per: $0.area, where: .always)
        },
        target("lower burden", .atMost, Ratio(3_099, 10), fails: true) {
            .largestBurden(PayerSet(sources: [0], text: "city"), per: $0.area, where: .always)
        },
        target("burden of nothing", .exactly, Ratio(0)) {
            .largestBurden(
                PayerSet(sources: [0], text: "city"), per: $0.area, where: .work(["W3"]))
        },
        // P3 has 30 of an area of 40.
        Change("a share at its limit") { addShare(&$0, Ratio(3, 4)) },
        Change("a share above its limit", "verification-target") {
            addShare(&$0, Ratio(749_999, 1_000_000))
        },
    ]

    static let figures = [
        Change("a rate on a blank", "verification-blank") {
            $0.addRule(.atMost, .rate(Ratio(10_000), per: $0.programme.area))
            $0.programme.projectData.columns[0].content = .numbers(
                decimals: 2, mantissas: [1000, 2000, DataColumn.blank])
        },
        Change("a rate on a blank of what is left out") {
            $0.addRule(.atMost, .rate(Ratio(10_000), per: $0.programme.area))
            $0.programme.projectData.columns[0].content = .numbers(
                decimals: 2, mantissas: [1000, DataColumn.blank, 3000])
        },
        Change("a rate on a text", "verification-blank") {
            $0.addRule(
                .atMost,
                .rate(Ratio(10_000), per: $0.programme.reference(.project, named: "place")))
        },
        Change("a value at the first step") { addSteps(&$0, from: Ratio(10)) },
        Change("a value below the first step", "verification-step") {
            addSteps(&$0, from: Ratio(1_001, 100))
        },
        Change("a rate beyond 128 bits", "verification-overflow") {
            $0.addRule(.atMost, .rate(Ratio(.max), per: $0.programme.area))
        },
        Change("a burden on a blank", "verification-blank") {
            addBurden(&$0, .blank, atLeast: Ratio(0))
        },
        Change("a burden on zero", "verification-divisor") { addBurden(&$0, 0, atLeast: Ratio(0)) },
        Change("a burden on a negative number", "verification-divisor") {
            addBurden(&$0, -1, atLeast: Ratio(0))
        },
        Change("a burden on little") { addBurden(&$0, .hundredths(1), atLeast: Ratio(3_100_00)) },
        Change("a target on a blank", "verification-blank") {
            $0.addChoice(
                .target(.columnSum($0.programme.area, where: .always), .atLeast, .one))
            $0.programme.projectData.columns[0].content = .numbers(
                decimals: 2, mantissas: [1000, 2000, DataColumn.blank])
        },
        Change("a share beyond 128 bits", "verification-overflow") {
            $0.addChoice(
                .share(
                    .works(where: .always), .atMost, Ratio(.max), of: .works(where: .always)))
        },
    ]

    private static func item(_ project: Int, _ work: Int? = nil) -> ChoiceItem {
        ChoiceItem(project: project, work: work)
    }

    private static func target(
        _ name: String, _ sense: RuleLimit.Sense, _ bound: Ratio, fails: Bool = false,
        of measure: @escaping @Sendable (Programme) -> Measure
    ) -> Change {
        @Sendable func apply(_ scene: inout SoundPlan) {
            scene.addChoice(.target(measure(scene.programme), sense, bound))
        }
        return fails
            ? Change("target: \(name)", "verification-target") { apply(&$0) }
            : Change("target: \(name)") { apply(&$0) }
    }

    private static func addShare(_ scene: inout SoundPlan, _ share: Ratio) {
        let area = scene.programme.area
        scene.addChoice(
            .share(
                .columnSum(area, where: .project(["P3"])), .atMost, share,
                of: .columnSum(area, where: .always)))
    }

    private static func addSteps(_ scene: inout SoundPlan, from: Ratio) {
        let step = StepTable.Step(from: from, value: .minorUnits(Ratio(100_00)))
        scene.addRule(
            .atMost, .steps(StepTable(by: scene.programme.area, steps: [step])), scope: .project)
    }

    private static func addBurden(
        _ scene: inout SoundPlan, _ area: ProgrammeBuilder.Cell, atLeast bound: Ratio
    ) {
        let mantissa: Int64 =
            switch area {
            case .hundredths(let number): number
            case .text, .blank: DataColumn.blank
            }
        scene.programme.projectData.columns[0].content = .numbers(
            decimals: 2, mantissas: [mantissa, 2000, 3000])
        scene.addChoice(
            .target(
                .largestBurden(
                    PayerSet(sources: [0], text: "city"), per: scene.programme.area,
                    where: .always), .atLeast, bound))
    }
}

extension Programme {
    fileprivate var area: ColumnReference { reference(.project, named: "area") }
    fileprivate var units: ColumnReference { reference(.work, named: "units") }
}
