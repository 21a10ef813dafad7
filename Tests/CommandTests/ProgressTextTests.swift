import Foundation
import Funding
import Planning
import TestSupport
import Testing

@testable import fundmix

@Suite struct ProgressTextTests {
    @Test(arguments: [
        (RunPhase.read, "reading, 3 s"), (.formulate, "formulating, 3 s"), (.solve, "solving, 3 s"),
        (.settle, "settling, 3 s"), (.verify, "verifying, 3 s"), (.report, "reporting, 3 s"),
    ])
    func phaseIsNamedUntilAGoalIsUnderWay(phase: RunPhase, text: String) {
        #expect(ProgressTextTests.text(phase, nil) == text)
    }

    @Test(arguments: [
        (nil, Double.infinity, "no plan yet, no bound yet"),
        (nil, 34_130.4, "no plan yet, bound 34,130.4"),
        (34_112, .infinity, "no bound yet"), (34_112, 34_130, "gap 0.053 %"),
        (34_130, 34_130, "gap 0 %"), (0, 0, "gap 0 %"), (0, 34_130, "gap 100 %, bound 34,130"),
    ])
    func gapOfThePlanOrElseTheBoundIsShown(value: Double?, bound: Double, state: String) {
        #expect(
            ProgressTextTests.text(.solve, .progress(value, bound, .passes(12)))
                == "goal 1 of 2: \(state), 12 passes, 3 s (maximize: households)")
    }

    /// 8,000,000,000 fen are 8,000 万元.
    @Test func boundOnMoneyIsShownInTheUnitOfTheScenario() {
        var progress = PlanningProgress.progress(nil, 8e9, .nodes(340))
        progress.goal = 1
        #expect(
            ProgressTextTests.text(.solve, progress)
                == "goal 2 of 2: no plan yet, bound 8,000 万元, 340 nodes, 3 s (minimize: local)")
    }

    @Test(arguments: [
        (PlanningProgress.Work.nodes(0), "0 nodes"), (.nodes(1), "1 node"), (.passes(1), "1 pass"),
        (.passes(2), "2 passes"),
    ])
    func workIsCountedInTheStepsOfTheMethod(work: PlanningProgress.Work, text: String) {
        #expect(
            ProgressTextTests.text(.solve, .progress(1, 1, work)).contains(", \(text), 3 s ("))
    }

    @Test func goalStaysWhilePaymentsAreMadeWholeAndNotLater() {
        let progress = PlanningProgress.progress(1, 1, .passes(7))
        #expect(
            ProgressTextTests.text(.settle, progress)
                == "goal 1 of 2: gap 0 %, 7 passes, settling, 3 s (maximize: households)")
        #expect(ProgressTextTests.text(.verify, progress) == "verifying, 3 s")
    }

    @Test func wishToStopIsShown() {
        #expect(
            ProgressTextTests.text(.formulate, nil, isStopping: true)
                == "stopping with the best plan so far; formulating, 3 s")
    }

    @Test func controlCharactersOfAGoalAreShownAndNotObeyed() {
        var programme = ProgressTextTests.programme
        programme.goals[0].text = "maximize: \u{1B}[2Jhouseholds"
        let text = ProgressText(
            phase: .solve, progress: .progress(1, 1, .nodes(1)), programme: programme,
            elapsed: .seconds(3), isStopping: false
        ).text
        #expect(text.hasSuffix("(maximize: \\u{001B}[2Jhouseholds)"))
    }

    private static func text(
        _ phase: RunPhase, _ progress: PlanningProgress?, isStopping: Bool = false
    ) -> String {
        ProgressText(
            phase: phase, progress: progress, programme: programme,
            elapsed: .milliseconds(3_900), isStopping: isStopping
        ).text
    }

    private static let programme: Programme = {
        var builder = ProgrammeBuilder(unit: 1, projectNumbers: ["households"])
        builder.addSource("city", .local, budget: .open, pays: .always)
        builder.programme.moneyUnit = .wanYuan
        builder.programme.goals = [
            Goal(
                id: "most", .maximize, .columnSum(builder.project("households"), where: .always),
                text: "maximize: households"),
            Goal(
                id: "least", .minimize,
                .payments(PayerSet(sources: [0], text: "local"), where: .always),
                text: "minimize: local"),
        ]
        return builder.programme
    }()
}

extension PlanningProgress {
    /// A state of the first goal.
    fileprivate static func progress(_ value: Double?, _ bound: Double, _ work: Work) -> Self {
        PlanningProgress(goal: 0, value: value, bound: bound, work: work)
    }
}
