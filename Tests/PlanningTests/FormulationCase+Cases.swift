import Funding
import Optimization
import TestSupport

extension FormulationCase {
    private typealias Base = TwoProjects

    private static let years = ["2024", "2025"]
    private static let funded = Measure.projects(where: .always)
    private static let works = Measure.works(where: .always)
    private static let lifts = Measure.works(where: Base.isLift)
    private static let spending = Measure.payments(Base.everybody, where: .always)
    private static let ofCity = Measure.payments(Base.city, where: .always)
    private static let ofResidents = Measure.payments(Base.residents, where: .always)
    private static let ofResidentsForLifts = Measure.payments(
        Base.residents, where: Base.isLift)
    private static let households = Base().builder.project("households")
    private static let area = Base().builder.project("area")
    private static let district = Base().builder.project("district")

    static let decisions = [
        // Both projects, each in one of the two years.
        FormulationCase(
            name: "once", families: ["once("],
            programme: Base(periods: years).goal(.maximize, funded), value: Ratio(2)),
        // A1 and both lifts follow A, and B1 is B's.
        FormulationCase(
            name: "with-project", families: ["with_project(", "cost("],
            programme: Base().goal(.maximize, works), value: Ratio(4)),
        // No class is mandatory, so B needs its B1 only because it may not be funded without a work.
        FormulationCase(
            name: "some-work", families: ["some_work("],
            programme: allOptional.choice(.must([Base.second])).goal(.minimize, spending),
            value: Ratio(50_00)),
        // A1 is spread by 2 : 1 from 2024, so 60 and 30; the city has 70 in 2024 only, and B1 (50)
        // would have to come out of the same 70.
        FormulationCase(
            name: "cost", families: ["cost("], programme: spreadCost.goal(.maximize, ofCity),
            value: Ratio(70_00)),
    ]

    private static let allOptional: Base = {
        var base = Base(hasUpgrade: false)
        base.builder.programme.classes[0].isMandatory = false
        return base
    }()

    private static let spreadCost: Base = {
        let pot = BudgetAmount.perPeriod([Base.yuan(70), .zero])
        var base = Base(periods: years, budget: .whole(pot), hasUpgrade: false)
        base.builder.programme.works[0].profile = base.builder.addProfile("spread", [2, 1])
        return base
    }()

    static let classOrders = [
        // A3 may not come before A2, and A1 + A2 = 150 > 140: no lift. Without the order A1 + A3 fits.
        FormulationCase(
            name: "class-order-project",
            families: ["class_order(", "class_done(", "complete_order("], owner: .block(0),
            programme: classOrder(.project, 140).goal(.maximize, lifts), value: .zero),
        // A2 waits for B1 too: A1 + B1 + A2 = 200, one lift; A1 + A2 + A3 = 180 would be two.
        FormulationCase(
            name: "class-order-programme",
            families: ["class_order(", "class_done(", "complete_order("], owner: .shared,
            programme: classOrder(.programme, 200).goal(.maximize, lifts), value: .one),
    ]

    private static func classOrder(_ order: ClassOrder, _ budget: Int64) -> Base {
        var base = Base(budget: .whole(.total(Base.yuan(budget)))).cityOnly()
        base.builder.programme.classOrder = order
        return base
    }

    static let budgets = [
        // A1 + B1 = 140 exactly.
        budget("whole", .whole(.total(Base.yuan(140))), funded, Ratio(2)),
        // 80 pay B1 in 2024, 100 pay A1 in 2025; A3 would need 120.
        budget("period", .whole(.perPeriod(pots(80, 100))), works, Ratio(2), years),
        // What B1 leaves of 80 is carried into 2025: 130 pay A1 and A3.
        budget(
            "carried", .whole(.perPeriod(pots(80, 100))), works, Ratio(3), years, carries: true),
        // The east's 150 pay A1 and one lift, the west's 40 pay nothing.
        budget("grouped", grouped(.total(Base.yuan(150)), .total(Base.yuan(40))), works, Ratio(2)),
        // East: 100 pay A1 in 2024. West: 50 pay B1 in 2025.
        budget(
            "grouped-period", grouped(.perPeriod(pots(100, 20)), .perPeriod(pots(0, 50))), works,
            Ratio(2), years),
        // East: 120 in 2025 pay A1 and A3. West: as before.
        budget(
            "grouped-carried", grouped(.perPeriod(pots(100, 20)), .perPeriod(pots(0, 50))), works,
            Ratio(3), years, carries: true),
    ]

    private static func budget(
        _ name: String, _ budget: Budget, _ measure: Measure, _ value: Ratio,
        _ periods: [String] = [], carries: Bool = false
    ) -> FormulationCase {
        var base = Base(periods: periods, budget: budget).cityOnly()
        base.builder.programme.sources[0].carriesOver = carries
        return FormulationCase(
            name: "budget-\(name)", families: ["budget("], owner: .shared,
            programme: base.goal(.maximize, measure), value: value)
    }

    private static func pots(_ yuan: Int64...) -> [Money] { yuan.map(Base.yuan) }

    private static func grouped(_ east: BudgetAmount, _ west: BudgetAmount) -> Budget {
        .grouped(
            by: district,
            pots: [
                BudgetPot(group: "east", amount: east), BudgetPot(group: "west", amount: west),
            ])
    }

    private static let quarter = RuleBound.shareOfCost(Ratio(1, 4))
    private static let twoProjects = Base(hasUpgrade: false)

    /// Senses and forms; the bounds in all scopes are ``RuleBoundCase``.
    static let rules = [
        // Residents pay 22.5 → 23, 15 and 12.5 → 13; the city pays what is left of 200.
        FormulationCase(
            name: "rule-at-least", families: ["rule("],
            programme: twoProjects.rule(.work, [RuleLimit(.atLeast, quarter)])
                .goal(.maximize, ofCity), value: Ratio(149_00)),
        // Within less than a yuan of 22.5, 15 and 12.5: 23 + 15 + 13.
        FormulationCase(
            name: "rule-exactly-work", families: ["rule.least(", "rule.most("],
            programme: twoProjects.rule(.work, [RuleLimit(.exactly, quarter)])
                .goal(.maximize, ofResidents), value: Ratio(51_00)),
        // Of 150 in A and 50 in B: 37.5 → 38 and 12.5 → 13.
        FormulationCase(
            name: "rule-exactly-project", families: ["rule(", "rule.least(", "rule.most("],
            programme: twoProjects.rule(.project, [RuleLimit(.exactly, quarter)])
                .goal(.maximize, ofResidents), value: Ratio(51_00)),
        // A quarter of 200 is whole, so nothing else is within less than a yuan; least with nothing
        // funded would be 0, so the city's 150 are the other side of the same figure.
        FormulationCase(
            name: "rule-exactly-programme", families: ["rule("], owner: .shared,
            programme: twoProjects.rule(.programme, [RuleLimit(.exactly, quarter)])
                .goal(.maximize, ofResidents), value: Ratio(50_00)),
        // 30 % of 90, 60 and 50.
        FormulationCase(
            name: "rule-two-limits", families: ["rule.1(", "rule.2("],
            programme: twoProjects.rule(
                .work,
                [RuleLimit(.atLeast, quarter), RuleLimit(.atMost, .shareOfCost(Ratio(3, 10)))]
            ).goal(.maximize, ofResidents), value: Ratio(60_00)),
        // Demanded whether anything is funded or not: 20 in each project.
        FormulationCase(
            name: "rule-always", families: ["rule("],
            programme: twoProjects.rule(
                .project, [RuleLimit(.atLeast, .amount(Base.yuan(20)))], always: true
            ).goal(.minimize, ofResidents), value: Ratio(40_00)),
        // 20 for the lifts of A, one or both, and nothing allowed without one.
        FormulationCase(
            name: "any", families: ["any_work(", "any_none("], owner: .block(0),
            programme: Base().rule(
                .project, [RuleLimit(.atMost, .amount(Base.yuan(20)))], works: Base.isLift
            ).goal(.maximize, ofResidentsForLifts), value: Ratio(20_00)),
        // 20 in the year in which A starts with any lift.
        FormulationCase(
            name: "any-period", families: ["any_work(", "any_none("], owner: .block(0),
            programme: Base(periods: years).rule(
                .period, [RuleLimit(.atMost, .rate(Ratio(2_00), per: area))], works: Base.isLift
            ).goal(.maximize, ofResidentsForLifts), value: Ratio(20_00)),
    ]

    private static let lift = ChoiceItem(project: 0, work: 1)

    static let choices = [
        // A2 needs A, and so A1: 150, and 50 for B.
        choice("must", .must([lift, Base.second]), .minimize, spending, 200_00),
        choice("never", .never([Base.first]), .maximize, funded, 1),
        // Both would need 140.
        choice(
            "together", .together([Base.first, Base.second]), .maximize, funded, 0, budget: 139),
        // B is the cheaper one.
        choice("exactly-one", .exactlyOne([Base.first, Base.second]), .minimize, spending, 50_00),
        // A with its lift is the dearer one.
        choice("at-most-one", .atMostOne([Base.first, Base.second]), .maximize, spending, 150_00),
        // A1 + A2 would spend all 150, but A needs B: A1 + B1.
        choice("needs", .needs(Base.first, [Base.second]), .maximize, ofCity, 140_00, budget: 150),
    ]

    static let targets = [
        // 45 households are both projects: 90 + 50.
        choice(
            "target", .target(.columnSum(households, where: .always), .atLeast, Ratio(45)),
            .minimize, spending, 140_00),
        // 33.50 yuan in whole yuan.
        choice(
            "target-money", .target(ofResidents, .atMost, Ratio(33_50)), .maximize, ofResidents,
            33_00),
        // B alone is 25 of 35 m2, more than 60 %: only A.
        choice(
            "share",
            .share(
                .columnSum(area, where: .membership(district, ["west"])), .atMost, Ratio(3, 5),
                of: .columnSum(area, where: .always)),
            .maximize, funded, 1),
        // A third of everything that is spent, at most 200.
        choice(
            "share-money", .share(ofResidents, .atMost, Ratio(1, 3), of: spending), .maximize,
            ofResidents, 66_00),
    ]

    private static func choice(
        _ name: String, _ demand: Choice.Demand, _ sense: Goal.Sense, _ measure: Measure,
        _ value: Int128, budget: Int64? = nil
    ) -> FormulationCase {
        let amount = budget.map { Budget.whole(.total(Base.yuan($0))) } ?? .open
        var base = Base(budget: amount, hasUpgrade: false)
        if budget != nil { base = base.cityOnly() }
        let isShared = name.hasPrefix("target") || name.hasPrefix("share")
        return FormulationCase(
            name: "choice-\(name)", families: [isShared ? "target(" : "choice("],
            owner: isShared ? .shared : name == "must" || name == "never" ? nil : .block(0),
            programme: base.choice(demand).goal(sense, measure), value: Ratio(value))
    }

    private static let burden = Measure.largestBurden(
        Base.residents, per: households, where: .always)

    static let goals = [
        // The city has 100 of 140: residents pay 24 in A and 16 in B, 0.80 yuan a household in both.
        FormulationCase(
            name: "burden", families: ["burden("], owner: .shared,
            programme: shortOfForty.choice(.must([Base.first, Base.second]))
                .goal(.minimize, burden), value: Ratio(80)),
        // The same with both projects as the first goal, which is held.
        FormulationCase(
            name: "held", families: ["held("], owner: .shared,
            programme: afterGoal(.maximize, funded, shortOfForty).goal(.minimize, burden),
            held: [Ratio(2)], value: Ratio(80)),
        // 80 fen a household: residents pay at most 24 in A and 16 in B.
        FormulationCase(
            name: "held-burden", families: ["held("],
            programme: afterGoal(
                .minimize, burden, shortOfForty.choice(.must([Base.first, Base.second]))
            ).goal(.maximize, ofResidents), held: [Ratio(80)], value: Ratio(40_00)),
    ]

    private static let shortOfForty = Base(
        budget: .whole(.total(Base.yuan(100))), hasUpgrade: false)

    private static func afterGoal(_ sense: Goal.Sense, _ measure: Measure, _ base: Base) -> Base {
        var base = base
        base.builder.programme = base.goal(sense, measure)
        return base
    }
}
