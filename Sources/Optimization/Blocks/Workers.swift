import Dispatch
import Synchronization

/// A fixed number of threads that share out pieces of work.
///
/// Which thread takes which piece depends on the clock, so pieces must not look at each other, and
/// whoever gathers the answers does so in the order of the pieces.
public struct Workers: Sendable {
    /// The number of threads, at least 1.
    public let count: Int

    /// Creates workers.
    ///
    /// - Parameter count: The number of threads, at least 1.
    public init(count: Int) { self.count = max(1, count) }

    /// Runs every piece once.
    ///
    /// - Parameters:
    ///   - pieces: The number of pieces.
    ///   - body: Does a piece; gets the worker, from 0 to ``count`` − 1, and the piece.
    public func run(_ pieces: Int, _ body: @Sendable (_ worker: Int, _ piece: Int) -> Void) {
        guard count > 1, pieces > 1 else {
            for piece in 0..<pieces { body(0, piece) }
            return
        }
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: min(count, pieces)) { worker in
            while true {
                let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard piece < pieces else { return }
                body(worker, piece)
            }
        }
    }

    /// Makes an answer for every piece.
    ///
    /// - Parameters:
    ///   - pieces: The number of pieces.
    ///   - body: Makes the answer of a piece; gets the worker and the piece.
    /// - Returns: The answers in the order of the pieces.
    public func map<Answer: Sendable>(
        _ pieces: Int, _ body: @Sendable (_ worker: Int, _ piece: Int) -> Answer
    ) -> [Answer] {
        let places = AnswerPlaces<Answer>(count: pieces)
        run(pieces) { worker, piece in places.put(body(worker, piece), at: piece) }
        return places.take()
    }
}

/// Places that threads fill, each its own.
@safe
private final class AnswerPlaces<Answer>: @unchecked Sendable {
    private let base: UnsafeMutablePointer<Answer>
    private let count: Int

    init(count: Int) {
        unsafe base = .allocate(capacity: max(1, count))
        self.count = count
    }

    deinit { unsafe base.deallocate() }

    func put(_ answer: Answer, at place: Int) {
        unsafe (base + place).initialize(to: answer)
    }

    /// Moves all answers out; every place has been filled once.
    func take() -> [Answer] {
        let answers = unsafe Array(UnsafeBufferPointer(start: base, count: count))
        unsafe base.deinitialize(count: count)
        return answers
    }
}
