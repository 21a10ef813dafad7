import Funding
import Testing

@Suite struct SlidingScaleTests {
    private static let residents = PayerSet(sources: [0], text: "residents")

    /// 50 % below and at the floor, 51 % above it, 53 % from two points, 60 % above two points.
    private static let scale = SlidingScale(
        payers: residents,
        pieces: [
            piece(-1, 1, 50), piece(0, 1, 51, isAbove: true), piece(2, 100, 53),
            piece(2, 100, 60, isAbove: true),
        ])

    private static func piece(
        _ above: Int128, _ below: Int128, _ percent: Int128, isAbove: Bool = false
    ) -> SlidingScale.Piece {
        SlidingScale.Piece(
            from: Ratio(above, below), isAbove: isAbove, value: Ratio(percent, 100))
    }

    @Test(arguments: [
        (Ratio(-2), 0), (Ratio(-1), 0), (.zero, 0), (Ratio(1, 1_000_000), 1),
        (Ratio(1_999_999, 100_000_000), 1), (Ratio(2, 100), 2),
        (Ratio(2_000_001, 100_000_000), 3), (.one, 3),
    ])
    func lastPieceThatTheExcessReachesCounts(_ excess: Ratio, piece: Int) {
        #expect(Self.scale.piece(at: excess) == piece)
    }

    @Test func slopesAreProportionalOnlyToTheMeasuredCost() {
        var scale = Self.scale
        #expect(scale.isProportional)
        scale.works = .always
        #expect(!scale.isProportional)
        scale.works = nil
        scale.base = .amount
        #expect(!scale.isProportional)
    }

    @Test func scaleOfTheWholeProgrammeIsRefused() async {
        await #expect(processExitsWith: .failure) {
            _ = FundingRule(
                id: "r", payers: SlidingScaleTests.residents, scope: .programme,
                limits: [RuleLimit(.exactly, .slidingScale(SlidingScaleTests.scale))])
        }
    }
}
