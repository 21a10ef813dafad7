import Foundation

/// One run of a program that was built with the tests: what it wrote and how it ended.
struct CommandRun {
    let output: String
    let messages: String
    let exitCode: Int32

    /// The folder that the tests and the programs are built into.
    static let productFolder = URL(fileURLWithPath: "/proc/self/exe")
        .resolvingSymlinksInPath().deletingLastPathComponent()

    /// Runs a program with arguments and waits for its end.
    init(_ program: String, _ arguments: [String], in folder: String = "/") throws {
        let process = Process()
        process.executableURL =
            program.hasPrefix("/")
            ? URL(fileURLWithPath: program) : CommandRun.productFolder.appending(path: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        // Files instead of pipes: a program that writes much must not wait for a reader.
        let base = NSTemporaryDirectory() + "run-\(UUID().uuidString)"
        defer {
            for end in [".out", ".err"] { try? FileManager.default.removeItem(atPath: base + end) }
        }
        for end in [".out", ".err"] {
            _ = FileManager.default.createFile(atPath: base + end, contents: nil)
        }
        process.standardOutput = FileHandle(forWritingAtPath: base + ".out")
        process.standardError = FileHandle(forWritingAtPath: base + ".err")
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        output = try String(contentsOfFile: base + ".out", encoding: .utf8)
        messages = try String(contentsOfFile: base + ".err", encoding: .utf8)
        exitCode = process.terminationStatus
    }
}
