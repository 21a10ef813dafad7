public import Funding

/// One cell of a table, or the value of a fact: typed, so that each format writes it in its own way.
public enum TableCell: Hashable, Sendable {
    /// Nothing.
    case blank
    /// Text that is not ours: a name, an identifier, a condition as written. Renderers escape it.
    case text(String)
    /// A term of ours: a text for people, a stable key for programs.
    case word(key: String, text: String)
    /// An amount of money.
    case money(Money)
    /// An amount of money in minor units (fen) that may be no whole fen, such as a rule's bound;
    /// programs read an exact fraction.
    case amount(Ratio)
    /// A whole number.
    case count(Int)
    /// A number, in the decimals that it needs, or in six where no number of decimals is enough.
    case number(Ratio)
    /// A share, shown as a percentage that is cut and not rounded: 100 % means all of it.
    case share(Ratio, decimals: Int)
    /// An exact number for programs: a fraction `n` or `n/d` in a string.
    case fraction(Ratio)
    /// A measured number for programs, such as a gap.
    case real(Double)
    /// A list of texts that are not ours.
    case texts([String])
}
