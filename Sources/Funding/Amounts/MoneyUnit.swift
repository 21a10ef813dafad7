/// A unit in which people write amounts: 元, 万元 or 亿元.
public enum MoneyUnit: String, Hashable, Sendable, CaseIterable {
    /// 元, 100 fen.
    case yuan = "元"
    /// 万元, 10,000 yuan.
    case wanYuan = "万元"
    /// 亿元, 100,000,000 yuan.
    case yiYuan = "亿元"

    /// How many minor units (fen) one unit is.
    public var minorUnits: Int64 {
        switch self {
        case .yuan: 100
        case .wanYuan: 1_000_000
        case .yiYuan: 10_000_000_000
        }
    }

    /// How many decimals an amount in this unit needs at most to be exact to the fen.
    public var decimals: Int {
        switch self {
        case .yuan: 2
        case .wanYuan: 6
        case .yiYuan: 10
        }
    }

    /// The English name.
    public var englishName: String {
        switch self {
        case .yuan: "yuan"
        case .wanYuan: "10k yuan"
        case .yiYuan: "100m yuan"
        }
    }
}
