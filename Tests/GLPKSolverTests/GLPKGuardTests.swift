import Foundation
import GLPKGuard
import Optimization
import TestSupport
import Testing

@testable import GLPKSolver

@Suite(.timeLimit(.minutes(1))) struct GLPKGuardTests {
    private let program = LinearProgram(
        (.maximize, [1, 1]), bounds: [Bounds(0, 3), Bounds(0, 3)],
        constraints: [([1, 1], .atMost(4))])

    private func openLoaded() throws -> OpaquePointer {
        let session = try #require(glpk_guard_open())
        #expect(FlatProgram(program, keepsIntegers: false).load(into: session) == GLPK_GUARD_OK)
        return session
    }

    /// Runs work on a thread of its own and waits for it.
    private func onAnotherThread(_ work: @escaping @Sendable () -> Void) {
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            work()
            done.signal()
        }
        done.wait()
    }

    @Test func faultIsAnErrorWithTheTextOfGLPK() throws {
        let session = try openLoaded()
        defer { glpk_guard_close(session) }
        let code = glpk_guard_provoke_fault(session)
        #expect(code == GLPK_GUARD_FAULT)
        let error = #expect(throws: SolverError.self) { try GLPKStatus.check(code, of: session) }
        guard case .solverFault(let text) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(text.contains("glp_set_col_bnds: j = 3; column number out of range"))
    }

    @Test func faultKillsTheSessionsOfItsThreadOnly() throws {
        let bystander = try GLPKLinearSolver().makeSession(program)
        #expect(try bystander.solve(options: SolveOptions()).objective == 4)
        let session = try openLoaded()
        defer { glpk_guard_close(session) }
        #expect(glpk_guard_provoke_fault(session) == GLPK_GUARD_FAULT)
        #expect(glpk_guard_set_row_bounds(session, 0, 0, 1) == GLPK_GUARD_DEAD)
        let error = #expect(throws: SolverError.self) {
            try bystander.solve(options: SolveOptions())
        }
        guard case .deadSession = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        let successor = try GLPKLinearSolver().makeSession(program)
        #expect(try successor.solve(options: SolveOptions()).objective == 4)
    }

    // Memory is counted on a thread of its own, as other tests leave sessions on those they share.
    @Test func thousandFaultsLeaveNothingBehind() {
        nonisolated(unsafe) var (faults, held, left) = (0, Set<Int64>(), Set<Int64>())
        onAnotherThread {
            for _ in 0..<1_000 {
                guard let session = try? openLoaded() else { continue }
                held.insert(glpk_guard_memory_in_use())
                if glpk_guard_provoke_fault(session) == GLPK_GUARD_FAULT { faults += 1 }
                left.insert(glpk_guard_memory_in_use())
                glpk_guard_close(session)
            }
        }
        #expect(faults == 1_000)
        #expect(held.count == 1)
        #expect(left == [0])
    }

    @Test func sessionBelongsToItsThread() throws {
        nonisolated(unsafe) let session = try GLPKLinearSolver().makeSession(program)
        nonisolated(unsafe) var error: (any Error)?
        onAnotherThread {
            do { _ = try session.solve(options: SolveOptions()) } catch let caught {
                error = caught
            }
        }
        #expect(
            error as? SolverError == .deadSession("it belongs to another thread"))
        #expect(try session.solve(options: SolveOptions()).objective == 4)
    }

    @Test func sessionClosedElsewhereIsFreedAtHome() throws {
        nonisolated(unsafe) var memory: [Int64] = []
        onAnotherThread {
            guard let kept = try? openLoaded() else { return }
            memory.append(glpk_guard_memory_in_use())
            nonisolated(unsafe) let given = try? openLoaded()
            memory.append(glpk_guard_memory_in_use())
            onAnotherThread { glpk_guard_close(given) }
            glpk_guard_close(try? openLoaded())
            memory.append(glpk_guard_memory_in_use())
            glpk_guard_close(kept)
            memory.append(glpk_guard_memory_in_use())
        }
        try #require(memory.count == 4)
        #expect(memory[1] > memory[0])
        #expect(memory[2] == memory[0])
        #expect(memory[3] == 0)
    }

    @Test func sessionOutlivesItsThreadAsADeadOne() {
        nonisolated(unsafe) var session: OpaquePointer?
        let program = program
        onAnotherThread {
            session = glpk_guard_open()
            guard let session else { return }
            _ = FlatProgram(program, keepsIntegers: false).load(into: session)
        }
        // The thread may still be on its way out; either way the session cannot be used here.
        #expect(glpk_guard_set_row_bounds(session, 0, 0, 1) == GLPK_GUARD_WRONG_THREAD)
        glpk_guard_close(session)
    }

    @Test func eightThreadsSolveEachForItself() {
        let group = DispatchGroup()
        nonisolated(unsafe) var right = [Int](repeating: 0, count: 8)
        let lock = NSLock()
        for thread in 0..<8 {
            group.enter()
            Thread.detachNewThread {
                defer { group.leave() }
                for round in 0..<20 {
                    let seed = UInt64(round * 8 + thread)
                    let instance = MoneyInstance(seed: seed * 3, paymentsBySource: true)
                    let result = try? GLPKLinearSolver().solve(
                        instance.program, options: SolveOptions())
                    guard let result, result.objective == instance.optimum.map(Double.init) else {
                        continue
                    }
                    lock.withLock { right[thread] += 1 }
                }
            }
        }
        group.wait()
        #expect(right == Array(repeating: 20, count: 8))
    }

    @Test func argumentOutOfRangeIsRefusedWithoutHarm() throws {
        let session = try openLoaded()
        defer { glpk_guard_close(session) }
        #expect(glpk_guard_set_column_bounds(session, 2, 0, 1) == GLPK_GUARD_BAD_ARGUMENT)
        #expect(glpk_guard_set_row_bounds(session, -1, 0, 1) == GLPK_GUARD_BAD_ARGUMENT)
        #expect(glpk_guard_set_row_bounds(session, 0, 0, 1) == GLPK_GUARD_OK)
    }
}
