internal import Dispatch
internal import Synchronization

/// The parts that are claimed, ready and taken, seen by the threads that make them and the one that
/// takes them.
final class PartQueue<Part: Sendable>: Sendable {
    private struct State {
        /// The first part that nobody makes yet.
        var unclaimed = 0
        /// The number of parts that are made.
        var made = 0
        /// The number of parts taken.
        var taken = 0
        /// The parts that are made and not taken, by position.
        var ready: [Int: Part] = [:]
        /// The threads that wait for a part to make.
        var waiting = 0
        var isStopped = false
    }

    /// What the taking thread does next.
    private enum Step {
        case take(Part)
        case make(Int)
        case wait
    }

    private let count: Int
    private let lead: Int
    private let state = Mutex(State())
    private let isRoom = DispatchSemaphore(value: 0)
    private let isMade = DispatchSemaphore(value: 0)

    /// Creates a queue of so many parts, of which so many may be claimed and not taken.
    init(count: Int, lead: Int) { (self.count, self.lead) = (count, lead) }

    /// Claims the next part to make, waiting while too many lie ready; `nil` when none is left.
    func claimWaiting() -> Int? {
        while true {
            let (position, isOver) = state.withLock { state -> (Int?, Bool) in
                if state.isStopped || state.unclaimed == count { return (nil, true) }
                if let position = claim(&state) { return (position, false) }
                state.waiting += 1
                return (nil, false)
            }
            if isOver || position != nil { return position }
            isRoom.wait()
        }
    }

    /// Lays a part ready.
    func put(_ part: Part, at position: Int) {
        state.withLock { state in
            state.ready[position] = part
            state.made += 1
        }
        isMade.signal()
    }

    /// Takes the next part, making others while it is not ready.
    func next(_ make: (Int) -> Part) -> Part {
        while true {
            let step = state.withLock { state -> Step in
                if let part = state.ready.removeValue(forKey: state.taken) {
                    state.taken += 1
                    wake(&state)
                    return .take(part)
                }
                return claim(&state).map { .make($0) } ?? .wait
            }
            switch step {
            case .take(let part): return part
            case .make(let position): put(make(position), at: position)
            // Parts that were taken without waiting have left their signals: this may wake early.
            case .wait: isMade.wait()
            }
        }
    }

    /// Lets no further part be claimed, and waits for those that are being made.
    ///
    /// Threads that have not begun by now are not waited for: they find nothing to do.
    func stop() {
        state.withLock { state in
            state.isStopped = true
            while state.waiting > 0 { wake(&state) }
        }
        while state.withLock({ $0.made < $0.unclaimed }) { isMade.wait() }
    }

    private func claim(_ state: inout State) -> Int? {
        guard state.unclaimed < min(count, state.taken + lead) else { return nil }
        state.unclaimed += 1
        return state.unclaimed - 1
    }

    private func wake(_ state: inout State) {
        guard state.waiting > 0 else { return }
        state.waiting -= 1
        isRoom.signal()
    }
}
