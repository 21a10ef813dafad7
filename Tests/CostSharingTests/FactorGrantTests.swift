import Funding
import TestSupport
import Testing

@testable import CostSharing

@Suite struct FactorGrantTests {
    /// Task figures are those of Xinjiang in 2021, Tianjin in 2022 and Hubei in 2020.
    ///
    /// Difficulty and performance are assumed. The amounts were computed apart from this program, in exact fractions.
    @Test(arguments: [
        (Form.of2019, [80_564_447_839, 19_443_838_452, 99_991_713_709]),
        (.of2020, [78_806_864_303, 24_092_450_098, 97_100_685_599]),
        (.of2024, [80_770_473_953, 19_672_584_177, 99_556_941_870]),
        (.withoutDifficulty, [65_824_929_344, 25_351_320_195, 108_823_750_461]),
    ])
    func publishedTasksGiveTheWorkedAmounts(form: Form, fen: [Int64]) throws {
        let grant = form.grant(Sample.regions)
        #expect(try grant.allocation().amounts.map(\.minorUnits) == fen)
        #expect(fen.reduce(0, +) == 200_000_000_000)
    }

    @Test(arguments: UInt64(0)..<100)
    func amountsAddUpToThePool(seed: UInt64) throws {
        for form in Form.allCases {
            var grant = form.grant(Sample.random(seed: seed))
            grant.unit = Money(minorUnits: [1, 100, 1_000_000][Int(seed % 3)])
            let allocation = try grant.allocation()
            #expect(allocation.amounts.reduce(.zero, +) == grant.pool)
            #expect(
                allocation.amounts.allSatisfy {
                    $0 >= .zero && $0.minorUnits % grant.unit.minorUnits == 0
                })
            // A whole amount lies less than one unit beside the exact one.
            for (amount, share) in zip(allocation.amounts, allocation.shares) {
                let exact = try share.multiplied(by: grant.pool.exact)
                let beside = try amount.exact.subtracting(exact)
                // The share is cut after nine decimals, which is up to 200 fen of this pool.
                #expect(beside.magnitude < Ratio(Int128(grant.unit.minorUnits) + 200))
            }
        }
    }

    @Test(arguments: UInt64(0)..<100)
    func orderOfRegionsChangesNoAmount(seed: UInt64) throws {
        let regions = Sample.random(seed: seed)
        var random = SeededGenerator(seed: seed &+ 1_000)
        let shuffled = regions.shuffled(using: &random)
        for form in Form.allCases {
            let amounts = try Dictionary(
                uniqueKeysWithValues: zip(
                    regions.map(\.id), form.grant(regions).allocation().amounts))
            let others = try Dictionary(
                uniqueKeysWithValues: zip(
                    shuffled.map(\.id), form.grant(shuffled).allocation().amounts))
            #expect(amounts == others)
        }
    }

    /// Equal regions get equal amounts but for units that cannot be halved, which go by name.
    @Test func equalRemaindersGoByName() throws {
        let region = Sample.Region(id: "b", factors: [1, 1, 1, 1])
        var (first, third) = (region, region)
        (first.id, third.id) = ("c", "a")
        var grant = Form.of2019.grant([first, region, third])
        grant.pool = Money(minorUnits: 11)
        #expect(try grant.allocation().amounts.map(\.minorUnits) == [3, 4, 4])
    }

    @Test(arguments: UInt64(0)..<100)
    func unitsOfAColumnChangeNoAmount(seed: UInt64) throws {
        let regions = Sample.random(seed: seed)
        for form in Form.allCases {
            let amounts = try form.grant(regions).allocation().amounts
            for factor in 0..<4 {
                var scaled = regions
                for index in scaled.indices { scaled[index].factors[factor] *= 10_000 }
                #expect(try form.grant(scaled).allocation().amounts == amounts)
            }
            var harder = regions
            for index in harder.indices { harder[index].difficulty *= 7 }
            #expect(try form.grant(harder).allocation().amounts == amounts)
        }
    }

    /// More of a factor, of difficulty or of performance never means less money; with a reward, whose
    /// parts shift between the others as well, the whole amount may fall by one unit.
    @Test(arguments: UInt64(0)..<100)
    func moreOfAFactorIsNeverLessMoney(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let regions = Sample.random(seed: seed)
        let lucky = Int.random(in: regions.indices, using: &random)
        let more = Int64.random(in: 1...1_000_000, using: &random)
        for form in Form.allCases {
            let before = try form.grant(regions).allocation()
            for change in 0..<6 {
                var richer = regions
                switch change {
                case 0..<4: richer[lucky].factors[change] += more
                case 4: richer[lucky].difficulty += more
                default: richer[lucky].performance += more
                }
                let after = try form.grant(richer).allocation()
                #expect(after.shares[lucky] >= before.shares[lucky])
                let least = before.amounts[lucky].minorUnits - (form == .of2024 ? 1 : 0)
                #expect(after.amounts[lucky].minorUnits >= least)
            }
        }
    }

    // 以奖代补: households times participation times satisfaction. 100·0.9·0.8 = 72 against
    // 300·0.4·0.9 = 108: 40 % and 60 %.
    @Test func rewardInsteadOfSubsidyIsAProductOfColumns() throws {
        let grant = FactorGrant(
            pool: Money(minorUnits: 100_000), regions: ["甲", "乙"],
            factors: [
                FactorGrant.Factor(
                    id: "merit", weight: .one,
                    columns: [
                        Sample.column("households", [100, 300]),
                        Sample.column("participation", [90, 40]),
                        Sample.column("satisfaction", [80, 90]),
                    ])
            ])
        #expect(try grant.allocation().amounts.map(\.minorUnits) == [40_000, 60_000])
    }

    @Test func factorOfZerosIsRefused() {
        var grant = Form.of2019.grant(Sample.regions)
        grant.factors[2].columns = [Sample.column("buildings", [0, 0, 0])]
        #expect(throws: CostSharingError.factorWithoutWeight(factor: 2)) {
            try grant.allocation()
        }
    }

    @Test func rewardWithoutPerformanceIsRefused() {
        var grant = Form.of2024.grant(Sample.regions)
        grant.reward?.columns = [Sample.column("performance", [0, 0, 0])]
        #expect(throws: CostSharingError.rewardWithoutWeight) { try grant.allocation() }
    }

    /// 20 regions, each factor with its own total of 19 digits: common denominators of 100 digits.
    @Test func largeFiguresStayExact() throws {
        let regions = (0..<20).map { (index: Int64) -> Sample.Region in
            let factors = (0..<4).map { (factor: Int64) -> Int64 in
                Int64.max / 3 - (index * 7 + factor) * 1_000_003
            }
            return Sample.Region(
                id: "R\(index)", factors: factors, difficulty: Int64.max / 5 - index,
                performance: Int64.max / 2)
        }
        for form in Form.allCases {
            var grant = form.grant(regions)
            grant.pool = Money(minorUnits: 9_000_000_000_000_000)
            let total = try grant.allocation().amounts.reduce(Money.zero, +)
            #expect(total == grant.pool)
        }
    }

    @Test func columnWithoutARowForEachRegionTraps() async {
        await #expect(processExitsWith: .failure) {
            var grant = Form.of2019.grant(Sample.regions)
            grant.factors[0].columns = [Sample.column("area", [1])]
            _ = try grant.allocation()
        }
    }

    @Test func weightsThatDoNotAddUpTrap() async {
        await #expect(processExitsWith: .failure) {
            var grant = Form.of2019.grant(Sample.regions)
            grant.factors.removeLast()
            _ = try grant.allocation()
        }
    }
}

extension FactorGrantTests {
    /// A form of the grant.
    enum Form: CaseIterable {
        case of2019, of2020, of2024, withoutDifficulty

        func grant(_ regions: [Sample.Region]) -> FactorGrant {
            let weights: [Int128] = self == .of2020 ? [40, 30, 10, 10] : [40, 40, 10, 10]
            let names = ["area", "households", "buildings", "communities"]
            var factors = weights.enumerated().map { position, weight in
                FactorGrant.Factor(
                    id: names[position], weight: Ratio(weight, 100),
                    columns: [Sample.column(names[position], regions.map { $0.factors[position] })])
            }
            let performance = Sample.column("performance", regions.map(\.performance))
            if self == .of2020 {
                factors.append(
                    FactorGrant.Factor(
                        id: "performance", weight: Ratio(10, 100), columns: [performance],
                        isScaled: false))
            }
            return FactorGrant(
                pool: Money(minorUnits: 200_000_000_000), regions: regions.map(\.id),
                factors: factors,
                difficulty: self == .withoutDifficulty
                    ? nil : Sample.column("k", regions.map(\.difficulty)),
                reward: self == .of2024
                    ? FactorGrant.Reward(share: Ratio(20, 100), columns: [performance]) : nil)
        }
    }

    /// Regions to split pools over.
    enum Sample {
        struct Region {
            var id: String
            var factors: [Int64]
            var difficulty: Int64 = 10
            var performance: Int64 = 90
        }

        static let regions = [
            Region(
                id: "Xinjiang", factors: [18_014_300, 231_500, 7_135, 1_714], difficulty: 16,
                performance: 88),
            Region(
                id: "Tianjin", factors: [7_700_000, 101_200, 2_338, 177], difficulty: 10,
                performance: 92),
            Region(
                id: "Hubei", factors: [31_402_800, 342_000, 17_000, 2_530], difficulty: 12,
                performance: 85),
        ]

        static func random(seed: UInt64) -> [Region] {
            var random = SeededGenerator(seed: seed)
            return (0..<Int.random(in: 2...12, using: &random)).map { index in
                Region(
                    id: "R\(index)",
                    factors: (0..<4).map { _ in Int64.random(in: 0...9_999_999, using: &random) + 1
                    },
                    difficulty: Int64.random(in: 5...30, using: &random),
                    performance: Int64.random(in: 60...100, using: &random))
            }
        }

        static func column(_ name: String, _ numbers: [Int64]) -> DataColumn {
            DataColumn(
                name: name, heading: name, content: .numbers(decimals: 0, mantissas: numbers))
        }
    }
}
