/// The files that a report is written as.
public enum ReportFiles {
    /// The name of the report to read.
    public static let reportName = "report.md"
    /// The name of the result for programs.
    public static let resultName = "result.json"

    /// The files of a document: the report, the result, and one CSV file for each table.
    ///
    /// - Returns: The files in order of their names as bytes; the names are distinct.
    /// - Complexity: O(*t* log *t*) for *t* tables.
    public static func files(for document: ReportDocument) -> [ReportFile] {
        var files = [
            ReportFile(name: reportName, document: document, content: .markdown),
            ReportFile(name: resultName, document: document, content: .json),
        ]
        for table in document.tables where table.formats.contains(.csv) {
            files.append(
                ReportFile(name: table.fileName, document: document, content: .csv(table)))
        }
        return files.sorted { $0.name < $1.name }
    }

    /// The summary that a terminal shows, with a line break at its end.
    ///
    /// - Complexity: O(*t*) for *t* tables, each cut to a few rows.
    public static func summary(of document: ReportDocument) -> String {
        TerminalRenderer().render(document)
    }
}

/// A file of a report, made while it is written.
public struct ReportFile: Sendable {
    enum Content: Sendable {
        case markdown
        case json
        case csv(ReportTable)
    }

    /// The name of the file.
    public let name: String
    private let document: ReportDocument
    private let content: Content

    init(name: String, document: ReportDocument, content: Content) {
        (self.name, self.document, self.content) = (name, document, content)
    }

    /// Writes the file.
    ///
    /// - Parameter sink: Takes the bytes, piece by piece, at most some 100 KB at a time.
    /// - Throws: What the sink throws first; then the file is not complete.
    /// - Complexity: O(*b*) for *b* bytes; memory for one piece.
    public func write<Failure: Error>(
        to sink: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        switch content {
        case .markdown: try MarkdownRenderer().render(document, to: sink)
        case .json: try JSONRenderer().render(document, to: sink)
        case .csv(let table): try CSVRenderer(for: document).render(table, to: sink)
        }
    }
}
