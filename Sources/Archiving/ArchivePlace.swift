internal import Glibc

/// Where an archive and its hidden folder lie.
struct ArchivePlace {
    /// The folder that both lie in.
    let parent: String
    /// The archive.
    let target: String
    /// The hidden folder of this process.
    let temporary: String

    private let prefix: String

    /// Takes a path apart.
    ///
    /// - Throws: `ArchiveError.unusableTarget` when the path ends in no name.
    init(_ path: String) throws(ArchiveError) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        let hasControls = path.utf8.contains { $0 < 0x20 || $0 == 0x7F }
        guard let name = parts.last, name != ".", name != "..", !hasControls else {
            throw .unusableTarget(path)
        }
        let folder = path.dropLast(name.count)
        parent = folder.isEmpty ? "." : String(folder)
        target = path
        prefix = ".fundmix-\(name)-"
        temporary = folder + prefix + String(getpid())
    }

    /// The path of a name beside the archive.
    func sibling(_ name: String) -> String { parent == "." ? name : "\(parent)/\(name)" }

    /// The process that a hidden folder of this archive belongs to; `nil` for other names.
    func process(ofTemporary name: String) -> Int32? {
        guard name.hasPrefix(prefix) else { return nil }
        let digits = name.dropFirst(prefix.count)
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int32(digits).flatMap { $0 > 0 ? $0 : nil }
    }
}
