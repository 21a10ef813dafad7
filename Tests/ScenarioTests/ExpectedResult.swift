import Foundation
import Funding

/// What `expected.json` says that a scenario and each of its variants must give.
struct ExpectedResult: Decodable, Sendable {
    /// Which projects are funded.
    enum FundedProjects: Hashable, Sendable {
        /// These, in order of their identifiers' positions.
        case these([String])
        /// As many as this.
        case count(Int)
    }

    /// What an order must decide.
    struct Ranking: Decodable, Sendable {
        /// What a project that does not fit needs, and what is left, in yuan.
        struct Shortage: Decodable, Hashable, Sendable {
            let needed: String
            let left: String
        }

        let order: [String]
        let shortages: [String: Shortage]
        let optimum: String
    }

    let status: String
    let exitCode: Int
    /// The relative gap to ask for, where the default leaves a figure of this file open.
    let gap: Double?
    let goals: [String: String]?
    let funded: FundedProjects?
    let capitalUse: [String: String]?
    let refusedByGate: [String: [String]]?
    let ranking: Ranking?
    /// The codes of the findings that reading the scenario makes on purpose.
    let warnings: [String]?
    /// The exact values of key figures, `n` or `n/d`.
    let figures: [String: String]?
    /// The sums of memo ledgers over all projects, in yuan.
    let memo: [String: String]?
    let variants: [String: ExpectedResult]?

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case status, exitCode, gap, goals, funded, capitalUse, refusedByGate, ranking, warnings,
            figures, memo, variants
    }

    private struct AnyKey: CodingKey {
        let stringValue: String
        let intValue: Int? = nil
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        let known = Set(CodingKeys.allCases.map(\.rawValue))
        let all = try decoder.container(keyedBy: AnyKey.self)
        for key in all.allKeys where !known.contains(key.stringValue) {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: all, debugDescription: "unknown key '\(key.stringValue)'")
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        status = try container.decode(String.self, forKey: .status)
        exitCode = try container.decode(Int.self, forKey: .exitCode)
        gap = try container.decodeIfPresent(Double.self, forKey: .gap)
        goals = try container.decodeIfPresent([String: String].self, forKey: .goals)
        funded = try container.decodeIfPresent(FundedProjects.self, forKey: .funded)
        capitalUse = try container.decodeIfPresent([String: String].self, forKey: .capitalUse)
        refusedByGate = try container.decodeIfPresent(
            [String: [String]].self, forKey: .refusedByGate)
        ranking = try container.decodeIfPresent(Ranking.self, forKey: .ranking)
        warnings = try container.decodeIfPresent([String].self, forKey: .warnings)
        figures = try container.decodeIfPresent([String: String].self, forKey: .figures)
        memo = try container.decodeIfPresent([String: String].self, forKey: .memo)
        variants = try container.decodeIfPresent([String: ExpectedResult].self, forKey: .variants)
    }

    /// Reads the expectation of a scenario of the library.
    static func read(_ scenario: String) throws -> ExpectedResult {
        let text = try ScenarioLibrary.text(scenario, "expected.json")
        return try JSONDecoder().decode(ExpectedResult.self, from: Data(text.utf8))
    }

    /// The exact value of a decimal number such as `436.5`.
    static func number(_ text: String) -> Ratio? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let digits = Int128(parts.joined()) else { return nil }
        var denominator: Int128 = 1
        for _ in parts.dropFirst().joined() { denominator *= 10 }
        return Ratio(digits, denominator)
    }
}

extension ExpectedResult.FundedProjects: Decodable {
    private struct Count: Decodable { let count: Int }

    init(from decoder: any Decoder) throws {
        if let count = try? Count(from: decoder) {
            self = .count(count.count)
        } else {
            self = .these(try [String](from: decoder))
        }
    }
}
