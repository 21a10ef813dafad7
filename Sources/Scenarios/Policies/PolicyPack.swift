internal import Diagnostics

/// A policy file as read: where its figures come from, its parameters, and what it lays below a
/// document.
struct PolicyPack {
    /// The name or path by which a document includes it.
    let name: String
    /// The file as the user would name it.
    let file: String
    /// Where a document names it, else the file.
    let place: SourceLocation
    /// What a reader must know.
    let note: String?
    /// Document, article, place, date and grade in one text.
    let citation: String
    /// What it lays below a document; its rules and gates bear the citation.
    let content: DocumentNode
    /// What it declares, in the order of the file.
    let parameters: [PolicyParameter]
    /// Its worked examples.
    let examples: [DocumentNode]
}

/// A value that a pack lets a scenario choose.
struct PolicyParameter {
    /// The name.
    let name: String
    /// Where it is declared.
    let place: SourceLocation
    /// What it means.
    let about: String
    /// The value where the scenario sets none.
    let value: DocumentNode?
    /// Where the default comes from.
    let source: String?
    /// The pack, and where a document names it.
    let pack: (name: String, place: SourceLocation)
}
