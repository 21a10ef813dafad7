import Archiving

/// The operations of the system, of which one fails.
final class FaultyFiles: FileOperations {
    private let system = SystemFiles()
    private let failing: Int?
    private let code: Int32
    private let processesRun: Bool
    /// How many operations were asked for so far, and the last of them.
    private(set) var count = 0
    private(set) var log: [String] = []

    init(failing: Int? = nil, code: Int32 = 28, processesRun: Bool = true) {
        (self.failing, self.code, self.processesRun) = (failing, code, processesRun)
    }

    private func step(_ operation: String, _ path: String) throws(ArchiveError) {
        count += 1
        log.append(operation)
        if count == failing { throw .system(operation: operation, path: path, code: code) }
    }

    func kind(of path: String) throws(ArchiveError) -> FileKind? {
        try step("kind", path)
        return try system.kind(of: path)
    }

    func names(in folder: String) throws(ArchiveError) -> [String] {
        try step("names", folder)
        return try system.names(in: folder)
    }

    func read(_ path: String, _ body: ([UInt8]) -> Void) throws(ArchiveError) {
        try step("read", path)
        try system.read(path, body)
    }

    func makeFolder(_ path: String) throws(ArchiveError) {
        try step("makeFolder", path)
        try system.makeFolder(path)
    }

    func create(_ path: String) throws(ArchiveError) -> Int32 {
        try step("create", path)
        return try system.create(path)
    }

    func write(_ bytes: [UInt8], to descriptor: Int32, of path: String) throws(ArchiveError) {
        // A full disk takes some of the bytes first.
        if count + 1 == failing {
            try system.write(Array(bytes.prefix(bytes.count / 2)), to: descriptor, of: path)
        }
        try step("write", path)
        try system.write(bytes, to: descriptor, of: path)
    }

    func sync(_ descriptor: Int32, of path: String) throws(ArchiveError) {
        try step("sync", path)
        try system.sync(descriptor, of: path)
    }

    func close(_ descriptor: Int32, of path: String) throws(ArchiveError) {
        try system.close(descriptor, of: path)
        try step("close", path)
    }

    func syncFolder(_ path: String) throws(ArchiveError) {
        try step("syncFolder", path)
        try system.syncFolder(path)
    }

    func moveToNewName(_ path: String, _ newPath: String) throws(ArchiveError) {
        try step("moveToNewName", newPath)
        try system.moveToNewName(path, newPath)
    }

    func exchange(_ first: String, _ second: String) throws(ArchiveError) {
        try step("exchange", second)
        try system.exchange(first, second)
    }

    func removeFile(_ path: String) throws(ArchiveError) {
        try step("removeFile", path)
        try system.removeFile(path)
    }

    func removeFolder(_ path: String) throws(ArchiveError) {
        try step("removeFolder", path)
        try system.removeFolder(path)
    }

    func isRunning(_ process: Int32) -> Bool { processesRun && system.isRunning(process) }
}
