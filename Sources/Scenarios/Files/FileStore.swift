internal import Diagnostics

/// Reads the files of one scenario: only inside the library, each once on record.
final class FileStore {
    private let files: any ScenarioFiles
    private let library: String
    private let limits: ScenarioLimits
    private let findings: Findings
    private let digest: ((borrowing [UInt8]) -> String)?
    private(set) var inputs: [InputFile] = []
    /// The library as the user would name it, in which bare names of policies are looked up.
    var libraryName: String

    init(
        files: any ScenarioFiles, library: String, limits: ScenarioLimits, findings: Findings,
        digest: ((borrowing [UInt8]) -> String)?
    ) {
        (self.files, self.library, self.limits) = (files, library, limits)
        (self.findings, self.digest) = (findings, digest)
        libraryName = library
    }

    /// The path of a policy: a bare name lies in the library, anything else beside the file.
    ///
    /// - Returns: The path, or `nil` after a finding when it is absolute.
    func path(ofPolicy name: String, at place: SourceLocation) -> String? {
        guard name.contains("/") || name.hasSuffix(".yaml") else {
            return FilePath.join(libraryName, "policies/\(name)/policy.yaml")
        }
        guard let path = path(name, from: place.file, at: place) else { return nil }
        return files.isFolder(path) ? FilePath.join(path, "policy.yaml") : path
    }

    /// The path of a file that another file names, as the user would name it.
    ///
    /// A document may be named by its folder.
    ///
    /// - Parameters:
    ///   - written: The path as written.
    ///   - file: The file that names it.
    ///   - place: Where it is written.
    ///   - document: What the document in a folder is called; `nil` where a folder is none.
    /// - Returns: The path, or `nil` after a finding when it is absolute.
    func path(
        _ written: String, from file: String, at place: SourceLocation, document: String? = nil
    ) -> String? {
        guard !written.hasPrefix("/"), !written.utf8.contains(0) else {
            findings.error(
                .outsideLibrary, at: place,
                "path \(ShownName.quoted(written)) is absolute and may lie anywhere",
                fix: "write it from the folder of this file")
            return nil
        }
        var path = FilePath.join(FilePath.folder(of: file), written)
        if let document, files.isFolder(path) { path = FilePath.join(path, document) }
        return path
    }

    /// The stored plan that a path names: the file, or the one in the folder.
    func planPath(_ path: String) -> String {
        files.isFolder(path) ? FilePath.join(path, "plan.csv") : path
    }

    /// Reads a file that a path names.
    ///
    /// - Parameters:
    ///   - path: The path as the user would name the file.
    ///   - place: Where the path is written; `nil` reports at the file itself.
    ///   - byteLimit: The most bytes to read.
    ///   - isNamedByUser: Whether the user named the file beside the scenario: then it may lie anywhere.
    /// - Returns: The bytes and the canonical path, or `nil` after a finding.
    func read(
        _ path: String, namedAt place: SourceLocation?, byteLimit: Int, isNamedByUser: Bool = false
    ) -> (bytes: [UInt8], canonical: String)? {
        let location = place ?? SourceLocation(file: path)
        let name = ShownName.quoted(path)
        guard let canonical = files.canonicalPath(path) else {
            findings.error(
                .fileMissing, at: location, "file \(name) does not exist",
                fix: "check the name, or create the file")
            return nil
        }
        guard isNamedByUser || FilePath.isPath(canonical, inside: library) else {
            findings.error(
                .outsideLibrary, at: location,
                "file \(name) lies outside the scenario library \(ShownName.quoted(library))",
                fix: "move the file into the library, or name a wider one with --library")
            return nil
        }
        guard inputs.count < limits.files else {
            findings.error(
                .tooManyFiles, at: location,
                "the scenario reads more than \(limits.files) files")
            return nil
        }
        do {
            let bytes = try files.read(canonical, limit: byteLimit)
            if !inputs.contains(where: { $0.path == path }) {
                inputs.append(
                    InputFile(path: path, byteCount: bytes.count, digest: digest?(bytes)))
            }
            return (bytes, canonical)
        } catch {
            report(error, name: name, at: location)
            return nil
        }
    }

    private func report(_ fault: FileFault, name: String, at location: SourceLocation) {
        switch fault {
        case .missing:
            findings.error(.fileMissing, at: location, "file \(name) does not exist")
        case .isFolder:
            findings.error(
                .fileUnreadable, at: location, "\(name) is a folder and not a file",
                fix: "name a file in it")
        case .notAFile:
            findings.error(
                .fileUnreadable, at: location, "\(name) is a pipe or a device and not a file",
                fix: "copy its content into a file")
        case .tooLarge(let limit):
            findings.error(
                .fileTooLarge, at: location,
                "file \(name) has more than the \(limit) bytes that are read")
        case .changed:
            findings.error(
                .fileUnreadable, at: location, "file \(name) changed while it was read",
                fix: "run again when nothing writes to it")
        case .refused(let reason):
            findings.error(
                .fileUnreadable, at: location, "file \(name) cannot be read: \(reason)",
                fix: "check its permissions")
        }
    }
}
