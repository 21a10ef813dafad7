import Funding
import TestSupport
import Testing
import Verification

@Suite struct PlanVerifierTests {
    @Test func soundPlanIsAccepted() {
        let sound = SoundPlan()
        #expect(PlanVerifier.violations(of: sound.plan, in: sound.programme) == [])
    }

    @Test(
        arguments: shapes + choosing + paying + costing + budgets + rules + choices + targets
            + figures + commitments)
    func changeBringsItsCodesAndNoOther(change: Change) {
        var scene = SoundPlan()
        change.apply(&scene)
        let violations = PlanVerifier.violations(of: scene.plan, in: scene.programme)
        #expect(Set(violations.map(\.code)) == change.codes, "\(violations)")
    }

    @Test func unorderedPaymentsAreRejected() {
        var plan = SoundPlan().plan
        plan.payments.swapAt(0, 1)
        let violations = PlanVerifier.violations(of: plan, in: SoundPlan().programme)
        #expect(violations.map(\.code) == ["verification-shape"])
    }

    @Test func manyViolationsOfACodeAreCounted() throws {
        var builder = ProgrammeBuilder()
        for project in 0..<1_203 {
            builder.addProject("P\(project)")
            builder.addWork("W", cost: 100)
        }
        let plan = Plan(
            starts: Array(repeating: 0, count: 1_203),
            fundedWorks: Array(repeating: true, count: 1_203), payments: [])
        let violations = PlanVerifier.violations(of: plan, in: builder.programme)
        #expect(violations.count == PlanVerifier.mostViolationsOfACode + 1)
        #expect(violations.last?.message == "203 more findings of this kind")
    }
}
