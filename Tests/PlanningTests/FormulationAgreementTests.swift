import Funding
import GLPKSolver
import Optimization
import TestSupport
import Testing
import Verification

@testable import Planning

/// Formulation and verifier, written from the same definition and without each other's code, must
/// allow the same plans.
@Suite struct FormulationAgreementTests {
    @Test(arguments: RuleExamples.all, RuleLimit.Sense.allCases)
    func planOfAnExampleIsAllowedWhereItsRuleHolds(_ example: RuleExample, sense: RuleLimit.Sense)
        throws
    {
        let programme = example.with(sense)
        let holds = example.holds(sense)
        #expect(try isAllowed(example.plan, in: programme) == holds)
        #expect(PlanVerifier.violations(of: example.plan, in: programme).isEmpty == holds)
    }

    @Test(arguments: 0..<200) func plansAreAllowedThatTheVerifierPasses(seed: Int) throws {
        let (programme, plan) = RandomProgramme.makeWithPlan(seed: UInt64(seed))
        #expect(try isAllowed(plan, in: programme))
        #expect(PlanVerifier.violations(of: plan, in: programme).isEmpty)
        let verifier = PlanVerifier(programme)
        for changed in shifted(plan, in: programme, seed: seed) {
            let isSound = verifier.violations(of: changed).isEmpty
            #expect(try isAllowed(changed, in: programme) == isSound)
        }
    }

    /// The plan with a settlement unit of some payments moved to another source.
    private func shifted(_ plan: Plan, in programme: Programme, seed: Int) -> [Plan] {
        var random = SeededGenerator(seed: UInt64(seed))
        let unit = programme.settlementUnit
        return (0..<8).compactMap { _ -> Plan? in
            guard let payment = plan.payments.randomElement(using: &random) else { return nil }
            let others = programme.sources.indices.filter {
                $0 != payment.source
                    && programme.sources[$0].pays.holds(forWork: payment.work, in: programme)
            }
            guard let other = others.randomElement(using: &random) else { return nil }
            var amounts: [Payment: Money] = [:]
            func key(_ payment: Payment, source: Int) -> Payment {
                Payment(
                    work: payment.work, source: source, period: payment.period, amount: .zero)
            }
            for payment in plan.payments {
                amounts[key(payment, source: payment.source)] = payment.amount
            }
            amounts[key(payment, source: payment.source), default: .zero] -= unit
            amounts[key(payment, source: other), default: .zero] += unit
            let payments = amounts.filter { $0.value > .zero }.map { key, amount in
                Payment(work: key.work, source: key.source, period: key.period, amount: amount)
            }
            return Plan(starts: plan.starts, fundedWorks: plan.fundedWorks, payments: payments)
        }
    }

    /// Whether the formulation has a point with the decisions and payments of a plan.
    private func isAllowed(_ plan: Plan, in programme: Programme) throws -> Bool {
        let formulation = try Formulation.formulate(programme)
        guard formulation.contradiction == nil else { return false }
        var program = formulation.relaxation(decidedAs: plan)
        for slot in formulation.payments {
            let amount = plan.payments.first {
                ($0.work, $0.source, $0.period) == (slot.work, slot.source, slot.period)
            }?.amount
            let units = (amount ?? .zero).minorUnits / programme.settlementUnit.minorUnits
            program[slot.variable].bounds = .exactly(Double(units))
        }
        let result = try GLPKLinearSolver().solve(program, options: SolveOptions())
        #expect(result.status == .optimal || result.status == .infeasible)
        return result.status == .optimal
    }
}
