internal import Foundation

/// The list of an archive's files with sizes and digests, written last: with it, a folder is whole.
struct ArchiveManifest: Codable, Hashable {
    /// A file with the digest of its bytes.
    struct File: Codable, Hashable {
        var name: String
        var sha256: String
        var size: Int
    }

    /// The version of the manifest's shape.
    var fundmixArchive = 1
    /// The files whose bytes depend on the input only, by name.
    var files: [File] = []
    /// The files that say when and where a run was, by name.
    var unchecked: [String] = []

    static let fileName = "manifest.json"

    enum CodingKeys: String, CodingKey {
        case fundmixArchive = "fundmix-archive"
        case files, unchecked
    }

    /// The names of all files, the manifest's own included.
    var allNames: Set<String> {
        Set(files.map(\.name) + unchecked + [ArchiveManifest.fileName])
    }

    /// Reads a manifest.
    ///
    /// - Throws: `ArchiveError.noArchive` when the bytes are no manifest of a known version.
    init(parsing bytes: [UInt8], of folder: String) throws(ArchiveError) {
        let name = ArchiveManifest.fileName
        guard let manifest = try? JSONDecoder().decode(ArchiveManifest.self, from: Data(bytes))
        else { throw .noArchive(path: folder, reason: "'\(name)' is not a manifest") }
        guard manifest.fundmixArchive == 1 else {
            throw .noArchive(
                path: folder,
                reason: "'\(name)' has version \(manifest.fundmixArchive), and only 1 is known")
        }
        self = manifest
    }

    init() {}

    /// The manifest's own bytes: keys and files in order, one file a line.
    var bytes: [UInt8] {
        var text = "{\n  \"fundmix-archive\": \(fundmixArchive),\n  \"files\": ["
        let sorted = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        for (index, file) in sorted.enumerated() {
            text += index == 0 ? "\n" : ",\n"
            text += "    {\"name\": \(quoted(file.name)), \"size\": \(file.size), "
            text += "\"sha256\": \(quoted(file.sha256))}"
        }
        text += sorted.isEmpty ? "],\n" : "\n  ],\n"
        let names = unchecked.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        text += "  \"unchecked\": [" + names.map(quoted).joined(separator: ", ") + "]\n}\n"
        return Array(text.utf8)
    }

    /// A name as JSON; names have no control characters.
    private func quoted(_ name: String) -> String {
        let escaped = name.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }
        return "\"" + escaped.joined() + "\""
    }
}
