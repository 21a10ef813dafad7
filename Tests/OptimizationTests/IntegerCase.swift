import Optimization
import TestSupport

/// A small program in whole numbers only, whose truth is found by trying all points exactly.
struct IntegerCase {
    private(set) var program = LinearProgram(name: "whole numbers")
    private var ranges: [ClosedRange<Int>] = []
    private var rows: [(factors: [Int], lower: Int?, upper: Int?)] = []
    private var costs: [Int] = []

    /// Two to five variables with up to four values each, up to four rows, coefficients of up to
    /// eleven digits.
    init(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let count = Int.random(in: 2...5, using: &generator)
        var scale = 1
        for _ in 0..<Int.random(in: 0...10, using: &generator) { scale *= 10 }
        for index in 0..<count {
            let low = Int.random(in: -1...1, using: &generator)
            let range = low...(low + Int.random(in: 1...3, using: &generator))
            ranges.append(range)
            program.add(
                Variable(
                    name: "w(\(index))",
                    bounds: Bounds(Double(range.lowerBound), Double(range.upperBound)),
                    isInteger: true))
        }
        for index in 0..<Int.random(in: 1...4, using: &generator) {
            let factors = (0..<count).map { _ in
                Int.random(in: -9 * scale...9 * scale, using: &generator)
            }
            let middle = Int.random(in: -10 * scale...10 * scale, using: &generator)
            let kind = Int.random(in: 0...3, using: &generator)
            let row: (factors: [Int], lower: Int?, upper: Int?) =
                switch kind {
                case 0: (factors, nil, middle)
                case 1: (factors, middle, nil)
                case 2: (factors, middle, middle + 9 * scale)
                default: (factors.map { $0 / scale }, middle / scale, middle / scale)
                }
            rows.append(row)
            program.add(
                Constraint(
                    name: "row(\(index))",
                    terms: row.factors.enumerated().filter { $0.element != 0 }.map {
                        Term(Double($0.element), VariableID($0.offset))
                    },
                    bounds: Bounds(
                        row.lower.map(Double.init) ?? -.infinity,
                        row.upper.map(Double.init) ?? .infinity), owner: .shared))
        }
        costs = (0..<count).map { _ in Int.random(in: -9 * scale...9 * scale, using: &generator) }
        program.objective = Objective(
            Bool.random(using: &generator) ? .maximize : .minimize,
            terms: costs.enumerated().map { Term(Double($0.element), VariableID($0.offset)) },
            constant: Bool.random(using: &generator) ? 7 : 0,
            isIntegral: Bool.random(using: &generator))
    }

    /// The best objective, or `nil` without a point.
    var optimum: Double? {
        var best: Int?
        var point = ranges.map(\.lowerBound)
        while true {
            if isFeasible(point) {
                let value = objective(at: point)
                let isBetter =
                    program.objective.sense == .minimize
                    ? value < best ?? .max : value > best ?? .min
                if isBetter { best = value }
            }
            var position = 0
            while position < point.count, point[position] == ranges[position].upperBound {
                point[position] = ranges[position].lowerBound
                position += 1
            }
            guard position < point.count else { break }
            point[position] += 1
        }
        return best.map { Double($0) + program.objective.constant }
    }

    /// Accepts what is a point, and excludes what is none: exactly what the domain does.
    func judge(_ values: [Double], _: Double) -> SearchVerdict {
        let point = values.map { Int($0) }
        guard isFeasible(point) else { return .excluded }
        return .accepted(objective: Double(objective(at: point)) + program.objective.constant)
    }

    private func objective(at point: [Int]) -> Int {
        zip(costs, point).reduce(0) { $0 + $1.0 * $1.1 }
    }

    private func isFeasible(_ point: [Int]) -> Bool {
        rows.allSatisfy { row in
            let sum = zip(row.factors, point).reduce(0) { $0 + $1.0 * $1.1 }
            return sum >= row.lower ?? .min && sum <= row.upper ?? .max
        }
    }
}
