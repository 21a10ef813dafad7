import CostSharing
import Diagnostics
import Funding
import TestSupport
import Testing

@testable import Scenarios

@Suite struct ShareReaderTests {
    @Test func subsidyIsTheLeastOfCapRateAndCost() throws {
        // Seven floors: min(31万, 40 % of 70万 = 28万); six floors: min(25万, 28万).
        let share = try read(
            ShareReaderTests.bills.replacing(
                "subsidy: 35万元", with: "subsidy: {rate: 40%, cap: {6: 25万元, 7: 31万元}}"))
        #expect(try bills(share).units.map(\.subsidy.minorUnits) == [28_000_000, 25_000_000])
    }

    @Test func floorsAboveTheListAddTheirStep() throws {
        let split = try bills(read(ShareReaderTests.bills)).split
        #expect(split.coefficients[7] == Ratio(14, 10) && split.coefficients[2] == Ratio(1, 2))
    }

    @Test func wordsOfTheRosterSayWhoPaysAndWhoVotes() throws {
        let roster = """
            楼栋,单元,楼层,房号,面积(平方米),业主人数,是否出资,表决
            1,1,2,201,80.5,2,否,不同意
            1,1,2,202,80,3,是,
            1,1,7,701,80,1,,同意
            2,1,6,601,80,1,,同意
            """
        let share = try read(ShareReaderTests.bills, roster: roster)
        let flats = try bills(share).units.flatMap(\.flats)
        #expect(flats.map(\.pays) == [false, true, true, true])
        #expect(flats.map(\.vote) == [.no, .absent, .yes, .yes])
        #expect(flats.map(\.persons) == [2, 3, 1, 1])
        #expect(flats[0].area == Ratio(161, 2) && flats[0].id == "1-1-201")
    }

    @Test func channelsTakeTheirLimitsFromTheRoster() throws {
        let document =
            ShareReaderTests.bills
                + """

                purpose: elevator
                channels:
                  - {id: provident-fund, cap: {column: 公积金}, for: [elevator]}
                  - {id: maintenance-fund, cap: 50%, for: roof}
                  - {id: common-income, pot: 1000, cap: 300}
                """
        let roster = """
            building,stair,floor,flat,area_m2,公积金（万元）
            1,1,7,701,80,2.5
            2,1,6,601,80,
            """
        let read = try bills(read(document, roster: roster))
        #expect(read.channels.map(\.isUsable) == [true, false, true, true])
        #expect(read.channels[1].share == Ratio(1, 2) && read.channels[3].id == "cash")
        #expect(
            read.units.map { $0.flats[0].channelLimits } == [
                [Money(minorUnits: 2_500_000), nil, Money(minorUnits: 30_000), nil],
                [.zero, nil, Money(minorUnits: 30_000), nil],
            ])
    }

    @Test func thresholdsMayBeStrict() throws {
        let share = try read(
            ShareReaderTests.bills + "\nconsent: {participation: 2/3, approval: \"> 1/2\"}")
        let rule = try #require(try bills(share).consent)
        #expect(rule.participation == ConsentRule.Threshold(Ratio(2, 3)))
        #expect(rule.approval == ConsentRule.Threshold(Ratio(1, 2), isStrict: true))
    }

    @Test func commandForAnotherCalculationIsRefused() {
        #expect {
            try read(ShareReaderTests.bills, kind: .grant)
        } throws: { error in
            "\(error)".contains("run 'fundmix share bills'")
        }
    }

    @Test func variantsAndSettingsChangeTheShare() throws {
        let document = ShareReaderTests.bills + "\nvariants: {all: {set: {subsidy: 0}}}"
        #expect(try bills(read(document, variant: "all")).units[0].subsidy == .zero)
        let set = try read(document, settings: [("subsidy", "-10%")])
        #expect(try bills(set).units[0].subsidy == Money(minorUnits: 31_500_000))
    }

    /// Damaged input ends in findings or in shares that add up, never in a crash.
    @Test(.timeLimit(.minutes(5)), arguments: UInt64(0)..<100)
    func damagedShareEndsInFindingsOrInSums(seed: UInt64) throws {
        var mutator = Mutator(seed: seed)
        for round in 0..<30 {
            let isGrant = round % 2 == 0
            var files = [
                "share.yaml": isGrant ? ShareReaderTests.grant : ShareReaderTests.bills,
                "table.csv": isGrant ? ShareReaderTests.regions : ShareReaderTests.roster,
            ].mapValues { Array($0.utf8) }
            for _ in 0..<Int.random(in: 1...2, using: &mutator.generator) {
                let name = Bool.random(using: &mutator.generator) ? "share.yaml" : "table.csv"
                files[name] = mutator.mutated(files[name] ?? [])
            }
            do throws(DiagnosticsError) {
                let share = try ShareReader.read(
                    "case",
                    files: MemoryFiles(
                        Dictionary(uniqueKeysWithValues: files.map { ("case/\($0)", $1) })))
                switch share.content {
                case .grant(let grant, let allocation):
                    #expect(allocation.amounts.reduce(.zero, +) == grant.pool)
                case .bills(let bills, let answer):
                    for (unit, answer) in zip(bills.units, answer) {
                        #expect(answer.bills.map(\.payable).reduce(.zero, +) == unit.net)
                    }
                case .bond, .ledger: Issue.record("damage has made another calculation")
                }
            } catch {
                #expect(error.diagnostics.contains { $0.severity == .error })
            }
        }
    }

    // MARK: - Samples

    private static let bills = """
        fundmix: 1
        share: bills
        title: {zh: 电梯}
        tables: {roster: table.csv}
        cost: 70万元
        subsidy: 35万元
        split: floors
        coefficients: {1: 0, 2: 0.5, 3: 1}
        coefficient-above: 0.1
        """

    private static let roster = """
        building,stair,floor,flat,area_m2
        1,1,1,101,80
        1,1,7,701,80
        2,1,2,201,80
        2,1,6,601,80

        """

    private static let grant = """
        fundmix: 1
        share: grant
        tables: {regions: table.csv}
        pool: 1亿元
        difficulty: k
        factors: {area_m2: 50%, merit: {weight: 50%, columns: [households, p], scaled: false}}
        reward: {share: 20%, by: p}
        """

    private static let regions = """
        region,area_m2,households,k,p
        North,1000.5,20,1.0,88
        South,3000,30,1.5,91

        """

    private struct NoBills: Error {}

    private func bills(_ share: Share) throws -> HouseholdBills {
        guard case .bills(let bills, _) = share.content else { throw NoBills() }
        return bills
    }

    private func read(
        _ document: String, roster: String = ShareReaderTests.roster, kind: ShareKind? = nil,
        variant: String? = nil, settings: [(path: String, value: String)] = []
    ) throws(DiagnosticsError) -> Share {
        try ShareReader.read(
            "case", kind: kind, variant: variant, settings: settings,
            files: MemoryFiles([
                "case/share.yaml": Array(document.utf8), "case/table.csv": Array(roster.utf8),
            ]))
    }
}
