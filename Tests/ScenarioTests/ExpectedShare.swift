import Foundation
import Funding
import Scenarios
import Testing

/// What `expected.json` says that a calculation of shares and each of its variants must give.
struct ExpectedShare: Decodable, Sendable {
    /// The kind of calculation, `grant` or `bills`.
    let kind: String
    /// What regions or flats get or pay, in yuan; of many flats those that are worked out by hand.
    let amounts: [String: String]
    /// The sum of all amounts, of all regions or flats.
    let sum: String
    /// The stair units whose vote is not passed.
    let withoutConsent: [String]?
    /// Coverages, returns and paybacks, all of them.
    let figures: [String: String]?
    let variants: [String: ExpectedShare]?

    /// Reads the expectation of a calculation of the library.
    static func read(_ name: String) throws -> ExpectedShare {
        let text = try ScenarioLibrary.text(name, "expected.json")
        return try JSONDecoder().decode(ExpectedShare.self, from: Data(text.utf8))
    }

    /// An amount of yuan with two decimals, as the expectations write it.
    static func text(_ amount: Money) -> String {
        let fen = amount.minorUnits % 100
        return "\(amount.minorUnits / 100)." + (fen < 10 ? "0" : "") + "\(fen)"
    }
}

/// A calculation of the library, or one of its variants, with what it must give.
struct ShareCase: Sendable, CustomTestStringConvertible {
    let name: String
    let variant: String?
    let expected: ExpectedShare

    var testDescription: String { variant.map { "\(name), \($0)" } ?? name }

    /// A calculation without a readable expectation has no case; another test fails for it.
    static let all = ScenarioLibrary.shareNames.flatMap { name -> [ShareCase] in
        guard let expected = try? ExpectedShare.read(name) else { return [] }
        return [ShareCase(name: name, variant: nil, expected: expected)]
            + (expected.variants ?? [:]).sorted { $0.key < $1.key }.map {
                ShareCase(name: name, variant: $0.key, expected: $0.value)
            }
    }
}
