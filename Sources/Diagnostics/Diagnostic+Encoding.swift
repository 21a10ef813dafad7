extension Diagnostic: Encodable {
    private enum Key: String, CodingKey {
        case severity, code, file, line, column, message, fix
    }

    /// Writes the finding as one flat object; line, column and fix only where they are known.
    public func encode(to encoder: any Encoder) throws {
        var record = encoder.container(keyedBy: Key.self)
        try record.encode(severity.rawValue, forKey: .severity)
        try record.encode(code, forKey: .code)
        try record.encode(location.file, forKey: .file)
        try record.encodeIfPresent(location.line, forKey: .line)
        try record.encodeIfPresent(location.column, forKey: .column)
        try record.encode(message, forKey: .message)
        try record.encodeIfPresent(fix, forKey: .fix)
    }
}
