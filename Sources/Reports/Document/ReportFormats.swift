/// The formats that a table or a column of a report appears in.
public struct ReportFormats: OptionSet, Hashable, Sendable {
    /// One bit a format.
    public let rawValue: UInt8

    /// Creates a set from bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The summary on a terminal.
    public static let terminal = ReportFormats(rawValue: 1)
    /// The report to read and to print.
    public static let markdown = ReportFormats(rawValue: 2)
    /// The tables, one file each.
    public static let csv = ReportFormats(rawValue: 4)
    /// The result for programs.
    public static let json = ReportFormats(rawValue: 8)

    /// What people read.
    public static let people: ReportFormats = [.terminal, .markdown]
    /// Every format.
    public static let all: ReportFormats = [.terminal, .markdown, .csv, .json]
}
