internal import Glibc

/// A file of results that is there whole or not at all.
///
/// It is written beside its place as `.fundmix-TARGET-PID` and synced; then one step of the file system
/// gives it its name, or exchanges it with an older file. Only a file that begins like one of these
/// is replaced, so that a table of somebody's own is never lost to a slip of the hand.
///
/// One process writes a target from one thread at a time.
public struct FileArchive {
    private let path: String
    private let beginnings: [[UInt8]]
    private let files: any FileOperations

    /// Names a file; nothing is touched.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - beginnings: How files begin that may be replaced, each not empty.
    ///   - files: The operations on files.
    public init(
        _ path: String, replacing beginnings: [[UInt8]], files: any FileOperations = SystemFiles()
    ) {
        (self.path, self.beginnings, self.files) = (path, beginnings, files)
    }

    /// Checks that the file is new or one that may be replaced, and that its folder is there.
    ///
    /// Nothing is touched: this is for runs that should not compute for an hour first. Writing checks
    /// again.
    ///
    /// - Throws: `ArchiveError` when writing would be refused.
    public func checkPlace() throws(ArchiveError) {
        let place = try place()
        // The point at the end follows a link to a folder.
        guard try files.kind(of: "\(place.parent)/.") != nil else {
            throw .system(operation: "find folder", path: place.parent, code: ENOENT)
        }
        _ = try checkTarget(place.target)
    }

    /// Writes the file, whole or not at all.
    ///
    /// - Parameter bytes: What it holds.
    /// - Returns: What could not be tidied up after the new file was in place, which does not harm it.
    /// - Throws: `ArchiveError` when anything fails before the new file is in place and lasting. The
    ///   target is then as it was, or, when only the last sync fails, complete.
    /// - Complexity: O(*n*) for *n* bytes.
    @discardableResult
    public func write(_ bytes: [UInt8]) throws(ArchiveError) -> [ArchiveError] {
        let place = try place()
        let exists = try checkTarget(place.target)
        var leftovers = place.removeAbandoned(files, remove)
        do throws(ArchiveError) {
            try fill(place.temporary, bytes)
            if exists {
                try replace(place)
            } else {
                try files.moveToNewName(place.temporary, place.target)
            }
        } catch {
            _ = remove(place.temporary)
            throw error
        }
        if exists { leftovers += remove(place.temporary) }
        try files.syncFolder(place.parent)
        return leftovers
    }

    private func place() throws(ArchiveError) -> ArchivePlace {
        guard path.last != "/" else { throw .unusableTarget(path) }
        return try ArchivePlace(path)
    }

    /// Whether the target exists; everything but a file that may be replaced is refused.
    private func checkTarget(_ target: String) throws(ArchiveError) -> Bool {
        switch try files.kind(of: target) {
        case nil: return false
        case .link: throw .foreignFile(path: target, reason: "it is a symbolic link")
        case .folder, .other: throw .foreignFile(path: target, reason: "it is not a file")
        case .file: break
        }
        let most = beginnings.map(\.count).max() ?? 0
        var start: [UInt8] = []
        try files.read(target) { piece in
            if start.count < most { start += piece.prefix(most - start.count) }
        }
        guard beginnings.contains(where: { start.starts(with: $0) }) else {
            throw .foreignFile(path: target, reason: "it does not begin like one")
        }
        return true
    }

    private func fill(_ path: String, _ bytes: [UInt8]) throws(ArchiveError) {
        let descriptor = try files.create(path)
        do throws(ArchiveError) {
            try files.write(bytes, to: descriptor, of: path)
            try files.sync(descriptor, of: path)
        } catch {
            // The first failure is the one to report; the descriptor must not stay open.
            do throws(ArchiveError) { try files.close(descriptor, of: path) } catch {}
            throw error
        }
        try files.close(descriptor, of: path)
    }

    /// Exchanges the new file with the old one, and back should another have come in between.
    private func replace(_ place: ArchivePlace) throws(ArchiveError) {
        try files.exchange(place.temporary, place.target)
        do throws(ArchiveError) {
            guard try checkTarget(place.temporary) else {
                throw .foreignFile(path: place.target, reason: "it vanished while it was replaced")
            }
        } catch {
            try files.exchange(place.temporary, place.target)
            throw error
        }
    }

    /// Removes a file; anything else is none of ours and is left.
    private func remove(_ path: String) -> [ArchiveError] {
        do throws(ArchiveError) {
            if try files.kind(of: path) == .file { try files.removeFile(path) }
            return []
        } catch {
            return [error]
        }
    }
}
