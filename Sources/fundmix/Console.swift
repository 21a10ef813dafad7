import Foundation

/// Writes data to standard output and messages to standard error, and notices when that fails.
enum Console {
    /// A write to standard output that failed, for example to a full disk or a closed pipe.
    struct WriteError: Error, CustomStringConvertible {
        /// One sentence that says what failed.
        let description: String
    }

    /// Whether standard error is a terminal, so that a line may be rewritten in place.
    static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes text to standard output.
    ///
    /// - Throws: ``WriteError`` when not all of it could be written.
    static func write(_ text: String) throws { try write(Array(text.utf8)) }

    /// Writes bytes to standard output.
    ///
    /// - Throws: ``WriteError`` when not all of them could be written.
    static func write(_ bytes: [UInt8]) throws {
        var bytes = bytes[...]
        while !bytes.isEmpty {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw WriteError(
                    description:
                        "cannot write to standard output: \(unsafe String(cString: strerror(errno)))"
                )
            }
            bytes = bytes.dropFirst(count)
        }
    }

    /// Writes a message to standard error; a failure to do so cannot be told to anybody.
    static func note(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
