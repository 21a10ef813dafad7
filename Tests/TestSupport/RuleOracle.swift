public import Funding

/// The meaning of rules written down as slowly and plainly as possible, item by item in fractions.
///
/// An independent reading of ``RuleBound``, against which verifier and formulation are tested.
public enum RuleOracle {
    /// A place where a rule holds.
    public enum Place: Hashable, Sendable {
        /// A work, by position.
        case work(Int)
        /// A project, by position.
        case project(Int)
        /// The projects that share a value.
        case group(String)
        /// A period, by position.
        case period(Int)
        /// The whole programme.
        case programme
    }

    /// How one limit stands in one place.
    public struct Figure: Hashable, Sendable {
        /// The place.
        public var place: Place
        /// What is demanded or allowed, in minor units.
        public var bound: Ratio
        /// What is paid, in minor units.
        public var actual: Int64
        /// Whether the limit holds.
        public var holds: Bool

        /// Creates a figure.
        public init(place: Place, bound: Ratio, actual: Int64, holds: Bool) {
            (self.place, self.bound, self.actual, self.holds) = (place, bound, actual, holds)
        }
    }

    /// The figures of a limit in every place, also where nothing is funded.
    ///
    /// - Throws: `ArithmeticOverflow` when a bound leaves 128 bits.
    public static func figures(
        of limit: RuleLimit, in rule: FundingRule, plan: Plan, programme: Programme
    ) throws(ArithmeticOverflow) -> [Figure] {
        var figures: [Figure] = []
        let unit = programme.settlementUnit.exact
        for place in places(of: rule, in: programme) {
            let scene = Scene(rule: rule, place: place, plan: plan, programme: programme)
            let bound = try scene.bound(of: limit.bound)
            let actual = scene.paid(by: rule.payers.sources)
            let distance = try Ratio(Int128(actual)).subtracting(bound)
            let holds =
                switch limit.sense {
                case .atLeast: distance >= .zero
                case .atMost: distance <= .zero
                case .exactly: distance.magnitude < unit
                }
            figures.append(Figure(place: place, bound: bound, actual: actual, holds: holds))
        }
        return figures
    }

    private static func places(of rule: FundingRule, in programme: Programme) -> [Place] {
        let projects = programme.projects.indices.filter {
            programme.failedGates(ofProject: $0).isEmpty
        }
        func matching(_ project: Int) -> [Int] {
            programme.projects[project].works.filter {
                rule.works.holds(forWork: $0, in: programme)
            }
        }
        switch rule.scope {
        case .work: return projects.flatMap(matching).map(Place.work)
        case .project: return projects.filter { !matching($0).isEmpty }.map(Place.project)
        case .group(let column):
            let values = projects.compactMap { programme.column(column).text(at: $0) }
            return Set(values).sorted().map(Place.group)
        case .period: return (0..<programme.periodCount).map(Place.period)
        case .programme: return [.programme]
        }
    }
}

/// One rule in one place.
private struct Scene {
    let rule: FundingRule
    let place: RuleOracle.Place
    let plan: Plan
    let programme: Programme

    /// The matching works of considered projects in the place; all of them for a period.
    var works: [Int] {
        programme.works.indices.filter { work in
            let project = programme.works[work].project
            let isInside =
                switch place {
                case .work(let own): own == work
                case .project(let own): own == project
                case .group(let value):
                    if case .group(let column) = rule.scope {
                        programme.column(column).text(at: project) == value
                    } else {
                        false
                    }
                case .period, .programme: true
                }
            return isInside && rule.works.holds(forWork: work, in: programme)
                && programme.failedGates(ofProject: project).isEmpty
        }
    }

    /// Whether a work counts: funded (starting in the period, for a period) or counted always.
    func counts(_ work: Int) -> Bool {
        switch place {
        case .work, .project: rule.bindsAlways || plan.fundedWorks[work]
        case .group, .programme: plan.fundedWorks[work]
        case .period(let period):
            plan.fundedWorks[work] && plan.starts[programme.works[work].project] == period
        }
    }

    /// What sources pay for the works in the place.
    func paid(by sources: [Int]) -> Int64 {
        let works = Set(works)
        var sum: Int64 = 0
        for payment in plan.payments
        where works.contains(payment.work) && sources.contains(payment.source) {
            if case .period(let period) = place, payment.period != period { continue }
            sum += payment.amount.minorUnits
        }
        return sum
    }

    /// The cost of a work that counts for shares, in the place.
    func cost(_ work: Int) -> Ratio {
        if case .period(let period) = place {
            guard plan.fundedWorks[work], let start = plan.starts[programme.works[work].project]
            else { return .zero }
            return programme.costs(ofWork: work, startingIn: start)[period].exact
        }
        return counts(work) ? programme.works[work].cost.exact : .zero
    }

    func bound(of bound: RuleBound) throws(ArithmeticOverflow) -> Ratio {
        switch bound {
        case .shareOfCost(let share):
            return try sum(of: works) { work throws(ArithmeticOverflow) in
                try share.multiplied(by: cost(work))
            }
        case .shareOfPayments(let share, let others):
            return try share.multiplied(by: Ratio(Int128(paid(by: others.sources))))
        case .rate(let rate, let column):
            return try sum(of: items(perWork: column.level == .work)) {
                work throws(ArithmeticOverflow) in
                try rate.multiplied(by: number(column, work))
            }
        case .column(let column, let minorUnits):
            return try sum(of: items(perWork: column.level == .work)) {
                work throws(ArithmeticOverflow) in
                try Ratio(Int128(minorUnits)).multiplied(by: number(column, work))
            }
        case .amount(let amount):
            switch place {
            case .work, .project: return works.contains(where: counts) ? amount.exact : .zero
            case .group, .period, .programme: return amount.exact
            }
        case .steps(let table):
            if case .shareOfCost = table.steps[0].value {
                return try sum(of: works) { work throws(ArithmeticOverflow) in
                    let cost = cost(work)
                    return cost == .zero ? .zero : try step(table, work).multiplied(by: cost)
                }
            }
            let isPerWork = table.by.level == .work || table.per?.level == .work
            return try sum(of: items(perWork: isPerWork)) { work throws(ArithmeticOverflow) in
                let size = table.per.map { number($0, work) } ?? .one
                return try step(table, work).multiplied(by: size)
            }
        case .slidingScale(let scale): return try slidingBound(scale)
        }
    }

    /// Share paid less share expected, the last piece that it reaches, its value times the base.
    private func slidingBound(_ scale: SlidingScale) throws(ArithmeticOverflow) -> Ratio {
        let funded = placed.filter { plan.fundedWorks[$0] }
        let measured = funded.filter { work in
            (scale.works ?? rule.works).holds(forWork: work, in: programme)
        }
        let cost = try sum(of: measured) { programme.works[$0].cost.exact }
        guard cost > .zero else { return .zero }
        let paid = plan.payments.filter {
            measured.contains($0.work) && scale.payers.sources.contains($0.source)
        }.reduce(Int128(0)) { $0 + Int128($1.amount.minorUnits) }
        let expected = try sum(of: measured) { work throws(ArithmeticOverflow) in
            let share: Ratio =
                switch scale.floor {
                case .byClass(let shares):
                    shares.isEmpty ? .zero : shares[programme.works[work].classIndex]
                case .column(let column): number(column, work)
                }
            return try share.multiplied(by: programme.works[work].cost.exact)
        }
        let excess = try Ratio(paid).subtracting(expected).divided(by: cost)
        var counting = scale.pieces[0]
        for piece in scale.pieces
        where excess > piece.from || excess == piece.from && !piece.isAbove {
            counting = piece
        }
        let value = try counting.value.adding(counting.slope.multiplied(by: excess))
        let matching = funded.filter { rule.works.holds(forWork: $0, in: programme) }
        let base: Ratio
        switch scale.base {
        case .amount: base = .one
        case .cost: base = try sum(of: matching) { programme.works[$0].cost.exact }
        case .column(let column, let minorUnits):
            base = try size(of: column, matching).multiplied(by: Ratio(Int128(minorUnits)))
        case .rate(let column): base = try size(of: column, matching)
        }
        return try value.multiplied(by: base)
    }

    /// A column summed over works, or a project's number.
    private func size(of column: ColumnReference, _ works: [Int]) throws(ArithmeticOverflow)
        -> Ratio
    {
        guard column.level == .project else {
            return try sum(of: works) { number(column, $0) }
        }
        guard let work = placed.first else { return .zero }
        return number(column, work)
    }

    /// All works in a work or project.
    private var placed: [Int] {
        switch place {
        case .work(let work): [work]
        case .project(let project): Array(programme.projects[project].works)
        case .group, .period, .programme: []
        }
    }

    /// The works that count, or one of them for each project.
    private func items(perWork: Bool) -> [Int] {
        let counting = works.filter(counts)
        if perWork { return counting }
        if case .work = place { return counting }
        return counting.filter { work in
            counting.first { programme.works[$0].project == programme.works[work].project } == work
        }
    }

    private func step(_ table: StepTable, _ work: Int) -> Ratio {
        switch table.value(at: number(table.by, work)) {
        case .minorUnits(let value), .shareOfCost(let value): value
        case nil: preconditionFailure("a value lies below the first step")
        }
    }

    private func number(_ column: ColumnReference, _ work: Int) -> Ratio {
        guard let number = programme.number(column, ofWork: work) else {
            preconditionFailure("a cell that a rule needs is blank")
        }
        return number
    }

    private func sum(of works: [Int], _ value: (Int) throws(ArithmeticOverflow) -> Ratio)
        throws(ArithmeticOverflow) -> Ratio
    {
        var sum = Ratio.zero
        for work in works { sum = try sum.adding(try value(work)) }
        return sum
    }
}
