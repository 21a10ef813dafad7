internal import Glibc

/// A folder of results that is there whole or not at all.
///
/// The files are written into a folder beside the target, `.fundmix-TARGET-PID`, and synced;
/// `manifest.json` comes last; then one step of the file system gives the folder its name, or
/// exchanges it with an older folder that Fundmix made. A process that is killed leaves at most such a
/// hidden folder, which the next run removes when its process is gone.
///
/// One process writes a target from one thread at a time.
public struct FolderArchive {
    private let path: String
    private let files: any FileOperations

    /// Names an archive; nothing is touched.
    ///
    /// - Parameters:
    ///   - path: The folder; slashes at its end do not count.
    ///   - files: The operations on files.
    public init(_ path: String, files: any FileOperations = SystemFiles()) {
        var end = path[...]
        while end.count > 1 && end.last == "/" { end.removeLast() }
        (self.path, self.files) = (String(end), files)
    }

    /// The SHA-256 of bytes, as 64 hexadecimal digits in lower case.
    ///
    /// - Complexity: O(*n*) for *n* bytes.
    public static func digest(of bytes: [UInt8]) -> String { ContentDigest.text(of: bytes) }

    /// Writes the files as the target folder, whole or not at all.
    ///
    /// - Parameters:
    ///   - entries: The files, written in this order.
    ///   - isCancelled: Asked between pieces and before the last step; `true` undoes everything.
    /// - Returns: What could not be tidied up after the new folder was in place, which does not harm
    ///   it: the older folder or one that a killed process left.
    /// - Throws: `ArchiveError` when anything fails before the new folder is in place and lasting. The
    ///   target is then as it was, or, when only the last sync fails, complete.
    /// - Complexity: O(*n*) for *n* bytes.
    @discardableResult
    public func write(
        _ entries: [ArchiveEntry], isCancelled: () -> Bool = { false }
    ) throws(ArchiveError) -> [ArchiveError] {
        let place = try ArchivePlace(path)
        try checkNames(entries)
        let exists = try checkTarget(place.target)
        var leftovers = place.removeAbandoned(files, remove)
        try files.makeFolder(place.temporary)
        do throws(ArchiveError) {
            try fill(place.temporary, entries, isCancelled)
            if isCancelled() { throw .interrupted }
            if exists {
                try replace(place)
            } else {
                try files.moveToNewName(place.temporary, place.target)
            }
        } catch {
            leftovers += remove(place.temporary)
            throw error
        }
        if exists { leftovers += remove(place.temporary) }
        try files.syncFolder(place.parent)
        return leftovers
    }

    /// Checks that the folder is new or one that Fundmix made, and that the folder above it is there.
    ///
    /// Nothing is touched: this is for runs that should not compute for an hour first. Writing checks
    /// again.
    ///
    /// - Throws: `ArchiveError` when writing would be refused.
    /// - Complexity: O(*n*) for *n* files in the folder.
    public func checkPlace() throws(ArchiveError) {
        let place = try ArchivePlace(path)
        // The point at the end follows a link to a folder.
        guard try files.kind(of: "\(place.parent)/.") != nil else {
            throw .system(operation: "find folder", path: place.parent, code: ENOENT)
        }
        _ = try checkTarget(place.target)
    }

    /// How the folder differs from its manifest; empty where every byte is as it was written.
    ///
    /// - Returns: The differences, by name.
    /// - Throws: `ArchiveError` when there is no folder, no manifest, or a file cannot be read.
    /// - Complexity: O(*n*) for *n* bytes.
    public func check() throws(ArchiveError) -> [ArchiveMismatch] {
        let manifest = try manifest(of: path)
        let names = try files.names(in: path)
        var mismatches: [(name: String, mismatch: ArchiveMismatch)] = []
        for name in names where !manifest.allNames.contains(name) {
            mismatches.append((name, .foreign(name)))
        }
        for name in manifest.unchecked where try files.kind(of: "\(path)/\(name)") != .file {
            mismatches.append((name, .missing(name)))
        }
        for file in manifest.files {
            guard try files.kind(of: "\(path)/\(file.name)") == .file else {
                mismatches.append((file.name, .missing(file.name)))
                continue
            }
            var digest = ContentDigest()
            try files.read("\(path)/\(file.name)") { digest.update($0) }
            if digest.byteCount != file.size {
                mismatches.append(
                    (file.name, .size(file.name, expected: file.size, found: digest.byteCount)))
            } else if digest.text != file.sha256 {
                mismatches.append(
                    (file.name, .digest(file.name, expected: file.sha256, found: digest.text)))
            }
        }
        return mismatches.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
            .map(\.mismatch)
    }

    // MARK: - Before writing

    private func checkNames(_ entries: [ArchiveEntry]) throws(ArchiveError) {
        var seen: Set<[UInt8]> = []
        for entry in entries {
            guard ArchiveEntry.isUsable(entry.name), seen.insert(Array(entry.name.utf8)).inserted
            else { throw .unusableName(entry.name) }
        }
    }

    /// Whether the target exists; everything but a folder that Fundmix made is refused.
    private func checkTarget(_ target: String) throws(ArchiveError) -> Bool {
        let reason: String
        switch try files.kind(of: target) {
        case nil: return false
        case .link: reason = "it is a symbolic link"
        case .file, .other: reason = "it is not a folder"
        case .folder:
            let manifest: ArchiveManifest
            do {
                manifest = try self.manifest(of: target)
            } catch .noArchive(_, let cause) {
                throw .foreignTarget(path: target, reason: cause)
            }
            let foreign = try files.names(in: target).filter { !manifest.allNames.contains($0) }
            guard let name = foreign.min() else { return true }
            reason = "it holds '\(name)', which its manifest does not list"
        }
        throw .foreignTarget(path: target, reason: reason)
    }

    private func manifest(of folder: String) throws(ArchiveError) -> ArchiveManifest {
        let path = "\(folder)/\(ArchiveManifest.fileName)"
        guard try files.kind(of: path) == .file else {
            throw .noArchive(path: folder, reason: "it has no '\(ArchiveManifest.fileName)'")
        }
        var bytes: [UInt8] = []
        // A manifest has some hundred bytes a file; whatever is larger need not be read whole.
        try files.read(path) { if bytes.count < 1 << 26 { bytes += $0 } }
        return try ArchiveManifest(parsing: bytes, of: folder)
    }

    // MARK: - Writing

    private func fill(
        _ folder: String, _ entries: [ArchiveEntry], _ isCancelled: () -> Bool
    ) throws(ArchiveError) {
        var manifest = ArchiveManifest()
        for entry in entries {
            let digest = try write(entry, into: folder, isCancelled)
            if entry.isReproducible {
                manifest.files.append(
                    ArchiveManifest.File(
                        name: entry.name, sha256: digest.text, size: digest.byteCount))
            } else {
                manifest.unchecked.append(entry.name)
            }
        }
        let bytes = manifest.bytes
        let last = ArchiveEntry(ArchiveManifest.fileName, bytes: bytes)
        _ = try write(last, into: folder, isCancelled)
        try files.syncFolder(folder)
    }

    private func write(
        _ entry: ArchiveEntry, into folder: String, _ isCancelled: () -> Bool
    ) throws(ArchiveError) -> ContentDigest {
        let path = "\(folder)/\(entry.name)"
        let descriptor = try files.create(path)
        var digest = ContentDigest()
        var buffer: [UInt8] = []
        var failure: ArchiveError?
        func write(_ bytes: [UInt8]) {
            do throws(ArchiveError) {
                try files.write(bytes, to: descriptor, of: path)
            } catch {
                failure = error
            }
            digest.update(bytes)
        }
        func flush() {
            write(buffer)
            buffer.removeAll(keepingCapacity: true)
        }
        entry.produce { bytes in
            guard failure == nil else { return }
            let isLarge = bytes.count >= FolderArchive.bufferSize
            if isLarge {
                // A stored plan of hundreds of megabytes comes in one piece and is not copied.
                if !buffer.isEmpty { flush() }
                if failure == nil { write(bytes) }
            } else {
                buffer += bytes
            }
            guard isLarge || buffer.count >= FolderArchive.bufferSize else { return }
            if !buffer.isEmpty { flush() }
            if failure == nil && isCancelled() { failure = .interrupted }
        }
        if failure == nil && !buffer.isEmpty { flush() }
        do throws(ArchiveError) {
            if let failure { throw failure }
            if isCancelled() { throw .interrupted }
            try files.sync(descriptor, of: path)
        } catch {
            // The first failure is the one to report; the descriptor must not stay open.
            do throws(ArchiveError) { try files.close(descriptor, of: path) } catch {}
            throw error
        }
        try files.close(descriptor, of: path)
        return digest
    }

    /// Exchanges the new folder with the old one, and back should another have come in between.
    private func replace(_ place: ArchivePlace) throws(ArchiveError) {
        try files.exchange(place.temporary, place.target)
        do throws(ArchiveError) {
            guard try checkTarget(place.temporary) else {
                throw .foreignTarget(
                    path: place.target, reason: "it vanished while it was replaced")
            }
        } catch {
            try files.exchange(place.temporary, place.target)
            throw error
        }
    }

    /// Removes a folder of files; folders inside are none of ours and are left.
    private func remove(_ folder: String) -> [ArchiveError] {
        var failures: [ArchiveError] = []
        do throws(ArchiveError) {
            guard try files.kind(of: folder) == .folder else { return [] }
            for name in try files.names(in: folder).sorted() {
                do throws(ArchiveError) {
                    try files.removeFile("\(folder)/\(name)")
                } catch {
                    failures.append(error)
                }
            }
            try files.removeFolder(folder)
        } catch {
            failures.append(error)
        }
        return failures
    }

    private static let bufferSize = 1 << 18
}
