public import Funding

/// A grant by the factor method (因素法): a pool that is split over regions by weighted factors.
///
/// With pool T, weights w of the factors f (adding up to 1), values x and difficulty k of the regions,
/// the size share of region i is
/// s(i) = Σ_f w(f) · x(f,i)·k(i) / Σ_j x(f,j)·k(j), where k counts as 1 in factors that are not scaled.
/// It gets A(i) = (1 − r)·T·s(i) + r·T·s(i)·q(i) / Σ_j s(j)·q(j), where r is the share of a reward and q
/// the performance by which it goes; without a reward r is 0.
///
/// The forms of 2019 (财综〔2019〕31号), of 2020 with an unscaled factor of performance, of 2024 (财综
/// 〔2024〕15号, as read in the domain reference) and reward instead of subsidy (以奖代补) are figures
/// of this one description.
public struct FactorGrant: Hashable, Sendable {
    /// A factor by which a part of the pool goes.
    public struct Factor: Hashable, Sendable {
        /// The identifier.
        public var id: String
        /// The part of the pool that goes by the factor, > 0; all add up to 1.
        public var weight: Ratio
        /// The columns whose product is the factor, at least one: numbers ≥ 0, one for each region.
        public var columns: [DataColumn]
        /// Whether the difficulty coefficient multiplies it.
        public var isScaled: Bool

        /// Creates a factor.
        public init(id: String, weight: Ratio, columns: [DataColumn], isScaled: Bool = true) {
            (self.id, self.weight, self.columns) = (id, weight, columns)
            self.isScaled = isScaled
        }
    }

    /// A part of the pool that goes by size and performance together.
    public struct Reward: Hashable, Sendable {
        /// The part of the pool, > 0 and below 1.
        public var share: Ratio
        /// The columns whose product is the performance, at least one: numbers ≥ 0.
        public var columns: [DataColumn]

        /// Creates a reward.
        public init(share: Ratio, columns: [DataColumn]) {
            (self.share, self.columns) = (share, columns)
        }
    }

    /// The money that is split, ≥ 0 and a multiple of ``unit``.
    public var pool: Money
    /// What every amount is a multiple of, > 0.
    public var unit: Money
    /// The distinct names of the regions, at least one.
    public var regions: [String]
    /// The factors, at least one.
    public var factors: [Factor]
    /// The difficulty coefficient (财政困难程度系数) of each region, > 0, or `nil` for 1 everywhere.
    public var difficulty: DataColumn?
    /// The reward, or `nil` for none.
    public var reward: Reward?

    /// Creates a grant.
    public init(
        pool: Money, unit: Money = Money(minorUnits: 1), regions: [String], factors: [Factor],
        difficulty: DataColumn? = nil, reward: Reward? = nil
    ) {
        (self.pool, self.unit, self.regions) = (pool, unit, regions)
        (self.factors, self.difficulty, self.reward) = (factors, difficulty, reward)
    }

    /// Splits the pool.
    ///
    /// Exact until the last step, in which the largest-remainder method makes whole units; equal
    /// remainders are served in order of the regions' names as bytes, so that the order of the regions
    /// changes no amount. More of a factor, with all else equal, never means a smaller exact amount;
    /// without a reward it never means a smaller whole one either.
    ///
    /// - Returns: What each region gets, in order of the regions; the amounts add up to the pool.
    /// - Throws: `CostSharingError.factorWithoutWeight` or `.rewardWithoutWeight` when all weights of
    ///   a factor or of the reward are zero.
    /// - Precondition: Weights add up to 1, and every column is numeric, without blanks and negative
    ///   numbers, with a row for each region.
    /// - Complexity: O(*n* · *f* + *n* log *n*) for *n* regions and *f* factors.
    public func allocation() throws(CostSharingError) -> GrantAllocation {
        var bases: [ExactShares.Basis] = []
        for (position, factor) in factors.enumerated() {
            let scale = factor.isScaled ? difficulty.map { [$0] } ?? [] : []
            let weights = products(of: factor.columns + scale)
            guard weights.contains(where: { !$0.isZero }) else {
                throw .factorWithoutWeight(factor: position)
            }
            bases.append(ExactShares.Basis(part: factor.weight, weights: weights))
        }
        let size = ExactShares(bases)
        var (whole, rewarded): (ExactShares, ExactShares?) = (size, nil)
        if let reward {
            let weights = zip(size.numerators, products(of: reward.columns)).map { $0 * $1 }
            guard weights.contains(where: { !$0.isZero }) else { throw .rewardWithoutWeight }
            rewarded = ExactShares([ExactShares.Basis(part: .one, weights: weights)])
            whole = ExactShares([
                ExactShares.Basis(
                    part: Ratio(
                        reward.share.denominator - reward.share.numerator,
                        reward.share.denominator),
                    weights: size.numerators),
                ExactShares.Basis(part: reward.share, weights: weights),
            ])
        }
        let byFactor = bases.map {
            ExactShares([ExactShares.Basis(part: .one, weights: $0.weights)])
        }
        return GrantAllocation(
            amounts: whole.split(pool, unit: unit, precedence: precedence),
            shares: cut(whole), sizeShares: cut(size), rewardShares: rewarded.map(cut),
            factorShares: byFactor.map(cut))
    }

    private var precedence: [Int] {
        regions.indices.sorted { regions[$0].utf8.lexicographicallyPrecedes(regions[$1].utf8) }
    }

    private func cut(_ shares: ExactShares) -> [Ratio] { regions.indices.map(shares.cut) }

    /// The products of columns for each region; the columns' powers of ten cancel in shares.
    private func products(of columns: [DataColumn]) -> [WholeNumber] {
        columns.reduce([WholeNumber](repeating: .one, count: regions.count)) { products, column in
            guard case .numbers(_, let mantissas) = column.content,
                mantissas.count == regions.count
            else { preconditionFailure("a column of a grant has a number for each region") }
            return zip(products, mantissas).map { $0 * WholeNumber(Int128($1)) }
        }
    }
}

/// What came of splitting a grant, one entry for each region; shares are cut after nine decimals.
public struct GrantAllocation: Hashable, Sendable {
    /// The amounts, whole units that add up to the pool.
    public var amounts: [Money]
    /// The shares of the pool before rounding.
    public var shares: [Ratio]
    /// The shares by all factors with their weights.
    public var sizeShares: [Ratio]
    /// The shares of the reward, or `nil` where there is none.
    public var rewardShares: [Ratio]?
    /// The shares by each factor alone, factor by factor.
    public var factorShares: [[Ratio]]
}
