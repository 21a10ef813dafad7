public import Planning

/// What is needed to make the same report again: version, input, options, solver and method.
///
/// Time, machine and date are no part of it, so that equal input gives equal bytes.
public struct RunRecord: Hashable, Sendable {
    /// A file that was read.
    public struct Input: Hashable, Sendable {
        /// The path relative to the scenario's folder.
        public var path: String
        /// The SHA-256 digest of its bytes in lower-case hexadecimal digits.
        public var digest: String

        /// Creates an input.
        public init(path: String, digest: String) { (self.path, self.digest) = (path, digest) }
    }

    /// An option in force.
    public struct Option: Hashable, Sendable {
        /// The name of the option.
        public var name: String
        /// The value, as it could be given again.
        public var value: String

        /// Creates an option.
        public init(name: String, value: String) { (self.name, self.value) = (name, value) }
    }

    /// How much work the search was; counts only, so that equal input gives equal counts.
    public struct Statistics: Hashable, Sendable {
        /// Linear programs solved.
        public var linearPrograms: Int
        /// Simplex iterations.
        public var iterations: Int
        /// Search nodes.
        public var nodes: Int
        /// Restarts from a fresh basis after numerical trouble.
        public var restarts: Int

        /// Creates statistics.
        public init(
            linearPrograms: Int = 0, iterations: Int = 0, nodes: Int = 0, restarts: Int = 0
        ) {
            (self.linearPrograms, self.iterations) = (linearPrograms, iterations)
            (self.nodes, self.restarts) = (nodes, restarts)
        }
    }

    /// The version of Fundmix.
    public var version: String
    /// The files that were read; listed by path.
    public var inputs: [Input]
    /// The options in force, in the order in which they are to be listed.
    public var options: [Option]
    /// The name and version of the solver, or `nil` for a calculation that needs none.
    public var solver: String?
    /// How the goals were optimised, or `nil` where there are none.
    public var method: Outcome.Method?
    /// How much work the search was.
    public var statistics: Statistics

    /// Creates a record and puts the inputs in order of their paths.
    ///
    /// - Complexity: O(*n* log *n*) for *n* inputs.
    public init(
        version: String, inputs: [Input] = [], options: [Option] = [], solver: String? = nil,
        method: Outcome.Method? = nil, statistics: Statistics = Statistics()
    ) {
        (self.version, self.solver, self.statistics) = (version, solver, statistics)
        (self.options, self.method) = (options, method)
        self.inputs = inputs.sorted { ($0.path, $0.digest) < ($1.path, $1.digest) }
    }
}
