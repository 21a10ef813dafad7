public import Diagnostics

/// Where each part of a programme was written, and which document it cites.
public struct Provenance: Hashable, Sendable {
    /// The places of values by path, such as `sources.central-fiscal.budget`.
    var places: [String: SourceLocation] = [:]
    /// The citations by path, such as `rules.local-match`.
    var citations: [String: String] = [:]
    /// The file of the projects, and the line of each project in it.
    var projectFile = ""
    var projectLines: [Int32] = []
    /// The file of the works, and the line of each work in it.
    var workFile = ""
    var workLines: [Int32] = []
    /// The file of the commitments, and the line of each commitment in it.
    var commitmentFile = ""
    var commitmentLines: [Int32] = []

    /// Creates an empty record.
    init() {}

    /// The place of a value, or of the nearest part around it that has a place.
    ///
    /// - Parameter path: For example `sources.city`, `sources.city.budget`, `rules.local-match`,
    ///   `gates.consent`, `choices.must-1` or `goals.maximize-households`.
    /// - Returns: The place, or `nil` when no part of the path is known.
    /// - Complexity: O(*n*) for a path of *n* parts.
    public func location(of path: String) -> SourceLocation? {
        var path = Substring(path)
        while true {
            if let place = places[String(path)] { return place }
            guard let dot = path.lastIndex(of: ".") else { return nil }
            path = path[..<dot]
        }
    }

    /// The document that a source, gate, rule or choice cites, by its path.
    public func citation(of path: String) -> String? { citations[path] }

    /// The row of a project in its table, by its position in the programme.
    public func location(ofProject project: Int) -> SourceLocation? {
        guard projectLines.indices.contains(project) else { return nil }
        return SourceLocation(file: projectFile, line: Int(projectLines[project]))
    }

    /// The row of a commitment in its table, by its position in the programme.
    ///
    /// - Precondition: The programme has the commitment.
    func location(ofCommitment commitment: Int) -> SourceLocation {
        SourceLocation(file: commitmentFile, line: Int(commitmentLines[commitment]))
    }

    /// The row of a work in its table, by its position in the programme.
    public func location(ofWork work: Int) -> SourceLocation? {
        guard workLines.indices.contains(work) else { return nil }
        return SourceLocation(file: workFile, line: Int(workLines[work]))
    }
}
