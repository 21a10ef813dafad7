import Funding
import Testing

@testable import CostSharing

@Suite struct ConsentRuleTests {
    /// 12 equal flats: 8 of 12 is exactly two thirds, 6 of 8 exactly three quarters.
    @Test(arguments: [
        (8, 6, true, true), (7, 6, false, true), (8, 5, true, false), (12, 9, true, true),
        (0, 0, false, false),
    ])
    func thresholdsThemselvesAreEnough(
        voting: Int, approving: Int, participates: Bool, approves: Bool
    ) {
        let result = ConsentRule().result(of: flats(12, voting: voting, approving: approving))
        #expect(result.hasParticipation == participates && result.hasApproval == approves)
        #expect(result.isPassed == (participates && approves))
    }

    /// The use of maintenance money needs more than half of those who vote.
    @Test(arguments: [(4, false), (5, true)])
    func strictThresholdNeedsMore(approving: Int, isPassed: Bool) {
        let rule = ConsentRule(approval: ConsentRule.Threshold(Ratio(1, 2), isStrict: true))
        #expect(rule.result(of: flats(8, voting: 8, approving: approving)).isPassed == isPassed)
    }

    /// Most of the persons in favour do not make up for the area of those against.
    @Test func areaAndPersonsBothCount() {
        let large = Flat(id: "a", floor: 1, area: Ratio(300), vote: .no)
        let small = flats(10, voting: 10, approving: 10)
        let result = ConsentRule().result(of: [large] + small)
        #expect(result.approvalByPersons == Ratio(10, 11) && result.approvalByArea < Ratio(3, 4))
        #expect(!result.isPassed)
    }

    private func flats(_ count: Int, voting: Int, approving: Int) -> [Flat] {
        (0..<count).map { position in
            Flat(
                id: "\(position)", floor: 1, area: Ratio(50),
                vote: position < approving ? .yes : position < voting ? .no : .absent)
        }
    }
}
