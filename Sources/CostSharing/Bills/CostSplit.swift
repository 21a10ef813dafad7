public import Funding

/// How a cost is shared by flats: by one basis, or by several with weights.
public struct CostSplit: Hashable, Sendable {
    /// What shares are taken of.
    public enum Basis: String, Hashable, Sendable, CaseIterable {
        /// The floor's coefficient, on each floor by area: coef(f) · area(f,u)/area(f) / Σ_f coef(f).
        case floors
        /// The private area.
        case area
        /// Every flat alike.
        case equal
        /// The persons.
        case persons
    }

    /// A basis with the part of the cost that goes by it.
    public struct Part: Hashable, Sendable {
        /// The basis.
        public var basis: Basis
        /// The part of the cost, > 0; all add up to 1.
        public var weight: Ratio

        /// Creates a part.
        public init(_ basis: Basis, weight: Ratio = .one) {
            (self.basis, self.weight) = (basis, weight)
        }
    }

    /// The parts, at least one.
    public var parts: [Part]
    /// The coefficients of floors, for ``Basis/floors``.
    public var coefficients: [Int: Ratio]

    /// Creates a split.
    public init(_ parts: [Part], coefficients: [Int: Ratio] = [:]) {
        (self.parts, self.coefficients) = (parts, coefficients)
    }

    /// Whether coefficients count.
    public var usesCoefficients: Bool { parts.contains { $0.basis == .floors } }

    /// The share of each flat when all pay; `nil` where a basis has no weight at all.
    ///
    /// - Precondition: Each floor has a coefficient where coefficients count.
    /// - Complexity: O(*n* · *f*) products for *n* flats on *f* floors.
    func shares(of flats: [Flat]) -> ExactShares? {
        var bases: [ExactShares.Basis] = []
        for part in parts {
            let weights = weights(of: flats, by: part.basis)
            guard weights.contains(where: { !$0.isZero }) else { return nil }
            bases.append(ExactShares.Basis(part: part.weight, weights: weights))
        }
        return ExactShares(bases)
    }

    private func weights(of flats: [Flat], by basis: Basis) -> [WholeNumber] {
        switch basis {
        case .area: flats.map { CostSplit.billionths($0.area) }
        case .equal: flats.map { _ in .one }
        case .persons: flats.map { WholeNumber(Int128($0.persons)) }
        case .floors: weightsByFloor(flats)
        }
    }

    /// coef(f) · area(f,u) / area(f), with the areas of all floors as the common denominator.
    private func weightsByFloor(_ flats: [Flat]) -> [WholeNumber] {
        var areas: [Int: WholeNumber] = [:]
        for flat in flats {
            areas[flat.floor, default: .zero] =
                areas[flat.floor, default: .zero] + CostSplit.billionths(flat.area)
        }
        let floors = areas.keys.sorted()
        var factors: [Int: WholeNumber] = [:]
        for floor in floors {
            guard let coefficient = coefficients[floor] else {
                preconditionFailure("floor \(floor) has no coefficient")
            }
            factors[floor] = floors.reduce(CostSplit.billionths(coefficient)) { product, other in
                other == floor ? product : product * (areas[other] ?? .one)
            }
        }
        return flats.map { CostSplit.billionths($0.area) * (factors[$0.floor] ?? .zero) }
    }

    /// A number with at most nine decimals, times 10^9.
    static func billionths(_ number: Ratio) -> WholeNumber {
        let scale = Int128(1_000_000_000)
        precondition(
            scale % number.denominator == 0, "a figure of a roster has at most nine decimals")
        return WholeNumber(number.numerator * (scale / number.denominator))
    }
}
