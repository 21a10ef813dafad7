public import Funding

/// A report as content: what it says, without saying how it looks.
///
/// Texts are in the report's language; keys and words stay stable, so that the result for programs
/// has the same bytes in every language.
public struct ReportDocument: Sendable {
    /// The language.
    public var language: Language
    /// The unit in which people read amounts.
    public var moneyUnit: MoneyUnit
    /// The title in the report's language.
    public var title: String
    /// The title in the languages of the scenario.
    public var titles: LocalizedText
    /// The sections in order.
    public var sections: [ReportSection]
    /// Whether all sums that are computed in two ways agree.
    ///
    /// A document that is not reconciled shows the residuals; it must not be published.
    public var isReconciled: Bool

    /// Creates a document.
    public init(
        language: Language, moneyUnit: MoneyUnit, title: String, titles: LocalizedText,
        sections: [ReportSection], isReconciled: Bool
    ) {
        (self.language, self.moneyUnit, self.title) = (language, moneyUnit, title)
        (self.titles, self.sections, self.isReconciled) = (titles, sections, isReconciled)
    }

    /// The tables of all sections, in order.
    public var tables: [ReportTable] { sections.flatMap(\.tables) }
}

/// A part of a report under one heading.
public struct ReportSection: Sendable {
    /// The stable English key in the result for programs.
    public var id: String
    /// The heading.
    public var heading: String
    /// Sentences that people read.
    public var paragraphs: [String] = []
    /// Figures with a name.
    public var facts: [ReportFact] = []
    /// Tables.
    public var tables: [ReportTable] = []
    /// Whether the summary on a terminal shows the section.
    public var isInSummary = true

    /// Creates a section without content.
    public init(id: String, heading: String) { (self.id, self.heading) = (id, heading) }
}

/// A figure with a name.
public struct ReportFact: Hashable, Sendable {
    /// The stable English key in the result for programs.
    public var key: String
    /// What the figure is, in the report's language.
    public var label: String
    /// The figure.
    public var value: TableCell
    /// The formats that the fact appears in.
    public var formats: ReportFormats

    /// Creates a fact.
    public init(
        _ key: String, label: String, _ value: TableCell, formats: ReportFormats = .all
    ) {
        (self.key, self.label, self.value) = (key, label, value)
        self.formats = formats
    }
}
