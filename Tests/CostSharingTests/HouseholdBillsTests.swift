import Funding
import TestSupport
import Testing

@testable import CostSharing

@Suite struct HouseholdBillsTests {
    /// Guangzhou's coefficients, which add up to 6.5 over seven floors of two equal flats: the fourth
    /// floor pays 350,000 · 1.1 / 6.5 / 2 = 29,615.38.
    @Test(arguments: [
        (7, [0, 1_346_154, 2_692_308, 2_961_538, 3_230_769, 3_500_000, 3_769_231]),
        (6, [0, 1_715_686, 3_431_373, 3_774_510, 4_117_647, 4_460_784]),
    ])
    func guangzhouFloorsGiveTheWorkedAmounts(floors: Int, fen: [Int64]) throws {
        let bills = Lifts.bills([Lifts.stair(floors: floors)])
        let answer = try #require(try bills.unitBills().first)
        #expect(answer.bills.map(\.payable.minorUnits) == fen.flatMap { [$0, $0] })
        #expect(answer.bills.map(\.payable).reduce(.zero, +) == Money(minorUnits: 35_000_000))
    }

    @Test func sixLiftsAddUpToTheirNetCost() throws {
        let bills = Lifts.bills((1...6).map { Lifts.stair("\($0)", floors: 7) })
        let total = try bills.unitBills().flatMap(\.bills).map(\.payable).reduce(.zero, +)
        #expect(total == Money(minorUnits: 210_000_000))
    }

    /// Flats of 60 and 90 m² bear 40 % and 60 % of their floor: the third floor pays
    /// 350,000 / 6.5 = 53,846.15, of it 21,538.46 and 32,307.69.
    @Test func floorsAreSplitByArea() throws {
        let bills = Lifts.bills([Lifts.stair(floors: 7, areas: [60, 90])])
        let answer = try #require(try bills.unitBills().first)
        #expect(answer.bills[4...5].map(\.payable.minorUnits) == [2_153_846, 3_230_769])
        #expect(answer.bills.map(\.payable).reduce(.zero, +) == Money(minorUnits: 35_000_000))
    }

    /// Without one of the two third-floor flats 6.0 of 6.5 coefficients pay: all others pay
    /// 6.5/6 of their bill, and the neighbour 350,000 · 0.5 / 6 = 29,166.67.
    @Test func whatIsRefusedGoesToThePayersInProportion() throws {
        var stair = Lifts.stair(floors: 7)
        stair.flats[4].pays = false
        stair.flats[4].vote = .no
        var bills = Lifts.bills([stair])
        bills.consent = ConsentRule()
        let answer = try #require(try bills.unitBills().first)
        #expect(answer.bills[4].payable == .zero)
        #expect(answer.bills[4].payableIfAllPaid == Money(minorUnits: 2_692_308))
        #expect(answer.bills[5].payable == Money(minorUnits: 2_916_667))
        #expect(answer.bills[13].payable == Money(minorUnits: 4_083_333))
        #expect(answer.bills.map(\.payable).reduce(.zero, +) == stair.net)
        let consent = try #require(answer.consent)
        #expect(consent.participationByArea == .one && consent.approvalByArea == Ratio(13, 14))
        #expect(consent.isPassed)
    }

    /// Half by area and half by household, of 1,000.00: (60/150 + 1/2)/2 = 45 %.
    @Test func mixTakesEachBasisWithItsWeight() throws {
        let stair = StairUnit(
            building: "1", stair: "1", cost: Money(minorUnits: 100_000),
            flats: [
                Flat(id: "a", floor: 1, area: Ratio(60)), Flat(id: "b", floor: 2, area: Ratio(90)),
            ])
        let half = Ratio(1, 2)
        let bills = HouseholdBills(
            units: [stair],
            split: CostSplit([
                CostSplit.Part(.area, weight: half), CostSplit.Part(.equal, weight: half),
            ]))
        let answer = try #require(try bills.unitBills().first)
        #expect(answer.bills.map(\.payable.minorUnits) == [45_000, 55_000])
    }

    /// Pingdu's 10 yuan/m²: an owner of 84.6 m² pays 846 of a cost that is 10 yuan for each m².
    @Test func ratePerAreaIsASplitByArea() throws {
        let areas = [Ratio(846, 10), Ratio(1_000, 10), Ratio(154, 10)]
        let stair = StairUnit(
            building: "1", stair: "", cost: Money(minorUnits: 200_000),
            flats: areas.enumerated().map { Flat(id: "\($0)", floor: 1, area: $1) })
        let bills = HouseholdBills(units: [stair], split: CostSplit([CostSplit.Part(.area)]))
        let answer = try #require(try bills.unitBills().first)
        #expect(answer.bills.map(\.payable.minorUnits) == [84_600, 100_000, 15_400])
    }

    @Test(arguments: UInt64(0)..<100)
    func everyColumnAddsUp(seed: UInt64) throws {
        let bills = Lifts.random(seed: seed)
        for (unit, answer) in zip(bills.units, try bills.unitBills()) {
            #expect(answer.bills.map(\.payable).reduce(.zero, +) == unit.net)
            #expect(answer.bills.map(\.subsidy).reduce(.zero, +) == unit.subsidy)
            #expect(answer.bills.map(\.other).reduce(.zero, +) == unit.other)
            #expect(answer.bills.map(\.cost).reduce(.zero, +) == unit.cost)
            for (flat, bill) in zip(unit.flats, answer.bills) {
                #expect(bill.payments.reduce(.zero, +) == bill.payable)
                #expect(bill.payments.allSatisfy { $0 >= .zero })
                #expect(flat.pays || bill.payable == .zero)
            }
        }
    }

    @Test(arguments: UInt64(0)..<100)
    func orderOfFlatsChangesNoBill(seed: UInt64) throws {
        let bills = Lifts.random(seed: seed)
        var random = SeededGenerator(seed: seed &+ 1_000)
        var shuffled = bills
        for index in shuffled.units.indices { shuffled.units[index].flats.shuffle(using: &random) }
        shuffled.units.shuffle(using: &random)
        #expect(try Lifts.byFlat(shuffled) == Lifts.byFlat(bills))
    }

    /// A larger flat never pays less than it did, and no other pays more than it did.
    @Test(arguments: UInt64(0)..<100)
    func moreAreaIsNeverLessMoney(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var bills = Lifts.random(seed: seed)
        bills.split = CostSplit([CostSplit.Part(.area)])
        for index in bills.units[0].flats.indices { bills.units[0].flats[index].pays = true }
        let grown = Int.random(in: bills.units[0].flats.indices, using: &random)
        var larger = bills
        larger.units[0].flats[grown].area = try bills.units[0].flats[grown].area.adding(
            Ratio(Int128.random(in: 1...5_000, using: &random), 100))
        let (before, after) = (try bills.unitBills()[0].bills, try larger.unitBills()[0].bills)
        #expect(after[grown].payable >= before[grown].payable)
        #expect(after[grown].share > before[grown].share || before.count == 1)
    }

    @Test func higherFloorsPayMoreUnderGuangzhousCoefficients() throws {
        let answer = try #require(
            try Lifts.bills([Lifts.stair(floors: 7, areas: [80])]).unitBills().first)
        let payable = answer.bills.map(\.payable)
        #expect(zip(payable, payable.dropFirst()).allSatisfy { $0 < $1 })
    }

    /// 100.00 payable: 30 % from the provident fund, at most 20.00 from the maintenance fund, of a
    /// pot of 30.00 the part in proportion to what is left, the rest in cash.
    @Test func channelsPayInOrderUpToTheirLimits() throws {
        let limits: [Money?] = [nil, Money(minorUnits: 2_000), nil, nil, nil]
        let stair = StairUnit(
            building: "1", stair: "1", cost: Money(minorUnits: 20_000),
            flats: [
                Flat(id: "a", floor: 1, area: .one, channelLimits: limits),
                Flat(id: "b", floor: 1, area: .one),
            ])
        let bills = HouseholdBills(
            units: [stair], split: CostSplit([CostSplit.Part(.equal)]),
            channels: [
                PaymentChannel(id: "provident-fund", share: Ratio(3, 10)),
                PaymentChannel(id: "maintenance-fund"),
                PaymentChannel(id: "common-income", pot: Money(minorUnits: 3_000)),
                PaymentChannel(id: "welfare", isUsable: false, earmarks: ["roof"]),
                PaymentChannel(id: PaymentChannel.cash),
            ])
        let answer = try #require(try bills.unitBills().first)
        #expect(answer.bills[0].payments.map(\.minorUnits) == [3_000, 2_000, 3_000, 0, 2_000])
        #expect(answer.bills[1].payments.map(\.minorUnits) == [3_000, 7_000, 0, 0, 0])
    }

    @Test func floorWithoutCoefficientTraps() async {
        await #expect(processExitsWith: .failure) {
            _ = try Lifts.bills([Lifts.stair(floors: 8)]).unitBills()
        }
    }

    @Test func areaOfTenDecimalsTraps() async {
        await #expect(processExitsWith: .failure) {
            var stair = Lifts.stair(floors: 2)
            stair.flats[0].area = Ratio(1, 10_000_000_000)
            _ = try Lifts.bills([stair]).unitBills()
        }
    }

    @Test func lastChannelWithALimitTraps() async {
        await #expect(processExitsWith: .failure) {
            var bills = Lifts.bills([Lifts.stair(floors: 2)])
            bills.channels = [PaymentChannel(id: "donation", pot: .zero)]
            _ = try bills.unitBills()
        }
    }

    @Test func unitThatNobodyPaysIsRefused() {
        var stair = Lifts.stair(floors: 1)
        #expect(throws: CostSharingError.unitWithoutPayer(unit: 0)) {
            try Lifts.bills([stair]).unitBills()
        }
        stair = Lifts.stair(floors: 2)
        for index in stair.flats.indices { stair.flats[index].pays = false }
        #expect(throws: CostSharingError.unitWithoutPayer(unit: 0)) {
            try Lifts.bills([stair]).unitBills()
        }
    }
}

/// Stair units with elevators.
enum Lifts {
    static let guangzhou: [Int: Ratio] = [
        1: .zero, 2: Ratio(1, 2), 3: .one, 4: Ratio(11, 10), 5: Ratio(12, 10), 6: Ratio(13, 10),
        7: Ratio(14, 10),
    ]

    static func stair(_ building: String = "1", floors: Int, areas: [Int128] = [80, 80])
        -> StairUnit
    {
        StairUnit(
            building: building, stair: "1", cost: Money(minorUnits: 70_000_000),
            subsidy: Money(minorUnits: 35_000_000),
            flats: (1...floors).flatMap { floor in
                areas.enumerated().map {
                    Flat(id: "\(building)-1-\(floor)0\($0 + 1)", floor: floor, area: Ratio($1))
                }
            })
    }

    static func bills(_ units: [StairUnit]) -> HouseholdBills {
        HouseholdBills(
            units: units, split: CostSplit([CostSplit.Part(.floors)], coefficients: guangzhou))
    }

    static func random(seed: UInt64) -> HouseholdBills {
        var random = SeededGenerator(seed: seed)
        let units = (0..<Int.random(in: 1...3, using: &random)).map { unit in
            let cost = Int64.random(in: 0...99_999_999, using: &random)
            let subsidy = Int64.random(in: 0...cost, using: &random)
            let flats = (0..<Int.random(in: 2...14, using: &random)).map { flat in
                Flat(
                    id: "\(unit)-\(flat)", floor: Int.random(in: 2...7, using: &random),
                    area: Ratio(Int128.random(in: 3_000...15_000, using: &random), 100),
                    persons: Int.random(in: 1...5, using: &random),
                    pays: flat == 0 || Int.random(in: 0...5, using: &random) > 0,
                    channelLimits: [
                        Money(minorUnits: Int64.random(in: 0...1_000_000, using: &random)), nil,
                    ])
            }
            return StairUnit(
                building: "\(unit)", stair: "", cost: Money(minorUnits: cost),
                subsidy: Money(minorUnits: subsidy),
                other: Money(minorUnits: Int64.random(in: 0...(cost - subsidy), using: &random)),
                flats: flats)
        }
        let bases = CostSplit.Basis.allCases.shuffled(using: &random)
        let part = Ratio(Int128.random(in: 1...9, using: &random), 10)
        let rest = Ratio(part.denominator - part.numerator, part.denominator)
        return HouseholdBills(
            units: units,
            split: CostSplit(
                [CostSplit.Part(bases[0], weight: part), CostSplit.Part(bases[1], weight: rest)],
                coefficients: guangzhou),
            channels: [
                PaymentChannel(id: "provident-fund"),
                PaymentChannel(
                    id: "common-income",
                    pot: Money(minorUnits: Int64.random(in: 0...9_999_999, using: &random))),
                PaymentChannel(id: PaymentChannel.cash),
            ], consent: ConsentRule())
    }

    /// The bills by flat.
    static func byFlat(_ bills: HouseholdBills) throws -> [String: HouseholdBill] {
        var found: [String: HouseholdBill] = [:]
        for (unit, answer) in zip(bills.units, try bills.unitBills()) {
            for (flat, bill) in zip(unit.flats, answer.bills) { found[flat.id] = bill }
        }
        return found
    }
}
