import Funding
import TestSupport

/// A random expression over the sample scenario as a tree, with its text and its value worked out in
/// the plainest way.
indirect enum RandomExpression {
    case number(text: String, value: Ratio)
    case sum(of: [Ratio], text: String)
    case joined(String, RandomExpression, RandomExpression)
    case negated(RandomExpression)
    case called(String, [RandomExpression])
    case chosen(
        RandomExpression, String, RandomExpression, then: RandomExpression, or: RandomExpression)

    private static let households: [Ratio] = [Ratio(420), Ratio(260), Ratio(510)]
    private static let floors: [Ratio] = [Ratio(6), Ratio(7), Ratio(6)]
    /// Costs in 万元.
    private static let costs: [Ratio] = [
        Ratio(310), Ratio(86), Ratio(42), Ratio(411, 2), Ratio(70), Ratio(395),
    ]

    /// Grows a tree.
    static func random(depth: Int, using random: inout SeededGenerator) -> RandomExpression {
        func part() -> RandomExpression { self.random(depth: depth - 1, using: &random) }
        switch Int.random(in: 0..<(depth > 0 ? 9 : 3), using: &random) {
        case 0:
            let whole = Int128.random(in: 0...99, using: &random)
            return .number(text: "\(whole)", value: Ratio(whole))
        case 1:
            let (above, below) = (
                Int128.random(in: -9...9, using: &random), Int128.random(in: 1...9, using: &random)
            )
            return .number(text: "\(above)/\(below)", value: Ratio(above, below))
        case 2:
            return [
                RandomExpression.sum(of: households, text: "sum(households)"),
                .sum(
                    of: [costs[3], costs[4], costs[5]], text: "sum(cost where year_built > 1990)"),
                .sum(of: [Ratio(3)], text: "count(projects)"),
                .sum(of: [floors[1]], text: "max(floors)"),
                .sum(of: [costs[2]], text: "min(造价)"),
                .number(text: "25%", value: Ratio(1, 4)),
                .number(text: "3 万元", value: Ratio(3)),
            ].randomElement(using: &random) ?? .number(text: "0", value: .zero)
        case 3, 4, 5:
            let sign = ["+", "-", "*", "/"].randomElement(using: &random) ?? "+"
            return .joined(sign, part(), part())
        case 6: return .negated(part())
        case 7:
            let name =
                ["min", "max", "floor", "ceil", "round"].randomElement(using: &random) ?? "min"
            return .called(name, [part(), part()])
        default:
            let relation = ["<", "<=", "=", "!=", ">", ">="].randomElement(using: &random) ?? "<"
            return .chosen(part(), relation, part(), then: part(), or: part())
        }
    }

    /// The text, with needless parentheses and blanks here and there.
    func text(using random: inout SeededGenerator) -> String {
        func inner(_ part: RandomExpression) -> String {
            let text = part.text(using: &random)
            let needsNone: Bool
            switch part {
            case .number, .sum, .called, .chosen: needsNone = Bool.random(using: &random)
            case .joined, .negated: needsNone = false
            }
            return needsNone ? text : Bool.random(using: &random) ? "(\(text))" : "（ \(text) ）"
        }
        switch self {
        case .number(let text, _), .sum(_, let text): return text
        case .joined(let sign, let left, let right):
            let signs = ["*": ["*", "×"], "/": ["/", "÷"]][sign] ?? [sign]
            return inner(left) + " \(signs.randomElement(using: &random) ?? sign)  " + inner(right)
        case .negated(let part): return "- " + inner(part)
        case .called(let name, let parts):
            return name + "(" + parts.map { $0.text(using: &random) }.joined(separator: ", ") + ")"
        case .chosen(let left, let relation, let right, let first, let second):
            let condition = inner(left) + " \(relation) " + inner(right)
            return "if(\(condition), \(first.text(using: &random)), \(second.text(using: &random)))"
        }
    }

    /// The value, or `nil` where there is none.
    var value: Ratio? {
        switch self {
        case .number(_, let value): return value
        case .sum(let values, _):
            return values.reduce(.zero) { sum, value in (try? sum.adding(value)) ?? sum }
        case .negated(let part): return part.value?.negated
        case .joined(let sign, let left, let right):
            guard let left = left.value, let right = right.value else { return nil }
            return RandomExpression.joined(left, sign, right)
        case .called(let name, let parts):
            guard let first = parts[0].value, let second = parts[1].value else { return nil }
            switch name {
            case "min": return first < second ? first : second
            case "max": return first < second ? second : first
            default: return RandomExpression.rounded(first, name, second)
            }
        case .chosen(let left, let relation, let right, let first, let second):
            guard let left = left.value, let right = right.value else { return nil }
            let holds =
                switch relation {
                case "<": left < right
                case "<=": !(right < left)
                case "=": left == right
                case "!=": left != right
                case ">": right < left
                default: !(left < right)
                }
            return holds ? first.value : second.value
        }
    }

    private static func joined(_ left: Ratio, _ sign: String, _ right: Ratio) -> Ratio? {
        switch sign {
        case "+": return try? left.adding(right)
        case "-": return try? left.adding(right.negated)
        case "*": return try? left.multiplied(by: right)
        default:
            guard right != .zero else { return nil }
            return try? left.multiplied(by: Ratio(right.denominator, right.numerator))
        }
    }

    /// The multiple of a step, counted up or down from the one nearest to zero.
    private static func rounded(_ number: Ratio, _ name: String, _ step: Ratio) -> Ratio? {
        guard step > .zero, let times = try? number.divided(by: step) else { return nil }
        let (quotient, rest) = times.numerator.quotientAndRemainder(dividingBy: times.denominator)
        var multiple = quotient
        switch name {
        case "floor": if rest < 0 { multiple -= 1 }
        case "ceil": if rest > 0 { multiple += 1 }
        default:
            if rest.magnitude * 2 >= times.denominator.magnitude {
                multiple += times.numerator < 0 ? -1 : 1
            }
        }
        return try? step.multiplied(by: Ratio(multiple))
    }
}
