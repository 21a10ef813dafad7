internal import Glibc

/// Says why a folder or file was not written or cannot be read.
public enum ArchiveError: Error, Hashable, Sendable {
    /// The system refused an operation on a path; the code is the value of `errno`.
    case system(operation: String, path: String, code: Int32)
    /// The target is no name of a folder or file, for example `/` or `..`.
    case unusableTarget(String)
    /// A file's name is empty, too long, contains `/` or control characters, or is used twice.
    case unusableName(String)
    /// The target exists and Fundmix did not make it; the reason says what tells it so.
    case foreignTarget(path: String, reason: String)
    /// The target exists and is no file that may be replaced; the reason says what tells it so.
    case foreignFile(path: String, reason: String)
    /// The folder has no manifest that can be understood.
    case noArchive(path: String, reason: String)
    /// The user asked to stop; nothing was changed.
    case interrupted
}

extension ArchiveError: CustomStringConvertible {
    /// The cause in one lowercase sentence without a period.
    public var description: String {
        switch self {
        case .system(let operation, let path, let code):
            "cannot \(operation) \(shown(path)): \(ArchiveError.text(of: code)) (errno \(code))"
        case .unusableTarget(let path):
            "\(shown(path)) names no folder or file that could be written"
        case .unusableName(let name):
            "\(shown(name)) cannot be the name of a file in a folder of results"
        case .foreignTarget(let path, let reason):
            "\(shown(path)) exists and is no folder of results that Fundmix made: \(reason)"
        case .foreignFile(let path, let reason):
            "\(shown(path)) exists and is no file of results that Fundmix made: \(reason)"
        case .noArchive(let path, let reason): "\(shown(path)) is no folder of results: \(reason)"
        case .interrupted: "writing was interrupted; nothing was changed"
        }
    }

    /// A name in quotes with its control and direction characters written out: shown, not obeyed.
    private func shown(_ name: String) -> String {
        let scalars = name.unicodeScalars.map { scalar -> String in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                scalar.escaped(asASCII: true)
            default: String(scalar)
            }
        }
        return "'" + scalars.joined() + "'"
    }

    private static func text(of code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard strerror_r(code, &buffer, buffer.count) == 0 else { return "unknown error" }
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
