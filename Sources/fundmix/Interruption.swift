import ArgumentParser
import Dispatch
import Foundation
import Optimization

/// Turns Ctrl-C and a polite kill into a wish to stop with the best plan so far.
///
/// The second signal ends the program at once; an output folder appears whole or not at all, so
/// nothing half-written is left either way.
final class Interruption {
    /// The flag that a solve watches.
    let cancellation = Cancellation()
    private let sources: [any DispatchSourceSignal]

    /// Starts to listen for SIGINT and SIGTERM, and ignores SIGPIPE so that a closed pipe is an error
    /// of a write and not the end of the program.
    init() {
        signal(SIGPIPE, SIG_IGN)
        let flag = cancellation
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(
                signal: number, queue: DispatchQueue.global(qos: .userInteractive))
            source.setEventHandler {
                if flag.isCancelled { exit(ExitCode.interrupted.rawValue) }
                flag.cancel()
            }
            source.resume()
            return source
        }
    }
}
