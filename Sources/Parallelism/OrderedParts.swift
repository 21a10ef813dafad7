internal import Dispatch

/// Makes the parts of a large result on all processors and hands them over in order.
///
/// What comes out is the same whatever the number of processors and whoever was first: a part
/// depends on its position only, and the parts are taken one after the other.
public enum OrderedParts {
    /// How many parts each processor may be ahead of the one that is taken next.
    private static let lead = 4

    /// Makes parts and hands them over in order, on the calling thread.
    ///
    /// The calling thread makes parts too while the next one is not ready, so that nothing waits for
    /// a thread that never comes: calls may nest.
    ///
    /// - Parameters:
    ///   - count: The number of parts, ≥ 0.
    ///   - processors: How many threads make parts, ≥ 1; all processors where nothing is said.
    ///   - make: Makes the part at a position from 0, on any thread.
    ///   - body: Takes a part; after the first failure no further part is taken.
    /// - Throws: What the body throws first, when no thread makes a part any more.
    /// - Complexity: O(*n*) for *n* parts; memory for a few parts a processor.
    public static func forEach<Part: Sendable, Failure: Error>(
        count: Int, processors: Int = Processors.count,
        make: @escaping @Sendable (Int) -> Part, _ body: (Part) throws(Failure) -> Void
    ) throws(Failure) {
        precondition(count >= 0 && processors >= 1, "parts and processors are counted from zero")
        let helpers = min(processors, count) - 1
        guard helpers > 0 else {
            for position in 0..<count { try body(make(position)) }
            return
        }
        let queue = PartQueue<Part>(count: count, lead: lead * processors)
        for _ in 0..<helpers {
            DispatchQueue.global().async {
                while let position = queue.claimWaiting() {
                    queue.put(make(position), at: position)
                }
            }
        }
        defer { queue.stop() }
        for _ in 0..<count { try body(queue.next(make)) }
    }

    /// Makes parts and collects them in order.
    ///
    /// - Parameters:
    ///   - count: The number of parts, ≥ 0.
    ///   - processors: How many threads make parts, ≥ 1; all processors where nothing is said.
    ///   - make: Makes the part at a position from 0, on any thread.
    /// - Returns: The parts in order of their positions.
    /// - Complexity: O(*n*) for *n* parts.
    public static func all<Part: Sendable>(
        count: Int, processors: Int = Processors.count, make: @escaping @Sendable (Int) -> Part
    ) -> [Part] {
        var parts: [Part] = []
        parts.reserveCapacity(count)
        forEach(count: count, processors: processors, make: make) { parts.append($0) }
        return parts
    }
}

extension Range<Int> {
    /// How many parts of a length cover the range.
    ///
    /// - Precondition: The length is above zero.
    public func partCount(ofLength length: Int) -> Int { (count + length - 1) / length }

    /// One of the parts of a length that cover the range; the last may be shorter.
    ///
    /// - Precondition: The length is above zero, and the position below ``partCount(ofLength:)``.
    public func part(_ position: Int, ofLength length: Int) -> Range<Int> {
        let start = lowerBound + position * length
        return start..<Swift.min(start + length, upperBound)
    }
}
