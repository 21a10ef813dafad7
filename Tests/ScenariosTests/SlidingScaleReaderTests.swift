import Diagnostics
import Funding
import TestSupport
import Testing

@testable import Scenarios

@Suite struct SlidingScaleReaderTests {
    private func scale(_ bound: String) throws -> SlidingScale {
        var sample = try SampleScenario()
        sample.replace("at-least: 15% of central", with: "at-least: \(bound)")
        let rule = try sample.read().programme.rules[2]
        guard case .slidingScale(let scale) = rule.limits[0].bound else {
            throw DiagnosticsError([])
        }
        return scale
    }

    @Test func stepsOfAShareAreRead() throws {
        let scale = try scale(
            "{by: {payers: residents, works: {class: basic}}, steps: {0%: 40%, 22%: 50%, 25%: 53%}}"
        )
        #expect(scale.payers == PayerSet(sources: [4], text: "residents"))
        #expect(
            scale.works
                == .membership(ColumnReference(.work, index: 2, name: "class"), ["basic"]))
        #expect(scale.floor == .byClass([]))
        #expect(scale.base == .cost)
        #expect(scale.pieces.map(\.from) == [.zero, Ratio(22, 100), Ratio(1, 4)])
        #expect(scale.pieces.map(\.value) == [Ratio(2, 5), Ratio(1, 2), Ratio(53, 100)])
    }

    @Test func stepsMayBeAmountsAndRates() throws {
        let amounts = try scale("{by: {payers: resident}, steps: {0%: 0, 10%: 20万元}}")
        #expect(amounts.base == .amount)
        #expect(amounts.pieces.map(\.value) == [.zero, Ratio(20_000_000)])
        let rates = try scale("{by: {payers: resident}, steps: {0%: 1元, 10%: 2元}, per: m2}")
        let area = ColumnReference(.project, index: 3, name: "area_m2")
        #expect(rates.base == .rate(per: area))
        #expect(rates.pieces.map(\.value) == [Ratio(100), Ratio(200)])
    }

    @Test func pointsAboveAndBelowAFloorAreRead() throws {
        let scale = try scale(
            "{share: 50%, of: {column: area_m2}, by: {payers: residents, less: {basic: 10%, "
                + "completion: 30%}}, above: {adds: 1%, rounded: up, at-most: 2%}, "
                + "below: {takes: 2%}}")
        let area = ColumnReference(.project, index: 3, name: "area_m2")
        // The scenario's bare amounts are 万元: a million fen each.
        #expect(scale.base == .column(area, minorUnitsPerOne: 1_000_000))
        #expect(scale.floor == .byClass([Ratio(1, 10), Ratio(3, 10)]))
        #expect(
            scale.pieces == [
                // 50 % less twice the excess is used up at −25 points.
                SlidingScale.Piece(from: Ratio(-3, 10), value: .zero),
                SlidingScale.Piece(from: Ratio(-1, 4), value: Ratio(1, 2), slope: Ratio(2)),
                SlidingScale.Piece(from: .zero, value: Ratio(1, 2)),
                SlidingScale.Piece(from: .zero, isAbove: true, value: Ratio(51, 100)),
                SlidingScale.Piece(from: Ratio(1, 100), isAbove: true, value: Ratio(52, 100)),
            ])
    }

    @Test func floorMayBeOneShareOrAColumn() throws {
        let one = try scale("{share: 50%, by: {payers: residents, less: 20%}}")
        #expect(one.floor == .byClass([Ratio(1, 5), Ratio(1, 5)]))
        #expect(one.pieces == [SlidingScale.Piece(from: Ratio(-1, 5), value: Ratio(1, 2))])
        let column = try scale("{share: 50%, by: {payers: residents, less: {column: consent}}}")
        #expect(column.floor == .column(ColumnReference(.project, index: 4, name: "consent")))
    }

    /// Points as the rule says them: part by part, not piece by piece.
    private func expected(_ points: ScalePoints, at excess: Ratio) throws -> Ratio {
        guard excess != .zero, let side = excess > .zero ? points.rise : points.fall else {
            return points.share
        }
        let parts = try excess.magnitude.divided(by: side.each)
        let counted: Ratio =
            switch side.rounding {
            case .none: parts
            case .up: Ratio(parts.ceiling)
            case .down: Ratio(parts.floor)
            }
        let move = try side.move.multiplied(by: counted)
        let moved = min(move, side.limit ?? move)
        return excess > .zero
            ? try points.share.adding(moved) : max(.zero, try points.share.subtracting(moved))
    }

    @Test(arguments: 0..<100) func piecesSayWhatPointsSay(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        func number(_ range: ClosedRange<Int128>, _ below: Int128) -> Ratio {
            Ratio(Int128.random(in: range, using: &random), below)
        }
        func side() -> ScalePoints.Side? {
            guard Int.random(in: 0..<5, using: &random) > 0 else { return nil }
            var side = ScalePoints.Side(each: number(2...9, 100), move: number(1...8, 100))
            if Bool.random(using: &random) { side.limit = number(1...30, 100) }
            let kinds: [ScalePoints.Rounding] = [.none, .up, .down]
            side.rounding = kinds.randomElement(using: &random) ?? .none
            return side
        }
        var points = ScalePoints(
            share: number(0...60, 100), below: number(0...70, 100), above: number(30...100, 100))
        (points.rise, points.fall) = (side(), side())
        let scale = SlidingScale(
            payers: PayerSet(sources: [0], text: ""), pieces: try points.pieces())
        var places = scale.pieces.map(\.from) + [points.below.negated, points.above, .zero]
        for place in places {
            for distance in [-1, 1] {
                places.append(try place.adding(Ratio(Int128(distance), 1_000_000)))
            }
        }
        for _ in 0..<20 { places.append(number(-1_000...1_000, 1_000)) }
        for excess in places where excess >= points.below.negated && excess <= points.above {
            let piece = scale.pieces[scale.piece(at: excess)]
            let value = try piece.value.adding(piece.slope.multiplied(by: excess))
            #expect(value == (try expected(points, at: excess)), "at \(excess)")
        }
        let starts = scale.pieces.map { ($0.from, $0.isAbove ? 1 : 0) }
        #expect(zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func moreThanTheLargestNumberOfPiecesIsRefused() throws {
        var points = ScalePoints(share: .one, below: .zero, above: .one)
        points.rise = ScalePoints.Side(each: Ratio(1, 100), move: Ratio(1, 100))
        #expect(try points.pieces().count == 1)
        points.rise?.rounding = .up
        #expect(throws: ScalePoints.Fault.tooMany) { try points.pieces() }
    }
}
