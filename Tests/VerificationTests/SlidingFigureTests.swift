import Funding
import TestSupport
import Testing
import Verification

@Suite struct SlidingFigureTests {
    /// What the residents pay of what is no lift, and what the city then pays, in yuan.
    struct Example: Sendable, CustomTestStringConvertible {
        var residents: Int64
        var bound: Ratio
        /// The same where a part of a point below the floor counts as a whole one.
        var roundedBound: Ratio

        init(_ residents: Int64, _ bound: Ratio, rounded: Ratio? = nil) {
            (self.residents, self.bound, roundedBound) = (residents, bound, rounded ?? bound)
        }

        var testDescription: String { "\(residents)" }
    }

    /// What residents of works of 300 (basic), 150 (completion) and 50 (upgrade) yuan pay.
    ///
    /// Floors of 10, 30 and 70 %: 110 of 500, or 22 %. The base is 300; a point is 5 yuan of the
    /// residents and 3 of the city.
    static let examples = [
        Example(0, Ratio(18)), Example(100, Ratio(138)),
        // One yuan is a fifth of a point: 2 % · 0.2 · 300 = 1.2.
        Example(109, Ratio(1488, 10), rounded: Ratio(144)),
        Example(105, Ratio(144)), Example(104, Ratio(1428, 10), rounded: Ratio(138)),
        Example(110, Ratio(150)), Example(111, Ratio(153)), Example(115, Ratio(153)),
        Example(116, Ratio(156)), Example(122, Ratio(159)), Example(125, Ratio(159)),
        Example(126, Ratio(162)), Example(155, Ratio(177)), Example(156, Ratio(180)),
        Example(160, Ratio(180)), Example(161, Ratio(180)), Example(185, Ratio(180)),
    ]

    /// r + min(⌈e⌉, 10) %, or r − 2 · |e| %, with r = 50 %.
    static func scale(isRounded: Bool) -> SlidingScale {
        func piece(_ from: Int128, _ percent: Int128, isAbove: Bool) -> SlidingScale.Piece {
            SlidingScale.Piece(
                from: Ratio(from, 100), isAbove: isAbove, value: Ratio(percent, 100))
        }
        var pieces = [SlidingScale.Piece(from: Ratio(-1), value: Ratio(1, 2), slope: Ratio(2))]
        if isRounded {
            pieces = (1...25).reversed().map { piece(-$0, 50 - 2 * $0, isAbove: false) }
        }
        pieces.append(piece(0, 50, isAbove: false))
        pieces += (1...10).map { piece($0 - 1, 50 + $0, isAbove: true) }
        return SlidingScale(
            payers: PayerSet(sources: [1], text: "residents"),
            floor: .byClass([Ratio(1, 10), Ratio(3, 10), Ratio(7, 10)]), pieces: pieces)
    }

    /// The programme and a plan in which residents and the city pay so much of what is no lift, and
    /// the residents the whole lift.
    private func scene(residents: Int64, city: Int64, isRounded: Bool)
        -> (programme: Programme, plan: Plan)
    {
        var builder = ProgrammeBuilder(projectNumbers: ["base"])
        for source in ["city", "residents", "district"] { builder.addSource(source) }
        builder.addProject("A", ["base": 300])
        let costs: [Int64] = [300, 150, 50]
        for (index, cost) in costs.enumerated() {
            builder.addWork("A\(index)", cost: 100 * cost, class: index)
        }
        builder.addWork("lift", cost: 60_00, class: 1, kind: "lift")
        var scale = Self.scale(isRounded: isRounded)
        scale.base = .column(builder.project("base"), minorUnitsPerOne: 100)
        builder.programme.rules = [
            FundingRule(
                id: "city", payers: PayerSet(sources: [0], text: "city"),
                works: .not(.membership(builder.work("kind"), ["lift"])), scope: .project,
                limits: [RuleLimit(.exactly, .slidingScale(scale))])
        ]
        var left = [city, residents, 500 - city - residents]
        var payments: [Payment] = []
        for (work, cost) in costs.enumerated() {
            var open = cost
            for source in 0..<3 {
                let amount = min(open, left[source])
                guard amount > 0 else { continue }
                (open, left[source]) = (open - amount, left[source] - amount)
                payments.append(
                    Payment(
                        work: work, source: source, period: 0,
                        amount: Money(minorUnits: 100 * amount)))
            }
        }
        payments.append(
            Payment(work: 3, source: 1, period: 0, amount: Money(minorUnits: 60_00)))
        let plan = Plan(
            starts: [0], fundedWorks: [true, true, true, true], payments: payments)
        return (builder.programme, plan)
    }

    @Test(arguments: examples, [false, true])
    func boundIsExactAtEachStep(_ example: Example, isRounded: Bool) throws {
        let expected = isRounded ? example.roundedBound : example.bound
        for city in (Int64(expected.floor) - 1)...(Int64(expected.ceiling) + 1) {
            let (programme, plan) = scene(
                residents: example.residents, city: city, isRounded: isRounded)
            let figure = try #require(
                try PlanFigures(of: plan, in: programme).ruleFigures(ofRule: 0).first)
            #expect(figure.bound == (try expected.multiplied(by: Ratio(100))))
            let distance = try Ratio(Int128(city)).subtracting(expected).magnitude
            let violations = PlanVerifier.violations(of: plan, in: programme)
            #expect(violations.isEmpty == (distance < .one))
        }
    }

    @Test func figuresSayHowTheBoundCameAbout() throws {
        let (programme, plan) = scene(residents: 122, city: 159, isRounded: false)
        var found: [SlidingFigure] = []
        try PlanFigures(of: plan, in: programme).forEachSlidingFigure(
            ofRule: 0, limit: 0, inProjects: 0..<1
        ) { found.append($0) }
        let figure = try #require(found.first)
        #expect(figure.cost == Money(minorUnits: 500_00))
        #expect(figure.paid == Money(minorUnits: 122_00))
        #expect(figure.floor == Ratio(110_00))
        #expect(figure.share == Ratio(244, 1000))
        #expect(figure.floorShare == Ratio(22, 100))
        #expect(figure.excess == Ratio(24, 1000))
        #expect(figure.value == Ratio(53, 100))
        #expect(figure.quantity == Ratio(300_00))
        #expect(figure.bound == Ratio(159_00))
    }

    /// Without a funded work that is measured, nothing may be paid: here only the lift is funded.
    @Test func nothingIsAllowedWhereNothingIsMeasured() throws {
        var (programme, _) = scene(residents: 110, city: 150, isRounded: false)
        for index in programme.classes.indices { programme.classes[index].isMandatory = false }
        func violations(city: Int64) -> [Violation] {
            programme.rules[0].works = .always
            guard case .slidingScale(var scale) = programme.rules[0].limits[0].bound else {
                return []
            }
            scale.works = .not(.membership(programme.reference(.work, named: "kind"), ["lift"]))
            programme.rules[0].limits[0].bound = .slidingScale(scale)
            let payments = [(0, city), (1, 60 - city)].filter { $0.1 > 0 }.map {
                Payment(
                    work: 3, source: $0.0, period: 0, amount: Money(minorUnits: 100 * $0.1))
            }
            let plan = Plan(
                starts: [0], fundedWorks: [false, false, false, true], payments: payments)
            return PlanVerifier.violations(of: plan, in: programme)
        }
        #expect(violations(city: 0).isEmpty)
        #expect(violations(city: 1).map(\.code) == ["verification-rule"])
    }

    /// A blank cell that the base needs is reported, not read as zero.
    @Test func blankBaseIsReported() throws {
        var (programme, plan) = scene(residents: 110, city: 150, isRounded: false)
        programme.projectData.columns[0].content = .numbers(
            decimals: 0, mantissas: [DataColumn.blank])
        plan.payments.removeLast()
        let codes = Set(PlanVerifier.violations(of: plan, in: programme).map(\.code))
        #expect(codes.contains("verification-blank"))
    }
}
