import Foundation

/// What `run.json` says of a run.
struct RunTimes: Decodable {
    /// A phase with the seconds of all its times.
    struct Phase: Decodable {
        let name: String
        let seconds: Double
    }

    let threads: Int
    let processors: Int
    let seconds: Double
    let phases: [Phase]

    /// Reads the file in a folder of results.
    init(in results: String, of folder: ScenarioFolder) throws {
        self = try JSONDecoder().decode(
            RunTimes.self, from: Data(folder.text(results + "/run.json").utf8))
    }
}
