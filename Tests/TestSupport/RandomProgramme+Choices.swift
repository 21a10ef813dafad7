internal import Funding

extension RandomProgramme {
    /// Draws choices that the plan keeps; where it need not, around it.
    mutating func drawChoices() {
        for position in 0..<number(options.choices) {
            guard let demand = drawDemand() else { continue }
            programme.choices.append(
                Choice(id: "choice\(position + 1)", demand: demand, text: "choice \(position + 1)"))
        }
    }

    private mutating func drawDemand() -> Choice.Demand? {
        let items =
            programme.projects.indices.map { ChoiceItem(project: $0) }
            + programme.works.indices.map {
                ChoiceItem(project: programme.works[$0].project, work: $0)
            }
        let shuffled = items.shuffled(using: &random)
        let funded = shuffled.filter { isFunded($0) || !options.isPlanted }
        let others = shuffled.filter { !isFunded($0) || !options.isPlanted }
        switch number(0...7) {
        case 0: return funded.isEmpty ? nil : .must(Array(funded.prefix(number(1...2))))
        case 1: return others.isEmpty ? nil : .never(Array(others.prefix(number(1...2))))
        case 2:
            let side = chance(0.5) ? funded : others
            return side.count < 2 ? nil : .together(Array(side.prefix(number(2...3))))
        case 3:
            guard let first = funded.first, let other = others.first else { return nil }
            return first == other ? nil : .exactlyOne([first, other])
        case 4:
            return others.count < 2
                ? nil : .atMostOne(Array(funded.prefix(1)) + Array(others.prefix(2)))
        case 5:
            guard let first = shuffled.first else { return nil }
            let needed = (isFunded(first) ? funded : shuffled).filter { $0 != first }
            return needed.isEmpty ? nil : .needs(first, Array(needed.prefix(number(1...2))))
        case 6:
            let measure = drawMeasure()
            let sense = pick([RuleLimit.Sense.atLeast, .atMost])
            return drawBound(value(of: measure), sense).map { .target(measure, sense, $0) }
        default:
            let (measure, whole) = drawShare()
            let sense = pick([RuleLimit.Sense.atLeast, .atMost])
            let all = value(of: whole)
            guard all > .zero, let share = try? value(of: measure).divided(by: all) else {
                return nil
            }
            return drawBound(share, sense).map { .share(measure, sense, $0, of: whole) }
        }
    }

    /// A bound at a value or with room on its allowed side; where nothing is planted, near it.
    private mutating func drawBound(_ value: Ratio, _ sense: RuleLimit.Sense) -> Ratio? {
        if chance(options.tightness) && options.isPlanted { return value }
        let percent =
            switch (options.isPlanted, sense) {
            case (false, _): number(70...130)
            case (true, .atLeast): number(50...99)
            case (true, _): number(101...150)
            }
        return try? value.multiplied(by: Ratio(Int128(percent), 100))
    }

    /// Draws one to three goals.
    mutating func drawGoals() {
        for position in 0..<number(1...3) {
            let households = programme.reference(.project, named: "households")
            let isBurden = chance(0.2)
            let measure =
                isBurden
                ? .largestBurden(drawPayers(), per: households, where: drawWorks())
                : drawMeasure()
            let sense: Goal.Sense = isBurden || measure.isMoney ? .minimize : .maximize
            programme.goals.append(
                Goal(
                    id: "goal\(position + 1)", sense, measure,
                    within: pick([.zero, .zero, Ratio(1, 20)]), text: "goal \(position + 1)"))
        }
    }

    private mutating func drawMeasure() -> Measure {
        let area = programme.reference(.project, named: "area")
        let households = programme.reference(.project, named: "households")
        let units = programme.reference(.work, named: "units")
        let floors = programme.reference(.project, named: "floors")
        let isHigh = Predicate.comparison(floors, .greater, Ratio(3))
        return switch number(0...5) {
        case 0: .projects(where: pick([.always, isHigh]))
        case 1: .works(where: drawWorks())
        case 2: .columnSum(area, where: pick([.always, isHigh]))
        case 3: .columnSum(households, where: .always)
        case 4: .columnSum(units, where: drawWorks())
        default: .payments(drawPayers(), where: drawWorks())
        }
    }

    /// A part and its whole, in the same unit.
    private mutating func drawShare() -> (Measure, Measure) {
        let area = programme.reference(.project, named: "area")
        let floors = programme.reference(.project, named: "floors")
        let isHigh = Predicate.comparison(floors, .greater, Ratio(3))
        if chance(0.5) {
            return (.columnSum(area, where: isHigh), .columnSum(area, where: .always))
        }
        let all = PayerSet(sources: Array(programme.sources.indices), text: "all")
        return (.payments(drawPayers(), where: .always), .payments(all, where: .always))
    }

    private func isFunded(_ item: ChoiceItem) -> Bool {
        item.work.map { plan.fundedWorks[$0] } ?? (plan.starts[item.project] != nil)
    }

    /// The value of a measure that is no burden, by plain addition.
    private func value(of measure: Measure) -> Ratio {
        var sum = Ratio.zero
        func add(_ value: Ratio?) { sum = (try? sum.adding(value ?? .zero)) ?? sum }
        let projects = programme.projects.indices.filter { plan.starts[$0] != nil }
        let works = programme.works.indices.filter { plan.fundedWorks[$0] }
        switch measure {
        case .projects(let condition):
            for project in projects where condition.holds(forProject: project, in: programme) {
                add(.one)
            }
        case .works(let condition):
            for work in works where condition.holds(forWork: work, in: programme) { add(.one) }
        case .columnSum(let column, let condition):
            let cells = programme.column(column)
            if column.level == .project {
                for project in projects where condition.holds(forProject: project, in: programme) {
                    add(cells.number(at: project))
                }
            } else {
                for work in works where condition.holds(forWork: work, in: programme) {
                    add(cells.number(at: work))
                }
            }
        case .payments(let payers, let condition), .largestBurden(let payers, _, let condition):
            for payment in plan.payments
            where payers.sources.contains(payment.source)
                && condition.holds(forWork: payment.work, in: programme)
            { add(payment.amount.exact) }
        // A random programme changes no published plan.
        case .changedProjects, .movedMoney: break
        }
        return sum
    }
}
