public import Funding

/// Flats that share one cost: a stair unit with its elevator, or a whole building.
public struct StairUnit: Hashable, Sendable {
    /// The building (楼栋); empty where the roster has none.
    public var building: String
    /// The stair (单元); empty where the roster has none.
    public var stair: String
    /// What the works cost, ≥ 0.
    public var cost: Money
    /// What the public purse pays of it, ≥ 0.
    public var subsidy: Money
    /// What others pay of it, ≥ 0; with the subsidy at most the cost.
    public var other: Money
    /// The flats, at least one.
    public var flats: [Flat]

    /// Creates a stair unit.
    public init(
        building: String, stair: String, cost: Money, subsidy: Money = .zero,
        other: Money = .zero, flats: [Flat]
    ) {
        (self.building, self.stair, self.flats) = (building, stair, flats)
        (self.cost, self.subsidy, self.other) = (cost, subsidy, other)
    }

    /// What is left for the owners.
    public var net: Money { cost - subsidy - other }
}

/// A flat, whose owners get one bill.
public struct Flat: Hashable, Sendable {
    /// How the owners of a flat voted.
    public enum Vote: String, Hashable, Sendable, CaseIterable {
        /// In favour.
        case yes
        /// Against.
        case no
        /// They took no part.
        case absent
    }

    /// The identifier, distinct among all flats.
    public var id: String
    /// The number on the door.
    public var name: String
    /// The floor that it lies on.
    public var floor: Int
    /// The private floor area in m², > 0 with at most nine decimals.
    public var area: Ratio
    /// The owners as the vote counts them, ≥ 0.
    public var persons: Int
    /// Whether the owners pay; what those who refuse would pay goes to the others.
    public var pays: Bool
    /// How they voted.
    public var vote: Vote
    /// The most that each channel of the bills may pay here, in their order; `nil` for no limit.
    public var channelLimits: [Money?]

    /// Creates a flat.
    public init(
        id: String, name: String? = nil, floor: Int, area: Ratio, persons: Int = 1,
        pays: Bool = true,
        vote: Vote = .yes, channelLimits: [Money?] = []
    ) {
        (self.id, self.name, self.floor) = (id, name ?? id, floor)
        (self.area, self.persons) = (area, persons)
        (self.pays, self.vote, self.channelLimits) = (pays, vote, channelLimits)
    }
}
