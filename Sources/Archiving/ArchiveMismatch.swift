/// A way in which a folder differs from its manifest.
public enum ArchiveMismatch: Hashable, Sendable {
    /// A file of the manifest is not there, or is no ordinary file.
    case missing(String)
    /// A file is there that the manifest does not list.
    case foreign(String)
    /// A file has another size, in bytes.
    case size(String, expected: Int, found: Int)
    /// A file has other bytes.
    case digest(String, expected: String, found: String)
}

extension ArchiveMismatch: CustomStringConvertible {
    /// The difference in one lowercase sentence without a period.
    public var description: String {
        switch self {
        case .missing(let name): "'\(name)' is listed but not there"
        case .foreign(let name): "'\(name)' is there but not listed"
        case .size(let name, let expected, let found):
            "'\(name)' has \(found) bytes instead of \(expected)"
        case .digest(let name, let expected, let found):
            "'\(name)' has SHA-256 \(found) instead of \(expected)"
        }
    }
}
