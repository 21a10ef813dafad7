/// A file that a scenario was read from, for the record of a run.
public struct InputFile: Hashable, Sendable {
    /// The path as the user would name it, from the folder in which the program runs.
    public var path: String
    /// The number of bytes.
    public var byteCount: Int
    /// What the digest function made of the bytes, or `nil` when none was given.
    public var digest: String?

    /// Creates the entry.
    public init(path: String, byteCount: Int, digest: String?) {
        (self.path, self.byteCount, self.digest) = (path, byteCount, digest)
    }
}
