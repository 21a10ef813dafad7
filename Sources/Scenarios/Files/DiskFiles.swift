internal import Foundation

/// The files of the disk.
public struct DiskFiles: ScenarioFiles {
    /// Creates the access to the disk.
    public init() {}

    /// The absolute path after all links are resolved, or `nil` when nothing lies there.
    public func canonicalPath(_ path: String) -> String? {
        guard !path.isEmpty, !path.utf8.contains(0),
            FileManager.default.fileExists(atPath: path)
        else { return nil }
        return URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
    }

    /// Whether a folder lies at a path, after links are resolved.
    public func isFolder(_ path: String) -> Bool {
        guard let canonical = canonicalPath(path) else { return false }
        return type(at: canonical) == .typeDirectory
    }

    /// Reads a whole file.
    ///
    /// Pipes and devices are refused before they are opened, because opening one can wait forever.
    ///
    /// - Throws: `FileFault` when there is no such file, it cannot be read as a whole, or it changes
    ///   while it is read.
    public func read(_ path: String, limit: Int) throws(FileFault) -> [UInt8] {
        guard let canonical = canonicalPath(path) else { throw .missing }
        switch type(at: canonical) {
        case .typeRegular?: break
        case .typeDirectory?: throw .isFolder
        default: throw .notAFile
        }
        let before = try stamp(at: canonical)
        guard before.size <= limit else { throw .tooLarge(limit: limit) }
        let bytes: [UInt8]
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: canonical))
            defer { try? handle.close() }
            bytes = Array(try handle.read(upToCount: before.size + 1) ?? Data())
        } catch {
            throw .refused("the system does not let it be read")
        }
        guard bytes.count == before.size, try stamp(at: canonical) == before else {
            throw .changed
        }
        return bytes
    }

    private struct Stamp: Equatable {
        var size: Int
        var modified: Date?
    }

    private func type(at path: String) -> FileAttributeType? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.type] as? FileAttributeType
    }

    private func stamp(at path: String) throws(FileFault) -> Stamp {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let size = (attributes[.size] as? NSNumber)?.intValue
        else { throw .refused("the system does not tell its size") }
        return Stamp(size: size, modified: attributes[.modificationDate] as? Date)
    }
}
