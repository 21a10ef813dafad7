internal import Funding

extension ReportTable {
    /// Says that only the first rows are shown and which files have them all.
    ///
    /// - Parameters:
    ///   - shown: The number of rows shown.
    ///   - language: The language of the report.
    /// - Returns: For a table that people are to see an excerpt of, a sentence with the number of rows;
    ///   else a short note.
    func noteOnRows(beyond shown: Int, in language: Language) -> String {
        func digits(_ count: Int) -> String {
            DecimalText.text(Ratio(Int128(count)), decimals: 0, isGrouped: true)
        }
        guard excerptRows != nil else {
            return Sentence.noteMoreRows.text(
                in: language, [digits(rows.count - shown), fileName])
        }
        let files =
            [
                formats.contains(.csv) ? fileName : nil,
                formats.contains(.json) ? ReportFiles.resultName : nil,
            ]
            .compactMap { $0 }
        return Sentence.noteExcerpt.text(
            in: language,
            [
                digits(rows.count), digits(shown),
                files.joined(separator: Sentence.and.text(in: language)),
            ])
    }
}
