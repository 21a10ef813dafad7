/// Writes a number with its noun for people.
public enum CountText {
    /// A number with its noun, for example `1 rule` or `2 rules`.
    ///
    /// - Parameters:
    ///   - number: How many there are.
    ///   - noun: The noun in the singular; its plural ends in `s`.
    /// - Returns: The number and the noun.
    public static func text(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
