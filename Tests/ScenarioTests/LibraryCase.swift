import Testing

/// A scenario of the library, or one of its variants, with what it must give.
struct LibraryCase: Sendable, CustomTestStringConvertible {
    let scenario: String
    let variant: String?
    let expected: ExpectedResult

    var testDescription: String { variant.map { "\(scenario), \($0)" } ?? scenario }

    static let small = cases { !ScenarioLibrary.isLarge.contains($0) }
    static let large = cases { ScenarioLibrary.isLarge.contains($0) }

    /// A scenario without a readable expectation has no case; another test fails for it.
    private static func cases(where isWanted: (String) -> Bool) -> [LibraryCase] {
        ScenarioLibrary.names.filter(isWanted).flatMap { name -> [LibraryCase] in
            guard let expected = try? ExpectedResult.read(name) else { return [] }
            let variants = (expected.variants ?? [:]).sorted { $0.key < $1.key }
            return [LibraryCase(scenario: name, variant: nil, expected: expected)]
                + variants.map { LibraryCase(scenario: name, variant: $0.key, expected: $0.value) }
        }
    }
}
