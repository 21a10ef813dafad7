import Funding
import TestSupport
import Testing

@Suite struct PlanTests {
    @Test func paymentsArePutInOrder() {
        let payments = [
            payment(1, 0, 0), payment(0, 1, 1), payment(0, 1, 0), payment(0, 0, 1),
        ]
        let plan = Plan(starts: [0], fundedWorks: [true, true], payments: payments)
        #expect(
            plan.payments == [
                payment(0, 0, 1), payment(0, 1, 0), payment(0, 1, 1), payment(1, 0, 0),
            ])
        #expect(
            plan
                == Plan(starts: [0], fundedWorks: [true, true], payments: payments.reversed()))
    }

    @Test func nothingFundsNothing() {
        let programme = RandomProgramme.make(seed: 1)
        let plan = Plan.nothing(in: programme)
        #expect(plan.starts == programme.projects.map { _ in nil })
        #expect(plan.fundedWorks == programme.works.map { _ in false })
        #expect(plan.payments.isEmpty)
    }

    private func payment(_ work: Int, _ source: Int, _ period: Int) -> Payment {
        Payment(work: work, source: source, period: period, amount: Money(minorUnits: 100))
    }
}
