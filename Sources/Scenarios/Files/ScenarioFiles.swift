/// Why a file could not be read.
public enum FileFault: Error, Hashable, Sendable {
    /// Nothing lies at the path.
    case missing
    /// A folder lies at the path.
    case isFolder
    /// Something other than a file lies there: a pipe, a device, a socket.
    case notAFile
    /// The file has more bytes than the limit.
    case tooLarge(limit: Int)
    /// The file changed while it was read.
    case changed
    /// The system refused; the text says why.
    case refused(String)
}

/// Where the files of scenarios come from: a disk, or memory in tests.
public protocol ScenarioFiles: Sendable {
    /// The absolute path after all links are resolved, or `nil` when nothing lies there.
    func canonicalPath(_ path: String) -> String?

    /// Whether a folder lies at a path, after links are resolved.
    func isFolder(_ path: String) -> Bool

    /// Reads a whole file.
    ///
    /// - Parameters:
    ///   - path: The path of the file.
    ///   - limit: The most bytes to read.
    /// - Returns: All bytes of the file.
    /// - Throws: `FileFault` when there is no such file or it cannot be read as a whole.
    func read(_ path: String, limit: Int) throws(FileFault) -> [UInt8]
}
