public import Funding

/// A way in which owners pay: cash, provident fund, maintenance fund, common income, a donation.
public struct PaymentChannel: Hashable, Sendable {
    /// The identifier; ``cash`` is the channel that takes what the others leave.
    public var id: String
    /// The name in notices, if it differs from the identifier.
    public var title: LocalizedText?
    /// The most that it pays of a bill, as a share; `nil` for no limit.
    public var share: Ratio?
    /// The most that it pays of all bills together, split in proportion to what each can take; `nil`
    /// for no limit.
    public var pot: Money?
    /// Whether its money may pay these works at all (专款专用).
    public var isUsable: Bool
    /// What it is earmarked for, as written; empty for anything.
    public var earmarks: [String]

    /// The identifier of the channel without limits.
    public static let cash = "cash"

    /// Creates a channel.
    public init(
        id: String, title: LocalizedText? = nil, share: Ratio? = nil, pot: Money? = nil,
        isUsable: Bool = true, earmarks: [String] = []
    ) {
        (self.id, self.title, self.share, self.pot) = (id, title, share, pot)
        (self.isUsable, self.earmarks) = (isUsable, earmarks)
    }
}
