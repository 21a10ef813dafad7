import Funding
import Testing

@Suite struct RuleTests {
    private static let column = ColumnReference(.project, index: 0, name: "floors")

    @Test(arguments: [
        StepCase(Ratio(5, 2), nil), StepCase(Ratio(3), 10), StepCase(Ratio(599, 100), 10),
        StepCase(Ratio(6), 20), StepCase(Ratio(1_000), 20),
    ])
    func lastStepNotAboveTheNumberCounts(_ example: StepCase) {
        let table = StepTable(
            by: Self.column,
            steps: [
                StepTable.Step(from: Ratio(3), value: .minorUnits(Ratio(10))),
                StepTable.Step(from: Ratio(6), value: .minorUnits(Ratio(20))),
            ])
        let amount = example.amount.map { StepTable.Value.minorUnits(Ratio($0)) }
        #expect(table.value(at: example.number) == amount)
    }

    @Test func payersAreAscendingAndDistinct() {
        #expect(PayerSet(sources: [3, 1, 3, 0], text: "").sources == [0, 1, 3])
        #expect(PayerSet(sources: [], text: "").sources.isEmpty)
    }

    @Test(arguments: [
        HeldCase(.maximize, Ratio(100), held: Ratio(90)),
        HeldCase(.minimize, Ratio(100), held: Ratio(110)),
        // What is worse than a negative value lies on the same side.
        HeldCase(.maximize, Ratio(-100), held: Ratio(-110)),
        HeldCase(.minimize, Ratio(-100), held: Ratio(-90)),
        HeldCase(.maximize, .zero, held: .zero),
        HeldCase(.minimize, Ratio(1, 3), held: Ratio(11, 30)),
    ])
    func heldValueIsWorseByTheShare(_ example: HeldCase) throws {
        let goal = Goal(
            id: "g", example.sense, .projects(where: .always), within: Ratio(1, 10), text: "")
        #expect(try goal.heldValue(of: example.achieved) == example.held)
    }

    @Test func heldValueBeyond128BitsIsThrown() {
        let goal = Goal(
            id: "g", .minimize, .projects(where: .always), within: Ratio(2), text: "")
        #expect(throws: ArithmeticOverflow()) { try goal.heldValue(of: Ratio(.max)) }
    }

    @Test func onlyPaymentsAndBurdensAreMoney() {
        let payers = PayerSet(sources: [0], text: "")
        #expect(Measure.payments(payers, where: .always).isMoney)
        #expect(Measure.largestBurden(payers, per: Self.column, where: .always).isMoney)
        #expect(!Measure.projects(where: .always).isMoney)
        #expect(!Measure.works(where: .always).isMoney)
        #expect(!Measure.columnSum(Self.column, where: .always).isMoney)
    }
}

/// A number and the amount of its step.
struct StepCase: Sendable {
    var number: Ratio
    var amount: Int128?

    init(_ number: Ratio, _ amount: Int128?) { (self.number, self.amount) = (number, amount) }
}

/// An achieved value and what later goals may leave of it with a tenth of slack.
struct HeldCase: Sendable {
    var sense: Goal.Sense
    var achieved: Ratio
    var held: Ratio

    init(_ sense: Goal.Sense, _ achieved: Ratio, held: Ratio) {
        (self.sense, self.achieved, self.held) = (sense, achieved, held)
    }
}
