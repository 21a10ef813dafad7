import Synchronization
import Testing

@testable import Parallelism

@Suite struct OrderedPartsTests {
    private struct Full: Error, Equatable {
        var part: Int
    }

    @Test(arguments: [0, 1, 2, 3, 64, 1_000], [1, 2, 3, 16])
    func partsComeInOrder(_ count: Int, _ processors: Int) {
        let parts = OrderedParts.all(count: count, processors: processors) { position in
            // Early parts take longest, so that late ones are ready first.
            (0..<(1_000 - position)).reduce(position) { sum, step in sum &+ step &- step }
        }
        #expect(parts == Array(0..<count))
    }

    @Test(arguments: [1, 2, 8])
    func eachPartIsMadeOnce(_ processors: Int) {
        let made = Mutex([Int](repeating: 0, count: 500))
        OrderedParts.forEach(
            count: 500, processors: processors,
            make: { position in made.withLock { $0[position] += 1 } }, { _ in })
        #expect(made.withLock { $0.allSatisfy { $0 == 1 } })
    }

    @Test(arguments: [1, 2, 8])
    func theFirstFailureEndsIt(_ processors: Int) {
        let made = Mutex(0)
        var taken: [Int] = []
        #expect(throws: Full(part: 10)) {
            try OrderedParts.forEach(
                count: 100_000, processors: processors,
                make: { position in
                    made.withLock { $0 += 1 }
                    return position
                },
                { (part) throws(Full) in
                    if part == 10 { throw Full(part: part) }
                    taken.append(part)
                })
        }
        #expect(taken == Array(0..<10))
        #expect(made.withLock { $0 } < 1_000)
    }

    /// A slow taker holds only a few parts for each processor.
    @Test func fewPartsLieReady() {
        let ahead = Mutex((made: 0, taken: 0, most: 0))
        OrderedParts.forEach(
            count: 2_000, processors: 4,
            make: { _ in
                ahead.withLock {
                    $0.made += 1
                    $0.most = max($0.most, $0.made - $0.taken)
                }
            }, { _ in ahead.withLock { $0.taken += 1 } })
        #expect(ahead.withLock { $0.most } <= 17)
    }

    @Test func callsMayNest() {
        let sums = OrderedParts.all(count: 40, processors: 8) { outer in
            OrderedParts.all(count: 40, processors: 8) { outer * $0 }.reduce(0, +)
        }
        #expect(sums == (0..<40).map { $0 * 780 })
    }

    @Test(arguments: [1, 2, 7, 100])
    func rangesFallIntoParts(_ length: Int) {
        let range = 3..<24
        let parts = (0..<range.partCount(ofLength: length)).map {
            range.part($0, ofLength: length)
        }
        #expect(parts.flatMap { Array($0) } == Array(range))
        #expect(parts.allSatisfy { !$0.isEmpty && $0.count <= length })
    }
}
