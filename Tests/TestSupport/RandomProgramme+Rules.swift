internal import Funding

extension RandomProgramme {
    /// Draws rules and scales their bounds so that the plan keeps them, or lies near.
    mutating func drawRules() {
        for position in 0..<number(options.rules) {
            let rule = FundingRule(
                id: "rule\(position + 1)", payers: drawPayers(), works: drawWorks(),
                scope: drawScope(), limits: [], bindsAlways: chance(0.15))
            var limits = [drawLimit(of: rule)]
            if chance(0.3) { limits.append(drawLimit(of: rule)) }
            let drawn = limits.compactMap { $0 }
            guard !drawn.isEmpty else { continue }
            programme.rules.append(rule)
            programme.rules[programme.rules.count - 1].limits = drawn
        }
    }

    mutating func drawPayers() -> PayerSet {
        let sources = programme.sources.indices.filter { _ in chance(0.5) }
        let chosen = sources.isEmpty ? [0] : sources
        return PayerSet(
            sources: chosen, text: chosen.map { programme.sources[$0].id }.joined(separator: ", "))
    }

    mutating func drawWorks() -> Predicate {
        let kind = programme.reference(.work, named: "kind")
        let component = programme.reference(.work, named: "component")
        let floors = programme.reference(.project, named: "floors")
        return switch number(0...4) {
        case 0: .membership(kind, ["pipe", "lift"])
        case 1: .membership(component, ["equipment"])
        case 2: .any([.membership(kind, ["wall"]), .comparison(floors, .less, Ratio(5))])
        default: .always
        }
    }

    private mutating func drawScope() -> RuleScope {
        let district = programme.reference(.project, named: "district")
        return pick([.work, .work, .project, .project, .group(district), .period, .programme])
    }

    /// A limit whose bound is scaled to what is paid; `nil` where no scale lets the plan keep it.
    private mutating func drawLimit(of rule: FundingRule) -> RuleLimit? {
        let sense = pick([RuleLimit.Sense.atLeast, .atMost, .atMost, .exactly])
        let bound = drawBound()
        let limit = RuleLimit(sense, bound)
        guard
            let figures = try? RuleOracle.figures(
                of: limit, in: rule, plan: plan, programme: programme)
        else { return nil }
        let factors = figures.compactMap { figure in
            figure.bound == .zero
                ? nil : try? Ratio(Int128(figure.actual)).divided(by: figure.bound)
        }
        let exact = sense == .atLeast ? factors.min() : factors.max()
        guard var factor = exact, factor > .zero else { return nil }
        if !options.isPlanted {
            factor = (try? factor.multiplied(by: Ratio(Int128(number(60...140)), 100))) ?? factor
        } else if sense != .exactly && !chance(options.tightness) {
            let loose = sense == .atLeast ? number(50...99) : number(101...150)
            factor = (try? factor.multiplied(by: Ratio(Int128(loose), 100))) ?? factor
        }
        guard let scaled = bound.scaled(by: factor, roundingUp: sense == .atMost) else {
            return nil
        }
        let result = RuleLimit(sense, scaled)
        guard options.isPlanted else { return result }
        let holds = try? RuleOracle.figures(
            of: result, in: rule, plan: plan, programme: programme
        ).allSatisfy(\.holds)
        return holds == true ? result : nil
    }

    /// A bound of a random kind and shape, of a size that is scaled later.
    private mutating func drawBound() -> RuleBound {
        let area = programme.reference(.project, named: "area")
        let households = programme.reference(.project, named: "households")
        let floors = programme.reference(.project, named: "floors")
        let units = programme.reference(.work, named: "units")
        let column = pick([area, households, units])
        switch number(0...6) {
        case 0: return .shareOfCost(.one)
        case 1: return .shareOfPayments(.one, drawPayers())
        case 2: return .rate(.one, per: column)
        case 3: return .amount(Money(minorUnits: 1_000_000))
        case 4: return .column(column, minorUnitsPerOne: 1_000_000)
        case 5:
            let first = Ratio(Int128(number(1...3)))
            return .steps(
                StepTable(
                    by: floors,
                    steps: [
                        StepTable.Step(from: .one, value: .shareOfCost(first)),
                        StepTable.Step(
                            from: Ratio(Int128(number(3...8))),
                            value: .shareOfCost(Ratio(Int128(number(1...6)), 2))),
                    ]))
        default:
            return .steps(
                StepTable(
                    by: pick([floors, units]),
                    steps: [
                        StepTable.Step(
                            from: .one, value: .minorUnits(Ratio(Int128(number(1...9))))),
                        StepTable.Step(
                            from: Ratio(5), value: .minorUnits(Ratio(Int128(number(1...9))))),
                        StepTable.Step(
                            from: Ratio(15, 2), value: .minorUnits(Ratio(Int128(number(1...9))))),
                    ], per: chance(0.5) ? pick([area, units]) : nil))
        }
    }
}

extension RuleBound {
    /// The bound times a factor; amounts in whole minor units are rounded.
    fileprivate func scaled(by factor: Ratio, roundingUp: Bool) -> RuleBound? {
        func whole(_ value: Int64) -> Int64? {
            guard let exact = try? Ratio(Int128(value)).multiplied(by: factor) else { return nil }
            return Int64(exactly: roundingUp ? exact.ceiling : exact.floor)
        }
        switch self {
        case .shareOfCost(let share):
            return (try? share.multiplied(by: factor)).map(RuleBound.shareOfCost)
        case .shareOfPayments(let share, let payers):
            return (try? share.multiplied(by: factor)).map { .shareOfPayments($0, payers) }
        case .rate(let rate, let column):
            return (try? rate.multiplied(by: factor)).map { .rate($0, per: column) }
        case .amount(let amount):
            return whole(amount.minorUnits).map { .amount(Money(minorUnits: $0)) }
        case .column(let column, let minorUnits):
            return whole(minorUnits).map { .column(column, minorUnitsPerOne: $0) }
        case .steps(var table):
            for index in table.steps.indices {
                switch table.steps[index].value {
                case .minorUnits(let value):
                    guard let scaled = try? value.multiplied(by: factor) else { return nil }
                    table.steps[index].value = .minorUnits(scaled)
                case .shareOfCost(let value):
                    guard let scaled = try? value.multiplied(by: factor) else { return nil }
                    table.steps[index].value = .shareOfCost(scaled)
                }
            }
            return .steps(table)
        case .slidingScale: return nil
        }
    }
}
