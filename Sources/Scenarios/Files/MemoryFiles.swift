/// Files that exist in memory only, for tests and for scenarios that a program makes.
public struct MemoryFiles: ScenarioFiles {
    private let contents: [String: [UInt8]]

    /// Creates the files from their paths and bytes; all paths are taken from the root `/`.
    public init(_ contents: [String: [UInt8]]) {
        self.contents = Dictionary(
            contents.map { (FilePath.normalized("/" + $0.key), $0.value) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The path from the root, or `nil` when nothing lies there.
    public func canonicalPath(_ path: String) -> String? {
        let normal = FilePath.normalized("/" + path)
        return contents[normal] != nil || isFolder(normal) ? normal : nil
    }

    /// Whether a file lies below a path.
    ///
    /// - Complexity: O(*f*) for *f* files.
    public func isFolder(_ path: String) -> Bool {
        let normal = FilePath.normalized("/" + path)
        let prefix = normal == "/" ? "/" : normal + "/"
        return contents.keys.contains { $0.hasPrefix(prefix) }
    }

    /// The bytes at a path.
    ///
    /// - Throws: `FileFault` when no file lies there or it is larger than the limit.
    public func read(_ path: String, limit: Int) throws(FileFault) -> [UInt8] {
        guard let bytes = contents[FilePath.normalized("/" + path)] else {
            throw isFolder(path) ? .isFolder : .missing
        }
        guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
        return bytes
    }
}
