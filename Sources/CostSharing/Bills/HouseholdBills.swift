public import Funding

/// What each household pays of the works on its stair unit, to the fen.
///
/// The net cost of a unit (cost − subsidy − other money) goes to its flats by ``CostSplit``. Owners who
/// do not pay drop out, and what they would pay goes to the others in proportion to their own shares.
/// The largest-remainder method makes whole amounts, so that the bills of a unit add up to its net cost;
/// equal remainders are served from the lowest floor up, on a floor by the flats' identifiers as bytes.
public struct HouseholdBills: Hashable, Sendable {
    /// The stair units.
    public var units: [StairUnit]
    /// How each unit's cost is shared.
    public var split: CostSplit
    /// The channels in the order in which they pay.
    ///
    /// The last is ``PaymentChannel/cash``, which has no limit.
    public var channels: [PaymentChannel]
    /// What a vote must reach, or `nil` where none is counted.
    public var consent: ConsentRule?
    /// What every payment is a multiple of, > 0.
    public var unit: Money

    /// Creates bills.
    public init(
        units: [StairUnit], split: CostSplit,
        channels: [PaymentChannel] = [PaymentChannel(id: PaymentChannel.cash)],
        consent: ConsentRule? = nil, unit: Money = Money(minorUnits: 1)
    ) {
        (self.units, self.split, self.channels) = (units, split, channels)
        (self.consent, self.unit) = (consent, unit)
    }

    /// Makes the bills.
    ///
    /// - Returns: The bills of each unit, in order.
    /// - Throws: `CostSharingError.unitWithoutPayer` when nobody of a unit carries a share.
    /// - Precondition: Amounts are multiples of ``unit``, no net cost is negative, and channels are as
    ///   ``channels`` says.
    /// - Complexity: O(*n* log *n* + *n* · *f* · *c*) for *n* flats on *f* floors and *c* channels.
    public func unitBills() throws(CostSharingError) -> [UnitBills] {
        var bills: [UnitBills] = []
        for (position, unit) in units.enumerated() {
            guard let all = split.shares(of: unit.flats),
                let payers = all.limited(to: unit.flats.map(\.pays))
            else { throw .unitWithoutPayer(unit: position) }
            bills.append(self.bills(of: unit, all: all, payers: payers))
        }
        pay(&bills)
        return bills
    }

    private func bills(of unit: StairUnit, all: ExactShares, payers: ExactShares) -> UnitBills {
        let order = unit.flats.indices.sorted { left, right in
            let (first, second) = (unit.flats[left], unit.flats[right])
            guard first.floor == second.floor else { return first.floor < second.floor }
            return first.id.utf8.lexicographicallyPrecedes(second.id.utf8)
        }
        func parts(_ amount: Money, _ shares: ExactShares) -> [Money] {
            shares.split(amount, unit: self.unit, precedence: order)
        }
        let (net, before) = (parts(unit.net, payers), parts(unit.net, all))
        let (subsidy, other) = (parts(unit.subsidy, payers), parts(unit.other, payers))
        return UnitBills(
            bills: unit.flats.indices.map { flat in
                HouseholdBill(
                    coefficient: split.usesCoefficients
                        ? split.coefficients[unit.flats[flat].floor] : nil,
                    share: payers.cut(at: flat), payable: net[flat], subsidy: subsidy[flat],
                    other: other[flat], payableIfAllPaid: before[flat], payments: [])
            }, consent: consent?.result(of: unit.flats))
    }

    /// Lets the channels pay the bills, one after the other.
    private func pay(_ bills: inout [UnitBills]) {
        var flats: [(unit: Int, flat: Int, rest: Money)] = []
        for (unit, list) in bills.enumerated() {
            for (flat, bill) in list.bills.enumerated() { flats.append((unit, flat, bill.payable)) }
        }
        // Equal remainders of a pot are served in an order that is not that of the roster's rows.
        flats.sort {
            units[$0.unit].flats[$0.flat].id.utf8.lexicographicallyPrecedes(
                units[$1.unit].flats[$1.flat].id.utf8)
        }
        for (position, channel) in channels.enumerated() {
            var rooms = flats.map { place in
                let limits = units[place.unit].flats[place.flat].channelLimits
                let payable = bills[place.unit].bills[place.flat].payable
                return room(
                    channel, rest: place.rest, payable: payable,
                    limit: limits.indices.contains(position) ? limits[position] : nil)
            }
            let total = rooms.reduce(.zero, +)
            if let pot = channel.pot, pot < total {
                // The parts of a smaller pot never exceed the rooms that they are in proportion to.
                rooms = whole(pot).split(byWeights: rooms.map(\.minorUnits), unit: unit)
            }
            for (index, paid) in rooms.enumerated() {
                flats[index].rest -= paid
                bills[flats[index].unit].bills[flats[index].flat].payments.append(paid)
            }
        }
        precondition(flats.allSatisfy { $0.rest == .zero }, "the last channel has a limit")
    }

    private func room(_ channel: PaymentChannel, rest: Money, payable: Money, limit: Money?)
        -> Money
    {
        guard channel.isUsable else { return .zero }
        var room = rest
        if let limit { room = min(room, whole(limit)) }
        if let share = channel.share {
            let product = WholeNumber(Int128(payable.minorUnits)) * WholeNumber(share.numerator)
            let (part, _) = product.quotientAndRemainder(
                dividingBy: WholeNumber(share.denominator))
            room = min(room, whole(Money(minorUnits: part)))
        }
        return room
    }

    /// The largest multiple of the unit that is not above an amount.
    private func whole(_ amount: Money) -> Money {
        Money(minorUnits: amount.minorUnits - amount.minorUnits % unit.minorUnits)
    }
}

/// The bills of one stair unit.
public struct UnitBills: Hashable, Sendable {
    /// A bill for each flat of the unit, in their order.
    public var bills: [HouseholdBill]
    /// What came of the vote, or `nil` where none is counted.
    public var consent: ConsentResult?
}

/// What one household pays, and how.
public struct HouseholdBill: Hashable, Sendable {
    /// The coefficient of the floor, or `nil` where none counts.
    public var coefficient: Ratio?
    /// The share of the unit's cost, cut after nine decimals.
    public var share: Ratio
    /// What the household pays.
    public var payable: Money
    /// The part of the subsidy that it is spared.
    public var subsidy: Money
    /// The part of others' money that it is spared.
    public var other: Money
    /// What it would pay if nobody refused.
    public var payableIfAllPaid: Money
    /// What each channel pays of it, in order; the amounts add up to ``payable``.
    public var payments: [Money]

    /// The household's part of the whole cost.
    public var cost: Money { payable + subsidy + other }
}
