/// The few things that an archive does with files, so that tests can let any of them fail.
public protocol FileOperations {
    /// What kind of thing a path names, without following a link; `nil` where there is nothing.
    func kind(of path: String) throws(ArchiveError) -> FileKind?
    /// The names in a folder without `.` and `..`, in no order.
    func names(in folder: String) throws(ArchiveError) -> [String]
    /// Hands over the bytes of a file in pieces; a link is refused.
    func read(_ path: String, _ body: ([UInt8]) -> Void) throws(ArchiveError)
    /// Makes a folder that must not exist.
    func makeFolder(_ path: String) throws(ArchiveError)
    /// Opens a file for writing that must not exist, and gives its descriptor.
    func create(_ path: String) throws(ArchiveError) -> Int32
    /// Writes all bytes to a descriptor.
    func write(_ bytes: [UInt8], to descriptor: Int32, of path: String) throws(ArchiveError)
    /// Makes what was written to a descriptor last.
    func sync(_ descriptor: Int32, of path: String) throws(ArchiveError)
    /// Closes a descriptor.
    func close(_ descriptor: Int32, of path: String) throws(ArchiveError)
    /// Makes the names in a folder last.
    func syncFolder(_ path: String) throws(ArchiveError)
    /// Gives a folder a name that nothing has, in one step.
    func moveToNewName(_ path: String, _ newPath: String) throws(ArchiveError)
    /// Exchanges two folders in one step.
    func exchange(_ first: String, _ second: String) throws(ArchiveError)
    /// Removes a file.
    func removeFile(_ path: String) throws(ArchiveError)
    /// Removes an empty folder.
    func removeFolder(_ path: String) throws(ArchiveError)
    /// Whether there is a process with an identifier.
    func isRunning(_ process: Int32) -> Bool
}

/// What a path names.
public enum FileKind: Hashable, Sendable {
    /// A folder.
    case folder
    /// An ordinary file.
    case file
    /// A symbolic link.
    case link
    /// A device, a pipe or a socket.
    case other
}
