import Synchronization

/// A flag that any thread, or a signal handler's thread, sets to make a running solve return.
public final class Cancellation: Sendable {
    private let flag = Atomic<Bool>(false)

    /// Creates a flag that is not set.
    public init() {}

    /// Asks every solve that watches this flag to return soon.
    public func cancel() { flag.store(true, ordering: .relaxed) }

    /// Whether somebody asked to stop.
    public var isCancelled: Bool { flag.load(ordering: .relaxed) }
}
