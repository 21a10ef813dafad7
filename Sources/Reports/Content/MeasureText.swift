internal import Funding

/// Writes values of a measure with their unit.
struct MeasureText {
    let measure: Measure
    let programme: Programme
    let phrasing: Phrasing

    /// A value as a cell; money in the report's unit, a burden in yuan per unit.
    func cell(of value: Ratio) -> TableCell {
        switch measure {
        case .projects, .works, .columnSum: .number(value)
        case .payments: .amount(value)
        case .largestBurden: .number(inYuan(value))
        }
    }

    /// A value in a sentence.
    func text(of value: Ratio) -> String {
        switch measure {
        case .projects where value.isWhole: phrasing.projects(Int(clamping: value.numerator))
        case .works where value.isWhole: phrasing.works(Int(clamping: value.numerator))
        case .payments: phrasing.text(of: value)
        case .projects, .works, .columnSum: phrasing.text(ofNumber: value)
        case .largestBurden:
            phrasing.sentence(.amount, phrasing.text(ofNumber: inYuan(value)), unit)
        }
    }

    /// The unit in which people read the measure.
    var unit: String {
        let glossary = Glossary(phrasing: phrasing)
        switch measure {
        case .projects: return phrasing.term(.unitProjects)
        case .works: return phrasing.term(.unitWorks)
        case .columnSum(let column, _): return glossary.heading(of: programme.column(column))
        case .payments: return phrasing.unitName
        case .largestBurden(_, let column, _):
            return phrasing.sentence(
                .inYuanPer, phrasing.term(.yuan), glossary.heading(of: programme.column(column)))
        }
    }

    /// The stable key of the unit.
    var unitKey: String {
        switch measure {
        case .projects: "projects"
        case .works: "works"
        case .columnSum(let column, _): column.name
        case .payments: "fen"
        case .largestBurden(_, let column, _): "fen/\(column.name)"
        }
    }

    /// The nearest value to a bound, on its allowed side, that a settled plan can have.
    ///
    /// Counts are whole, sums of a column have its decimals, payments are whole settlement units; so
    /// no plan reaches the part of a bound beyond that.
    ///
    /// - Returns: The bound itself where the measure has no such step.
    func attainable(_ bound: Ratio, _ sense: Goal.Sense) -> Ratio {
        let step: Ratio
        switch measure {
        case .projects, .works: step = .one
        case .columnSum(let column, _):
            guard case .numbers(let decimals, _) = programme.column(column).content else {
                return bound
            }
            step = Ratio(1, DataColumn.powerOfTen(decimals))
        case .payments: step = programme.settlementUnit.exact
        case .largestBurden: return bound
        }
        guard let steps = try? bound.divided(by: step) else { return bound }
        let whole = sense == .maximize ? steps.floor : steps.ceiling
        return (try? Ratio(whole).multiplied(by: step)) ?? bound
    }

    private func inYuan(_ minorUnits: Ratio) -> Ratio {
        (try? minorUnits.divided(by: Ratio(Int128(MoneyUnit.yuan.minorUnits)))) ?? minorUnits
    }
}
