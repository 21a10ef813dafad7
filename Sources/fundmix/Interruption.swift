import ArgumentParser
import Dispatch
import Foundation
import Optimization
import Synchronization

/// Turns Ctrl-C and a polite kill into a wish to stop with the best plan so far.
///
/// A second signal ends the program at once; an output folder appears whole or not at all, so
/// nothing half-written is left either way. One that follows within half a second is the same wish:
/// `timeout` and some shells send a signal to a program and to its whole group.
final class Interruption {
    /// The flag that a solve watches.
    let cancellation = Cancellation()
    private let sources: [any DispatchSourceSignal]
    private let manner: Manner

    /// Starts to listen for SIGINT and SIGTERM, and ignores SIGPIPE and SIGXFSZ so that a closed pipe
    /// or a file that grows too large is an error of a write and not the end of the program.
    ///
    /// - Parameter endsAtOnce: Whether a signal ends the program until ``waitForPlan()`` is called:
    ///   while nothing is begun, there is nothing to stop with.
    init(endsAtOnce: Bool = false) {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        let flag = cancellation
        let manner = Manner(endsAtOnce: endsAtOnce)
        self.manner = manner
        // One queue for both, so that the time of the first signal has one reader at a time.
        let queue = DispatchQueue(label: "fundmix.interruption", qos: .userInteractive)
        let wish = Wish()
        sources = [SIGINT, SIGTERM].map { number in
            // Not ignored before the source listens: a signal that comes first must end the program
            // and not be lost. The source takes the place of the default.
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                if manner.endsAtOnce.load(ordering: .relaxed) || wish.isRepeated() {
                    // What a terminal shows of the progress stays, and the prompt comes below it.
                    if Console.isErrorTerminal { Console.note("\n") }
                    _exit(ExitCode.interrupted.rawValue)
                }
                flag.cancel()
            }
            source.resume()
            return source
        }
    }

    /// From now on a signal is a wish to stop with the best plan so far.
    func waitForPlan() { manner.endsAtOnce.store(false, ordering: .relaxed) }

    /// What a signal does.
    private final class Manner: Sendable {
        let endsAtOnce: Atomic<Bool>

        init(endsAtOnce: Bool) { self.endsAtOnce = Atomic(endsAtOnce) }
    }

    /// Remembers when the first signal came.
    private final class Wish {
        private var first: ContinuousClock.Instant?

        /// Whether a signal that comes now repeats an earlier one in earnest.
        func isRepeated() -> Bool {
            let now = ContinuousClock.now
            guard let first else {
                self.first = now
                return false
            }
            return now - first > .milliseconds(500)
        }
    }
}
