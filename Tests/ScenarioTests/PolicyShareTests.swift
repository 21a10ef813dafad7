import CostSharing
import Funding
import Scenarios
import Testing

/// Packs give calculations of shares what the scenarios of the library write out.
@Suite struct PolicyShareTests {
    private func grants(_ text: String, settings: [(path: String, value: String)] = [])
        throws -> (amounts: [Money], citation: String?)
    {
        let regions = try ScenarioLibrary.text("central-grant", "regions.csv")
        var contents = [
            "library/grant/share.yaml": Array(text.utf8),
            "library/grant/regions.csv": Array(regions.utf8),
        ]
        for policy in ScenarioLibrary.policies where policy.hasPrefix("central-grant") {
            let file = "policies/\(policy)/policy.yaml"
            contents["library/\(file)"] = Array(
                try ScenarioLibrary.text("policies/\(policy)", "policy.yaml").utf8)
        }
        let share = try ShareReader.read(
            "library/grant", settings: settings, files: MemoryFiles(contents))
        guard case .grant(_, let allocation) = share.content else { return ([], nil) }
        return (allocation.amounts, share.citation)
    }

    private func text(_ policy: String, _ more: String = "") -> String {
        """
        fundmix: 1
        share: grant
        amounts: 元
        settle: 0.01 元
        tables: {regions: regions.csv}
        pool: 20亿元
        difficulty: difficulty
        policies: [\(policy)]
        \(more)
        """
    }

    /// Worked answers of the library, in fen.
    @Test(
        arguments: [
            ("central-grant-2019", [80_564_447_839, 19_443_838_452, 99_991_713_709]),
            ("central-grant-2020", [78_806_864_303, 24_092_450_098, 97_100_685_599]),
        ] as [(String, [Int64])])
    func formOfTheGrantIsAPack(policy: String, fen: [Int64]) throws {
        let (amounts, citation) = try grants(text(policy))
        #expect(amounts.map(\.minorUnits) == fen)
        #expect(citation?.hasPrefix("财综〔2019〕31号") == true)
        #expect(citation?.contains("本方案已改动") == false)
    }

    @Test func weightsOfTheFormOf2024AreTheScenariosOwn() throws {
        let weights =
            "parameters: {area-weight: 40%, households-weight: 40%, buildings-weight: 10%, "
            + "communities-weight: 10%}"
        let (amounts, citation) = try grants(text("central-grant-2024", weights))
        #expect(amounts.map(\.minorUnits) == [80_770_473_953, 19_672_584_177, 99_556_941_870])
        #expect(citation == "财综〔2024〕15号 (全国, 2024, source of grade B)")
        #expect(throws: (any Error).self) { try grants(text("central-grant-2024")) }
    }

    @Test func changedFactorIsSaidBesideTheDocument() throws {
        let (_, citation) = try grants(
            text("central-grant-2019"),
            settings: [("factors.area_m2", "50%"), ("factors.households", "30%")])
        #expect(citation?.hasSuffix("；本方案已改动") == true)
    }
}
