public import Diagnostics

/// A value in force, with the place that it comes from and what it replaced.
public struct EffectiveValue: Hashable, Sendable {
    /// A value that another one replaced.
    public struct Replaced: Hashable, Sendable {
        /// The text of the value.
        public var text: String
        /// Where it is written.
        public var location: SourceLocation
    }

    /// The path, for example `sources.central-fiscal.budget`.
    public var path: String
    /// The value as written or computed.
    public var text: String
    /// Where it is written: a file, or `--set`.
    public var location: SourceLocation
    /// What it replaced, the oldest first.
    public var replaced: [Replaced]
}
