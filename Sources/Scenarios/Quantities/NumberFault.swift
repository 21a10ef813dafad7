/// Why a text is not the number that a place needs.
///
/// Everything that is not plainly a number is refused: a wrong figure is worse than none.
enum NumberFault: Error, Hashable {
    case blank
    case grouping
    case exponent
    case fullWidthDigits
    case chineseNumerals
    case underscore
    case hexadecimal
    case notFinite
    case openPoint
    case tooManyDigits
    case strayText(String)
    case unknownUnit(String)
    case tooFine
    case tooLarge
    case noDenominator

    /// The rule that the text breaks, as the end of a sentence.
    var reason: String {
        switch self {
        case .blank: "it is blank"
        case .grouping: "it groups digits with commas"
        case .exponent: "it is written with an exponent"
        case .fullWidthDigits: "its digits are full-width"
        case .chineseNumerals: "it is written in Chinese numerals"
        case .underscore: "it holds an underscore"
        case .hexadecimal: "it is hexadecimal"
        case .notFinite: "it is not finite"
        case .openPoint: "a decimal point needs digits on both sides"
        case .tooManyDigits: "it has more digits than a figure can have"
        case .strayText(let text): "\(text) does not belong to a number"
        case .unknownUnit(let unit): "the unit \(unit) is not known"
        case .tooFine: "it is finer than one fen"
        case .tooLarge: "it is larger than Fundmix takes"
        case .noDenominator: "the number below the line is zero"
        }
    }

    /// What the user can do.
    var fix: String {
        switch self {
        case .grouping: "write it without commas, or declare 'grouping: comma' in scenario.yaml"
        case .exponent, .hexadecimal: "write it out in decimal digits"
        case .fullWidthDigits, .chineseNumerals: "write it with the digits 0 to 9"
        case .underscore: "leave the underscore out"
        case .unknownUnit: "use 元, 万元 or 亿元"
        case .tooLarge, .tooManyDigits: "check the figure and its unit"
        case .tooFine: "round it to whole fen"
        default: "write a decimal number such as 1234.56"
        }
    }
}
