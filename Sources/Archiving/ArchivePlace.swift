internal import Glibc

/// Where an archive and its hidden copy lie.
struct ArchivePlace {
    /// The folder that both lie in.
    let parent: String
    /// The archive.
    let target: String
    /// The hidden folder or file of this process.
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

    /// The process that a hidden folder or file of this archive belongs to; `nil` for other names.
    func process(ofTemporary name: String) -> Int32? {
        guard name.hasPrefix(prefix) else { return nil }
        let digits = name.dropFirst(prefix.count)
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int32(digits).flatMap { $0 > 0 ? $0 : nil }
    }

    /// Removes what processes that are gone left of this archive.
    ///
    /// - Parameters:
    ///   - files: The operations on files.
    ///   - remove: Removes a path and gives what could not be removed.
    /// - Returns: What could not be removed.
    func removeAbandoned(
        _ files: any FileOperations, _ remove: (String) -> [ArchiveError]
    ) -> [ArchiveError] {
        let names: [String]
        do throws(ArchiveError) {
            names = try files.names(in: parent)
        } catch {
            // The parent cannot be listed; whether it can be written shows when that is tried.
            return []
        }
        return names.sorted().flatMap { name -> [ArchiveError] in
            guard let process = process(ofTemporary: name),
                process == getpid() || !files.isRunning(process)
            else { return [] }
            return remove(sibling(name))
        }
    }
}
