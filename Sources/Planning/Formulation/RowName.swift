/// The name of a constraint or variable before it is written: `family(key,key)`.
struct RowName {
    /// What kind it is.
    var family: String
    /// What tells it apart from others of its family.
    var keys: [String]
    /// The period, written as the last key where the programme has periods.
    var period: Int?

    /// Creates a name.
    init(_ family: String, _ keys: [String], _ period: Int? = nil) {
        (self.family, self.keys, self.period) = (family, keys, period)
    }

    /// The name as text.
    func text(separator: String, periods: [String]) -> String {
        var keys = keys
        if let period, !periods.isEmpty { keys.append(periods[period]) }
        return "\(family)(\(keys.joined(separator: separator)))"
    }
}
