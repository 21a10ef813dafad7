import Foundation

/// One run of a program that was built with the tests: what it wrote and how it ended.
struct CommandRun {
    let output: String
    let messages: String
    let exitCode: Int32

    /// The folder that the tests and the programs are built into.
    static let productFolder = URL(fileURLWithPath: "/proc/self/exe")
        .resolvingSymlinksInPath().deletingLastPathComponent()

    /// Where a program lies that was built with the tests.
    static func path(of program: String) -> String {
        program.hasPrefix("/") ? program : productFolder.appending(path: program).path
    }

    /// Runs a program with arguments and waits for its end.
    ///
    /// Environment variables are set besides those of the tests; empty ones are taken away.
    init(
        _ program: String, _ arguments: [String], in folder: String = "/",
        environment: [String: String] = [:]
    ) throws {
        let command = try RunningCommand(
            program, arguments, in: folder, environment: environment)
        self = try command.end()
    }

    init(output: String, messages: String, exitCode: Int32) {
        (self.output, self.messages, self.exitCode) = (output, messages, exitCode)
    }
}

/// A program that runs, so that a test can disturb it.
final class RunningCommand {
    private let process = Process()
    private let base = NSTemporaryDirectory() + "run-\(UUID().uuidString)"

    /// Starts a program.
    init(
        _ program: String, _ arguments: [String], in folder: String = "/",
        environment: [String: String] = [:]
    ) throws {
        process.executableURL = URL(fileURLWithPath: CommandRun.path(of: program))
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ProcessInfo.processInfo.environment
            .merging(environment) { $1 }.filter { !$0.value.isEmpty }
        // Files instead of pipes: a program that writes much must not wait for a reader.
        for end in [".out", ".err"] {
            _ = FileManager.default.createFile(atPath: base + end, contents: nil)
        }
        process.standardOutput = FileHandle(forWritingAtPath: base + ".out")
        process.standardError = FileHandle(forWritingAtPath: base + ".err")
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        if process.isRunning { send(SIGKILL) }
        for end in [".out", ".err"] { try? FileManager.default.removeItem(atPath: base + end) }
    }

    var isRunning: Bool { process.isRunning }

    /// The number that the system knows the program by.
    var identifier: Int32 { process.processIdentifier }

    /// The signal that ended the program, or `nil` where it ended by itself.
    var endingSignal: Int32? {
        process.terminationReason == .uncaughtSignal ? process.terminationStatus : nil
    }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits until something holds or the program has ended.
    func wait(until holds: () -> Bool) {
        while process.isRunning && !holds() { usleep(1_000) }
    }

    /// Waits some seconds at most; whether the program has ended.
    func ends(within seconds: Double) -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while process.isRunning && ContinuousClock.now < end { usleep(2_000) }
        return !process.isRunning
    }

    /// Waits for the end and takes what was written.
    func end() throws -> CommandRun {
        process.waitUntilExit()
        return CommandRun(
            output: try String(contentsOfFile: base + ".out", encoding: .utf8),
            messages: try String(contentsOfFile: base + ".err", encoding: .utf8),
            exitCode: process.terminationStatus)
    }
}
