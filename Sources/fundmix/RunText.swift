import Foundation

/// Writes what is true of one run only: date, machine and timings.
enum RunText {
    private struct Document: Encodable {
        let version: String
        let startedAt: String
        let operatingSystem: String
        let processors: Int
        let threads: Int
        let seconds: Double
        let phases: [Phase]
    }

    private struct Phase: Encodable {
        let name: String
        let seconds: Double
    }

    /// Writes `run.json`.
    ///
    /// - Parameters:
    ///   - clock: The clock of the run.
    ///   - threads: The number of threads that were used.
    /// - Returns: The text of the file.
    static func json(_ clock: PhaseClock, threads: Int) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let document = Document(
            version: Fundmix.version,
            startedAt: clock.date.formatted(.iso8601),
            operatingSystem: ProcessInfo.processInfo.operatingSystemVersionString,
            processors: ProcessInfo.processInfo.activeProcessorCount, threads: threads,
            seconds: clock.elapsed,
            phases: clock.phases.map { Phase(name: $0.name, seconds: $0.seconds) })
        // Only strings and finite numbers: encoding cannot fail.
        let data = (try? encoder.encode(document)) ?? Data("{}".utf8)
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}
