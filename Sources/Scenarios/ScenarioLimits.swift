/// How much of everything a scenario may hold, so that a damaged or hostile one ends in findings.
public struct ScenarioLimits: Hashable, Sendable {
    /// The most findings that are reported; the rest is counted.
    public var findings = 200
    /// The largest YAML file in bytes.
    public var documentBytes = 5_000_000
    /// How deep a YAML document may nest.
    public var documentDepth = 64
    /// How many files may extend each other in a chain.
    public var extendsDepth = 16
    /// The largest table in bytes, below 4 GiB.
    public var tableBytes = 2_000_000_000
    /// The most rows of a table.
    public var tableRows = 10_000_000
    /// The most columns of a table.
    public var tableColumns = 500
    /// The longest cell in bytes.
    public var cellBytes = 1_000_000
    /// The longest identifier in characters.
    public var idLength = 200
    /// How many bytes parameters may add to a document.
    public var parameterBytes = 10_000_000
    /// The most files that one scenario may read.
    public var files = 64

    /// Creates the limits that the product has by default.
    public init() {}
}
