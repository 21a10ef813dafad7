internal import Funding

/// Computes the exact value of a measure for a plan.
struct MeasureEvaluation {
    let programme: Programme
    let plan: Plan
    let ledger: PaymentLedger

    /// Computes the value.
    ///
    /// - Parameters:
    ///   - measure: The measure.
    ///   - rows: The projects or works that meet its condition.
    ///   - subject: What needs the value, for messages.
    /// - Returns: A count, a sum of the column, minor units, or minor units per unit of a column.
    /// - Throws: `FigureError` when a cell is missing or the value leaves 128 bits.
    /// - Complexity: O(*w* + *n*) for *w* works and *n* payments.
    func value(of measure: Measure, over rows: [Bool], neededBy subject: String)
        throws(FigureError) -> Ratio
    {
        switch measure {
        case .projects: return Ratio(Int128(fundedProjects(rows).count))
        case .works: return Ratio(Int128(fundedWorks(rows).count))
        case .columnSum(let column, _):
            let cells = NumberCells(of: column, in: programme)
            let funded = column.level == .project ? fundedProjects(rows) : fundedWorks(rows)
            var sum: Int128 = 0
            for row in funded {
                guard let mantissa = cells.mantissa(at: row) else {
                    throw .blank(column: column.name, of: name(column, row), neededBy: subject)
                }
                sum += Int128(mantissa)
            }
            return Ratio(sum, cells.one)
        case .payments(let payers, _):
            var sum: Int64 = 0
            let isPayer = isPayer(payers)
            for payment in plan.payments where isPayer[payment.source] && rows[payment.work] {
                sum += payment.amount.minorUnits
            }
            return Ratio(Int128(sum))
        case .largestBurden(let payers, let column, _):
            return try largestBurden(of: payers, per: column, over: rows, neededBy: subject)
        case .changedProjects: return Ratio(Int128(changedProjects))
        case .movedMoney: return Ratio(movedMoney)
        }
    }

    /// How many projects are funded in one of the plans only.
    private var changedProjects: Int {
        guard let published = programme.published else { return 0 }
        return zip(published.fundedProjects, plan.starts).count { $0 != ($1 != nil) }
    }

    /// The published money that does not reach its work from its source.
    private var movedMoney: Int128 {
        (programme.published?.payments ?? []).reduce(0) { moved, published in
            let paid = ledger.payments(forWork: published.work)
                .filter { plan.payments[$0].source == published.source }
                .reduce(Int128(0)) { $0 + Int128(plan.payments[$1].amount.minorUnits) }
            return moved + max(0, Int128(published.amount.minorUnits) - paid)
        }
    }

    private func largestBurden(
        of payers: PayerSet, per column: ColumnReference, over rows: [Bool],
        neededBy subject: String
    ) throws(FigureError) -> Ratio {
        let cells = NumberCells(of: column, in: programme)
        let isPayer = isPayer(payers)
        // Amounts and mantissas have 64 bits, so products for the comparison fit into 128.
        var largest: (paid: Int128, mantissa: Int128) = (0, 1)
        for project in programme.projects.indices where plan.starts[project] != nil {
            var paid: Int128 = 0
            for work in programme.projects[project].works where rows[work] {
                for index in ledger.payments(forWork: work) {
                    let payment = plan.payments[index]
                    if isPayer[payment.source] { paid += Int128(payment.amount.minorUnits) }
                }
            }
            guard paid != 0 else { continue }
            guard let mantissa = cells.mantissa(at: project) else {
                throw .blank(column: column.name, of: name(column, project), neededBy: subject)
            }
            guard mantissa > 0 else {
                throw .nonPositiveDivisor(
                    column: column.name, of: name(column, project), neededBy: subject)
            }
            if paid * largest.mantissa > largest.paid * Int128(mantissa) {
                largest = (paid, Int128(mantissa))
            }
        }
        do {
            return try Ratio(largest.paid, largest.mantissa).multiplied(by: Ratio(cells.one))
        } catch {
            throw .overflow(of: subject)
        }
    }

    private func fundedProjects(_ rows: [Bool]) -> [Int] {
        programme.projects.indices.filter { plan.starts[$0] != nil && rows[$0] }
    }

    private func fundedWorks(_ rows: [Bool]) -> [Int] {
        programme.works.indices.filter { plan.fundedWorks[$0] && rows[$0] }
    }

    private func isPayer(_ payers: PayerSet) -> [Bool] {
        var isPayer = [Bool](repeating: false, count: programme.sources.count)
        for source in payers.sources { isPayer[source] = true }
        return isPayer
    }

    private func name(_ column: ColumnReference, _ row: Int) -> String {
        column.level == .work
            ? programme.name(ofWork: row) : "project '\(programme.projects[row].id)'"
    }
}
