public import Diagnostics
public import Funding

/// A scenario as read: the programme, and where all of it comes from.
public struct Scenario: Sendable {
    /// What a decision is made from.
    public var programme: Programme
    /// What somebody should look at, in order of place.
    public var warnings: [Diagnostic]
    /// Where each part was written.
    public var provenance: Provenance
    /// Every value of the document in force, in the order of the document.
    public var effectiveValues: [EffectiveValue]
    /// The files that were read, in the order of reading.
    public var files: [InputFile]
    /// The names of the variants that the scenario has, in the order of the document.
    public var variants: [String]
    /// The name of the variant that was applied.
    public var variant: String?
}
