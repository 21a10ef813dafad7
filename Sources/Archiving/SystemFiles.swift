internal import CFileExchange
internal import Glibc

/// The operations of the operating system.
public struct SystemFiles: FileOperations, Sendable {
    /// Creates the operations.
    public init() {}

    /// What kind of thing a path names, without following a link; `nil` where there is nothing.
    public func kind(of path: String) throws(ArchiveError) -> FileKind? {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw failure("look at", path)
        }
        return switch status.st_mode & S_IFMT {
        case S_IFDIR: .folder
        case S_IFREG: .file
        case S_IFLNK: .link
        default: .other
        }
    }

    /// The names in a folder without `.` and `..`, in no order.
    ///
    /// - Complexity: O(*n*) for *n* names.
    public func names(in folder: String) throws(ArchiveError) -> [String] {
        guard let stream = opendir(folder) else { throw failure("list", folder) }
        defer { closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                guard errno == 0 else { throw failure("list", folder) }
                return names
            }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
    }

    /// Hands over the bytes of a file in pieces; a link is refused.
    public func read(_ path: String, _ body: ([UInt8]) -> Void) throws(ArchiveError) {
        let descriptor = retrying { open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK) }
        guard descriptor >= 0 else { throw failure("open", path) }
        defer { _ = Glibc.close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = retrying { Glibc.read(descriptor, &buffer, buffer.count) }
            guard count >= 0 else { throw failure("read", path) }
            guard count > 0 else { return }
            body(count == buffer.count ? buffer : Array(buffer[..<count]))
        }
    }

    /// Makes a folder that must not exist.
    public func makeFolder(_ path: String) throws(ArchiveError) {
        guard mkdir(path, 0o777) == 0 else { throw failure("make folder", path) }
    }

    /// Opens a file for writing that must not exist, and gives its descriptor.
    public func create(_ path: String) throws(ArchiveError) -> Int32 {
        let descriptor = retrying {
            open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
        }
        guard descriptor >= 0 else { throw failure("create", path) }
        return descriptor
    }

    /// Writes all bytes to a descriptor.
    public func write(_ bytes: [UInt8], to descriptor: Int32, of path: String)
        throws(ArchiveError)
    {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                retrying {
                    Glibc.write(
                        descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
                }
            }
            guard count > 0 else { throw failure("write", path) }
            done += count
        }
    }

    /// Makes what was written to a descriptor last.
    public func sync(_ descriptor: Int32, of path: String) throws(ArchiveError) {
        guard retrying({ fsync(descriptor) }) == 0 else { throw failure("sync", path) }
    }

    /// Closes a descriptor.
    public func close(_ descriptor: Int32, of path: String) throws(ArchiveError) {
        // After EINTR the descriptor is closed on Linux; closing again could hit another file.
        guard Glibc.close(descriptor) == 0 || errno == EINTR else { throw failure("close", path) }
    }

    /// Makes the names in a folder last.
    public func syncFolder(_ path: String) throws(ArchiveError) {
        let descriptor = retrying { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw failure("open folder", path) }
        defer { _ = Glibc.close(descriptor) }
        try sync(descriptor, of: path)
    }

    /// Gives a folder a name that nothing has, in one step.
    ///
    /// A file system that does not know the flag gets a plain rename, which replaces nothing but an
    /// empty folder.
    public func moveToNewName(_ path: String, _ newPath: String) throws(ArchiveError) {
        var code = file_rename_new(path, newPath)
        if code == EINVAL || code == ENOSYS { code = rename(path, newPath) == 0 ? 0 : errno }
        guard code == 0 else {
            throw .system(operation: "move the results to", path: newPath, code: code)
        }
    }

    /// Exchanges two folders in one step.
    public func exchange(_ first: String, _ second: String) throws(ArchiveError) {
        let code = file_exchange(first, second)
        guard code == 0 else {
            throw .system(operation: "exchange the results with", path: second, code: code)
        }
    }

    /// Removes a file.
    public func removeFile(_ path: String) throws(ArchiveError) {
        guard unlink(path) == 0 else { throw failure("remove", path) }
    }

    /// Removes an empty folder.
    public func removeFolder(_ path: String) throws(ArchiveError) {
        guard rmdir(path) == 0 else { throw failure("remove folder", path) }
    }

    /// Whether there is a process with an identifier.
    public func isRunning(_ process: Int32) -> Bool { kill(process, 0) == 0 || errno != ESRCH }

    private func failure(_ operation: String, _ path: String) -> ArchiveError {
        .system(operation: operation, path: path, code: errno)
    }

    /// Repeats a call that a signal interrupted.
    private func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
        while true {
            let result = call()
            if result != -1 || errno != EINTR { return result }
        }
    }
}
