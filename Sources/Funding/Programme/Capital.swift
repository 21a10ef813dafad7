/// The five kinds of capital (资金类别) that meet in a renovation programme.
public enum Capital: String, Hashable, Sendable, CaseIterable {
    /// 中央: money of the central government.
    case central
    /// 地方: money of provincial, city and county governments.
    case local
    /// 专业经营单位: money of utility operators.
    case utility
    /// 居民: money of residents and owners.
    case resident
    /// 社会: social capital.
    case social
}
