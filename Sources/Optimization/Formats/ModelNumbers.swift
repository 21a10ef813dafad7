/// The numbers of a written model: the shortest decimals that read back as the same Double.
enum ModelNumbers {
    static func format(_ number: Double) -> String {
        if number == .infinity { return "+inf" }
        if number == -.infinity { return "-inf" }
        let text = number.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
