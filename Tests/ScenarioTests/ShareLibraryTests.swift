import CostSharing
import Funding
import Scenarios
import Testing

@Suite struct ShareLibraryTests {
    @Test func calculationsAreFound() {
        #expect(ShareCase.all.count >= ScenarioLibrary.shareNames.count)
        #expect(ScenarioLibrary.shareNames.count >= 2)
    }

    @Test(arguments: ScenarioLibrary.shareNames)
    func everyCalculationSaysWhatItShowsAndWhatItGives(name: String) throws {
        #expect(try ScenarioLibrary.text(name, "README.md").hasPrefix("# "))
        let expected = try ExpectedShare.read(name)
        let share = try ShareReader.read("\(ScenarioLibrary.folder)/\(name)")
        #expect(Set(share.variants) == Set((expected.variants ?? [:]).keys))
        #expect(share.warnings.isEmpty, "\(share.warnings)")
    }

    @Test(arguments: ShareCase.all)
    func calculationGivesWhatItsFolderSays(share: ShareCase) throws {
        let read = try ShareReader.read(
            "\(ScenarioLibrary.folder)/\(share.name)", variant: share.variant)
        #expect(read.content.kind.rawValue == share.expected.kind)
        let amounts = ShareLibraryTests.amounts(of: read.content)
        for (id, amount) in share.expected.amounts {
            #expect(amounts[id].map(ExpectedShare.text) == amount, "\(id)")
        }
        #expect(
            ExpectedShare.text(amounts.values.reduce(.zero, +)) == share.expected.sum)
        if let figures = share.expected.figures {
            #expect(try FinancingShares.figures(of: read.content) == figures)
        }
        if case .bills(let bills, let answer) = read.content {
            let failed = zip(bills.units, answer).filter { !($0.1.consent?.isPassed ?? true) }
            #expect(
                failed.map { "\($0.0.building)-\($0.0.stair)" }
                    == share.expected.withoutConsent ?? [])
        }
    }

    /// What each region gets or each flat pays.
    private static func amounts(of content: Share.Content) -> [String: Money] {
        switch content {
        case .grant(let grant, let allocation):
            return Dictionary(uniqueKeysWithValues: zip(grant.regions, allocation.amounts))
        case .bills(let bills, let answer):
            let flats = bills.units.flatMap(\.flats).map(\.id)
            let payable = answer.flatMap(\.bills).map(\.payable)
            return Dictionary(uniqueKeysWithValues: zip(flats, payable))
        case .bond, .ledger: return FinancingShares.amounts(of: content)
        }
    }
}
