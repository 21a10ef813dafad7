import Foundation
import Optimization
import Testing

/// Reads the small part of the CPLEX LP format that the kept models use.
struct LPReader {
    private enum Section { case objective, constraints, bounds, integers, binaries }

    private var program = LinearProgram()
    private var ids: [String: VariableID] = [:]

    /// Reads a model of this folder; variables without an upper bound get one of 10⁶.
    static func model(named name: String) throws -> LinearProgram {
        let file = try #require(
            Bundle.module.url(forResource: name, withExtension: "lp", subdirectory: "Models"))
        var reader = LPReader()
        reader.read(try String(contentsOf: file, encoding: .utf8))
        return reader.program
    }

    private mutating func read(_ text: String) {
        var section = Section.objective
        var pending: [Substring] = []
        for line in text.split(separator: "\n") where !line.hasPrefix("\\") {
            let words = line.split(separator: " ")
            switch words.first?.lowercased() {
            case "maximize": program.objective.sense = .maximize
            case "minimize": program.objective.sense = .minimize
            case "subject":
                program.objective.terms = takeTerms(&pending)
                section = .constraints
            case "bounds": section = .bounds
            case "generals": section = .integers
            case "binary": section = .binaries
            case "end": return
            default:
                switch section {
                case .objective: pending += words
                case .constraints:
                    pending += words
                    addConstraint(&pending)
                case .bounds: setBounds(words)
                case .integers, .binaries:
                    for word in words {
                        let id = variable(word)
                        program[id].isInteger = true
                        if section == .binaries { program[id].bounds = Bounds(0, 1) }
                    }
                }
            }
        }
    }

    private mutating func variable(_ name: Substring) -> VariableID {
        if let id = ids[String(name)] { return id }
        let id = program.add(Variable(name: String(name), bounds: Bounds(0, 1e6)))
        ids[String(name)] = id
        return id
    }

    private mutating func takeTerms(_ words: inout [Substring]) -> [Term] {
        var (terms, sign, size) = ([Term](), 1.0, 1.0)
        for word in words where !word.hasSuffix(":") {
            if word == "+" || word == "-" {
                sign = word == "-" ? -1 : 1
            } else if let number = Double(word) {
                size = number
            } else {
                terms.append(Term(sign * size, variable(word)))
                (sign, size) = (1, 1)
            }
        }
        words = []
        return terms
    }

    private mutating func addConstraint(_ words: inout [Substring]) {
        guard let place = words.firstIndex(where: { ["<=", ">=", "="].contains($0) }),
            place + 1 < words.count, let end = Double(words[place + 1])
        else { return }
        let bounds: Bounds =
            switch words[place] {
            case "<=": .atMost(end)
            case ">=": .atLeast(end)
            default: .exactly(end)
            }
        var left = Array(words[..<place])
        let terms = takeTerms(&left)
        program.add(
            Constraint(
                name: "row(\(program.constraints.count))", terms: terms, bounds: bounds,
                owner: .shared))
        words = []
    }

    private mutating func setBounds(_ words: [Substring]) {
        if words.count == 2, words[1] == "free" {
            program[variable(words[0])].bounds = Bounds(-1e6, 1e6)
        } else if words.count == 5, let upper = Double(words[4]) {
            let lower = words[0] == "-Inf" ? -1e6 : Double(words[0]) ?? 0
            program[variable(words[2])].bounds = Bounds(lower, upper)
        }
    }
}
