internal import Diagnostics
internal import Foundation

/// The encodings in which tables are accepted.
enum TableEncoding: String, CaseIterable {
    case utf8 = "utf-8"
    case gb18030 = "gb18030"
}

/// Turns the bytes of a file into UTF-8, strictly.
enum TextDecoding {
    /// What was wrong, and after how many bytes.
    struct Fault: Error {
        var message: String
        var offset: Int
        var fix: String
    }

    /// The bytes in UTF-8 without a byte-order mark.
    ///
    /// - Parameters:
    ///   - bytes: The bytes of the file.
    ///   - declared: The declared encoding; without one, UTF-8 is taken if the bytes are valid
    ///     UTF-8, else GB18030 if they are valid GB18030.
    ///   - acceptsGB18030: Whether anything but UTF-8 may be accepted at all.
    /// - Returns: Valid UTF-8.
    /// - Throws: `Fault` when the bytes are neither; never a guess.
    /// - Complexity: O(*n*) for *n* bytes.
    static func utf8(_ bytes: [UInt8], declared: TableEncoding?, acceptsGB18030: Bool = true)
        throws(Fault) -> [UInt8]
    {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw Fault(
                message: "the file is in UTF-16", offset: 0,
                fix: acceptsGB18030
                    ? "save it as 'CSV UTF-8', or in GB18030" : "save it in UTF-8")
        }
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let invalid = firstInvalidUTF8(bytes)
        if declared != .gb18030 || hasMark, invalid == nil {
            return hasMark ? Array(bytes.dropFirst(3)) : bytes
        }
        guard acceptsGB18030, declared != .utf8, !hasMark else {
            throw Fault(
                message: "the file is not valid UTF-8", offset: invalid ?? 0,
                fix: acceptsGB18030
                    ? "save it as 'CSV UTF-8', or declare 'encoding: gb18030'"
                    : "save it in UTF-8")
        }
        if let offset = firstInvalidGB18030(bytes) {
            throw Fault(
                message: declared == .gb18030
                    ? "the file is not valid GB18030"
                    : "the file is neither valid UTF-8 nor valid GB18030",
                offset: offset, fix: "save it as 'CSV UTF-8'")
        }
        // 0x0632 is GB18030 in the numbering of CFString, which the high bit announces.
        let encoding = String.Encoding(rawValue: 0x8000_0632)
        guard let text = String(data: Data(bytes), encoding: encoding) else {
            throw Fault(
                message: "the file is not valid GB18030", offset: 0,
                fix: "save it as 'CSV UTF-8'")
        }
        return Array(text.utf8)
    }

    /// The offset of the first byte that is not valid UTF-8, or `nil`.
    static func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
        do {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }

    /// The offset of the first byte that cannot be part of GB18030, or `nil`.
    private static func firstInvalidGB18030(_ bytes: [UInt8]) -> Int? {
        var position = 0
        func isIn(_ offset: Int, _ range: ClosedRange<UInt8>) -> Bool {
            offset < bytes.count && range.contains(bytes[offset])
        }
        while position < bytes.count {
            if bytes[position] < 0x80 {
                position += 1
            } else if !(0x81...0xFE).contains(bytes[position]) {
                return position
            } else if isIn(position + 1, 0x40...0x7E) || isIn(position + 1, 0x80...0xFE) {
                position += 2
            } else if isIn(position + 1, 0x30...0x39), isIn(position + 2, 0x81...0xFE),
                isIn(position + 3, 0x30...0x39)
            {
                position += 4
            } else {
                return position
            }
        }
        return nil
    }
}
