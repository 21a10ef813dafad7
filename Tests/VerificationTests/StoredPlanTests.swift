import Funding
import TestSupport
import Testing
import Verification

@Suite struct StoredPlanTests {
    /// A change of the totals stored beside the sound plan.
    struct Claim: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let code: String
        let apply: @Sendable (inout StoredPlan) -> Void
    }

    @Test(arguments: claims)
    func changedClaimIsRejected(claim: Claim) throws {
        var scene = SoundPlan()
        scene.programme.goals = [
            Goal(id: "works", .maximize, .works(where: .always), text: "works"),
            Goal(
                id: "city", .minimize,
                .payments(PayerSet(sources: [0], text: "city"), where: .always), text: "city"),
        ]
        var stored = try PlanFigures(of: scene.plan, in: scene.programme).storedPlan
        #expect(PlanVerifier.violations(of: stored, in: scene.programme).isEmpty)
        claim.apply(&stored)
        let violations = PlanVerifier.violations(of: stored, in: scene.programme)
        #expect(Set(violations.map(\.code)) == [claim.code])
    }

    @Test func everyWrongClaimIsReported() throws {
        let scene = SoundPlan()
        var stored = try PlanFigures(of: scene.plan, in: scene.programme).storedPlan
        stored.workCosts[0] = nil
        stored.workCosts[1] = .zero
        stored.workCosts[-1] = .yuan(1)
        stored.workCosts[2] = .yuan(1)
        stored.workCosts[7] = .yuan(1)
        stored.sourceUses[0].amount = .zero
        stored.sourceUses.append(.init(source: 9, period: 0, amount: .yuan(1)))
        stored.sourceUses.append(.init(source: 3, period: 1, amount: .yuan(1)))
        let codes = PlanVerifier.violations(of: stored, in: scene.programme).map(\.code)
        #expect(codes.count { $0 == "verification-stored-cost" } == 5)
        #expect(codes.count { $0 == "verification-stored-use" } == 3)
        #expect(codes.count == 8)
    }

    static let claims = [
        Claim("cost one fen higher", "verification-stored-cost") {
            $0.workCosts[0] = Money(minorUnits: 101_01)
        },
        Claim("cost missing", "verification-stored-cost") { $0.workCosts[0] = nil },
        Claim("cost of a work left out", "verification-stored-cost") {
            $0.workCosts[2] = .yuan(10)
        },
        Claim("cost of no work", "verification-stored-cost") { $0.workCosts[6] = .yuan(10) },
        Claim("cost of work -1", "verification-stored-cost") { $0.workCosts[-1] = .yuan(10) },
        Claim("use one fen lower", "verification-stored-use") {
            $0.sourceUses[0].amount = Money(minorUnits: 30_99)
        },
        Claim("use missing", "verification-stored-use") { $0.sourceUses.remove(at: 1) },
        Claim("use of nothing", "verification-stored-use") {
            $0.sourceUses.append(.init(source: 3, period: 2, amount: .zero))
        },
        Claim("use repeated", "verification-stored-use") {
            $0.sourceUses.insert($0.sourceUses[0], at: 0)
        },
        Claim("uses out of order", "verification-stored-use") { $0.sourceUses.swapAt(0, 1) },
        Claim("use of no source", "verification-stored-use") {
            $0.sourceUses.append(.init(source: 4, period: 0, amount: .yuan(1)))
        },
        Claim("use in no period", "verification-stored-use") {
            $0.sourceUses.append(.init(source: 3, period: 3, amount: .yuan(1)))
        },
        Claim("use before the first period", "verification-stored-use") {
            $0.sourceUses.insert(.init(source: 0, period: -1, amount: .yuan(1)), at: 0)
        },
        Claim("total one fen higher", "verification-stored-total") {
            $0.total = Money(minorUnits: 151_01)
        },
        Claim("goal one higher", "verification-stored-goal") { $0.goalValues[0] = Ratio(4) },
        Claim("goal a trace lower", "verification-stored-goal") {
            $0.goalValues[1] = Ratio(50_99_999_999, 1_000_000)
        },
        Claim("goal missing", "verification-stored-goal") { $0.goalValues.removeLast() },
        Claim("goal too many", "verification-stored-goal") { $0.goalValues.append(.zero) },
    ]

    /// 50 single changes of each of 200 random plans, 10,000 in all.
    @Test(arguments: UInt64(0)..<200)
    func anySingleChangeIsRejected(seed: UInt64) throws {
        let (programme, plan) = RandomProgramme.makeWithPlan(seed: seed)
        let verifier = PlanVerifier(programme)
        let stored = try verifier.figures(of: plan).storedPlan
        #expect(verifier.violations(of: stored).isEmpty)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            var changed = stored
            let change = changed.change(in: programme, using: &random)
            #expect(!verifier.violations(of: changed).isEmpty, "\(change)")
        }
    }

    /// Plans of random numbers, far outside of any programme, with array lengths to match.
    @Test(arguments: UInt64(0)..<200)
    func nonsenseIsRejectedWithoutATrap(seed: UInt64) throws {
        let (programme, plan) = RandomProgramme.makeWithPlan(seed: seed)
        let verifier = PlanVerifier(programme)
        var random = SeededGenerator(seed: seed)
        let amounts: [Int64] = [.min, .max, -1, 0, 1, 100, 9_000_000_000_000_000, .max / 2]
        for _ in 0..<50 {
            var nonsense = plan
            func position(_ count: Int) -> Int {
                let near = Int.random(in: -1...count, using: &random)
                return Int.random(in: 0..<20, using: &random) == 0 ? Int.max : near
            }
            let payments = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                Payment(
                    work: position(programme.works.count),
                    source: position(programme.sources.count),
                    period: position(programme.periodCount),
                    amount: Money(minorUnits: amounts.randomElement(using: &random) ?? 0))
            }
            nonsense.payments = payments + [payments.first ?? .nonsense]
            if Bool.random(using: &random) {
                nonsense.payments.sort {
                    ($0.work, $0.source, $0.period) < ($1.work, $1.source, $1.period)
                }
            }
            nonsense.starts = nonsense.starts.map { _ in
                Bool.random(using: &random) ? nil : position(programme.periodCount)
            }
            nonsense.fundedWorks.shuffle(using: &random)
            let uses = [StoredPlan.SourceUse(source: .max, period: .min, amount: .zero)]
            let claims = StoredPlan(
                plan: nonsense, workCosts: [.min: .zero, .max: .zero], sourceUses: uses,
                total: Money(minorUnits: .min), goalValues: [])
            #expect(!verifier.violations(of: claims).isEmpty)
        }
    }
}

extension StoredPlanTests.Claim {
    fileprivate init(
        _ name: String, _ code: String, apply: @escaping @Sendable (inout StoredPlan) -> Void
    ) {
        self.init(testDescription: name, code: code, apply: apply)
    }
}

extension Payment {
    fileprivate static let nonsense = Payment(work: -7, source: 0, period: 0, amount: .zero)
}

extension StoredPlan {
    /// Changes one thing at random and says what.
    fileprivate mutating func change(
        in programme: Programme, using random: inout SeededGenerator
    ) -> String {
        let unit = programme.settlementUnit
        let payment = plan.payments.indices.randomElement(using: &random)
        let project = Int.random(in: 0..<programme.projects.count, using: &random)
        let work = Int.random(in: 0..<programme.works.count, using: &random)
        let kind = Int.random(in: 0..<10, using: &random)
        switch (kind, payment) {
        case (0, let index?):
            plan.payments[index].amount += unit
            return "payment \(index) one unit up"
        case (1, let index?):
            plan.payments[index].amount -= unit
            return "payment \(index) one unit down"
        case (2, let index?):
            let shift = Int.random(in: 1..<programme.sources.count, using: &random)
            plan.payments[index].source += shift
            plan.payments[index].source %= programme.sources.count
            plan = Plan(
                starts: plan.starts, fundedWorks: plan.fundedWorks, payments: plan.payments)
            return "payment \(index) of another source"
        case (3, let index?):
            plan.payments.remove(at: index)
            return "payment \(index) dropped"
        case (4, let index?):
            plan.payments.insert(plan.payments[index], at: index)
            return "payment \(index) repeated"
        case (5, _):
            plan.fundedWorks[work].toggle()
            return "work \(work) flipped"
        case (6, _):
            plan.starts[project] = plan.starts[project] == nil ? 0 : nil
            return "project \(project) flipped"
        case (7, _):
            total = Bool.random(using: &random) ? total + unit : total - unit
            return "total"
        case (8, _):
            let goal = Int.random(in: 0..<goalValues.count, using: &random)
            goalValues[goal] = (try? goalValues[goal].adding(Ratio(1, 7))) ?? .zero
            return "goal \(goal)"
        default:
            guard let index = sourceUses.indices.randomElement(using: &random) else {
                total += unit
                return "total"
            }
            sourceUses[index].amount += unit
            return "use \(index)"
        }
    }
}
