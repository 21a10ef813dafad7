import Dispatch
import Foundation
import GLPKGuard
import Optimization
import TestSupport
import Testing

@testable import GLPKSolver

@Suite(.timeLimit(.minutes(1))) struct ConcurrentSessionTests {
    /// What a session answers while a program changes, in an iteration of its own.
    private func answers(seed: UInt64) -> [SolveResult] {
        var generator = SeededGenerator(seed: seed)
        var program = RandomPrograms.money(using: &generator)
        guard let session = try? GLPKLinearSolver().makeSession(program) else { return [] }
        var results: [SolveResult] = []
        for round in 0..<20 {
            let change = RandomPrograms.change(of: program, using: &generator)
            change.make(in: &program)
            let options = SolveOptions(method: round.isMultiple(of: 2) ? .primal : .dual)
            guard (try? change.make(in: session)) != nil,
                let result = try? session.solve(options: options)
            else { return results }
            results.append(result)
        }
        return results
    }

    @Test func concurrentIterationsAnswerAsOneAfterAnother() {
        let alone = (0..<64).map { answers(seed: $0) }
        nonisolated(unsafe) var together = [[SolveResult]](repeating: [], count: 64)
        let lock = NSLock()
        DispatchQueue.concurrentPerform(iterations: 64) { iteration in
            let results = answers(seed: UInt64(iteration))
            lock.withLock { together[iteration] = results }
        }
        #expect(together == alone)
        #expect(alone.allSatisfy { $0.count == 20 })
    }

    /// A meeting of two threads in the middle of their solves.
    private final class Meeting: Sendable {
        private let (first, second) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))

        /// Whether the other came too.
        func attend(asFirst isFirst: Bool) -> Bool {
            (isFirst ? first : second).signal()
            return (isFirst ? second : first).wait(timeout: .now() + 20) == .success
        }
    }

    /// One of the two who meet.
    private final class Guest {
        let meeting: Meeting
        let isFirst: Bool
        var hasMet: Bool?
        init(_ meeting: Meeting, isFirst: Bool) {
            (self.meeting, self.isFirst) = (meeting, isFirst)
        }
    }

    /// Solves a program and attends the meeting from inside the solve.
    private static func solveAndMeet(_ meeting: Meeting, isFirst: Bool) -> (Bool, Double) {
        let program = LinearProgram(
            (.maximize, [3, 2]), bounds: [Bounds(0, 3), Bounds(0, 10)],
            constraints: [([1, 1], .atMost(4)), ([1, 3], .atMost(7))])
        guard let session = glpk_guard_open() else { return (false, 0) }
        defer { glpk_guard_close(session) }
        let flat = FlatProgram(program, keepsIntegers: false)
        guard flat.load(into: session) == GLPK_GUARD_OK else { return (false, 0) }
        let guest = Guest(meeting, isFirst: isFirst)
        var options = glpk_guard_options()
        (options.remaining_nanoseconds, options.iterations, options.nodes) = (-1, -1, -1)
        options.context = UnsafeRawPointer(Unmanaged.passUnretained(guest).toOpaque())
        options.should_stop = { context in
            guard let context else { return true }
            let guest = Unmanaged<Guest>.fromOpaque(context).takeUnretainedValue()
            guard guest.hasMet == nil else { return false }
            guest.hasMet = guest.meeting.attend(asFirst: guest.isFirst)
            return false
        }
        var result = glpk_guard_result()
        var values = [0.0, 0.0]
        let code = withExtendedLifetime(guest) {
            glpk_guard_solve_linear(session, &options, &result)
        }
        guard code == GLPK_GUARD_OK, result.outcome == GLPK_GUARD_OPTIMAL,
            glpk_guard_read(session, &values, nil, nil) == GLPK_GUARD_OK
        else { return (false, 0) }
        let units = flat.scaling.units
        return (guest.hasMet == true, 3 * values[0] * units[0] + 2 * values[1] * units[1])
    }

    // Either solve goes on only when the other one is under way.
    @Test func twoSolvesAreUnderWayAtOnce() {
        let meeting = Meeting()
        nonisolated(unsafe) var results: [(Bool, Double)] = [(false, 0), (false, 0)]
        let group = DispatchGroup()
        let lock = NSLock()
        for index in 0..<2 {
            group.enter()
            Thread.detachNewThread {
                let result = Self.solveAndMeet(meeting, isFirst: index == 0)
                lock.withLock { results[index] = result }
                group.leave()
            }
        }
        group.wait()
        #expect(results.map(\.0) == [true, true])
        #expect(results.map(\.1) == [11, 11])
    }
}
