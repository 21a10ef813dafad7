internal import Funding

/// Writes values of a measure with their unit.
struct MeasureText {
    let measure: Measure
    let programme: Programme
    let phrasing: Phrasing

    /// A value as a cell; money in the report's unit, a burden in yuan per unit.
    func cell(of value: Ratio) -> TableCell {
        switch measure {
        case .projects, .works, .columnSum, .changedProjects: .number(value)
        case .payments, .movedMoney: .amount(value)
        case .largestBurden: .number(inYuan(value))
        }
    }

    /// A value in a sentence.
    func text(of value: Ratio) -> String {
        switch measure {
        case .projects where value.isWhole, .changedProjects where value.isWhole:
            phrasing.projects(Int(clamping: value.numerator))
        case .works where value.isWhole: phrasing.works(Int(clamping: value.numerator))
        case .payments, .movedMoney: phrasing.text(of: value)
        case .projects, .works, .columnSum, .changedProjects: phrasing.text(ofNumber: value)
        case .largestBurden:
            phrasing.sentence(.amount, phrasing.text(ofNumber: inYuan(value)), unit)
        }
    }

    /// The measure in words.
    var description: String {
        let glossary = Glossary(phrasing: phrasing)
        let words: String
        let condition: Predicate
        switch measure {
        case .projects(let predicate):
            (words, condition) = (phrasing.term(.measureProjects), predicate)
        case .works(let predicate):
            (words, condition) = (phrasing.term(.measureWorks), predicate)
        case .columnSum(let column, let predicate):
            let heading = glossary.heading(of: programme.column(column))
            (words, condition) = (phrasing.sentence(.measureSum, heading), predicate)
        case .payments(let payers, let predicate):
            let names = glossary.names(of: payers, in: programme)
            (words, condition) = (phrasing.sentence(.measurePayments, names), predicate)
        case .largestBurden(let payers, let column, let predicate):
            let names = glossary.names(of: payers, in: programme)
            let heading = glossary.heading(of: programme.column(column))
            (words, condition) = (phrasing.sentence(.measureBurden, names, heading), predicate)
        case .changedProjects:
            (words, condition) = (phrasing.term(ChangeWording.measureChanged), .always)
        case .movedMoney:
            (words, condition) = (phrasing.term(ChangeWording.measureMoved), .always)
        }
        return condition == .always ? words : phrasing.sentence(.measureConditional, words)
    }

    /// The unit in which people read the measure.
    var unit: String {
        let glossary = Glossary(phrasing: phrasing)
        switch measure {
        case .projects, .changedProjects: return phrasing.term(.unitProjects)
        case .works: return phrasing.term(.unitWorks)
        case .columnSum(let column, _): return glossary.heading(of: programme.column(column))
        case .payments, .movedMoney: return phrasing.unitName
        case .largestBurden(_, let column, _):
            return phrasing.sentence(
                .inYuanPer, phrasing.term(.yuan), glossary.heading(of: programme.column(column)))
        }
    }

    /// The stable key of the unit.
    var unitKey: String {
        switch measure {
        case .projects, .changedProjects: "projects"
        case .works: "works"
        case .columnSum(let column, _): column.name
        case .payments, .movedMoney: "fen"
        case .largestBurden(_, let column, _): "fen/\(column.name)"
        }
    }

    private func inYuan(_ minorUnits: Ratio) -> Ratio {
        (try? minorUnits.divided(by: Ratio(Int128(MoneyUnit.yuan.minorUnits)))) ?? minorUnits
    }
}
