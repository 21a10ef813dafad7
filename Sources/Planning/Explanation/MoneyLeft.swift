internal import Funding

/// What is left of each source after a plan, project by project.
struct MoneyLeft: Sendable {
    /// The pots of one source and what is left of them.
    private struct Pots: Sendable {
        /// The pot of each project; empty where all projects share the first one.
        var potOfProject: [Int32] = []
        /// What is left of each pot, negative where a group without a pot is paid.
        var left: [Money]

        func position(ofProject project: Int) -> Int {
            potOfProject.isEmpty ? 0 : Int(potOfProject[project])
        }

        mutating func subtract(_ amount: Money, ofProject project: Int) {
            left[position(ofProject: project)] -= amount
        }
    }

    /// The pots of each source; `nil` for an open budget.
    private let pots: [Pots?]

    /// Subtracts the payments of a plan from the budgets.
    ///
    /// - Complexity: O(*n* + *p* · *s*) for *n* payments, *p* projects and *s* sources with pots.
    init(after plan: Plan, in programme: Programme) {
        var pots = programme.sources.map { MoneyLeft.pots(of: $0.budget, in: programme) }
        for payment in plan.payments {
            pots[payment.source]?.subtract(
                payment.amount, ofProject: programme.works[payment.work].project)
        }
        self.pots = pots
    }

    /// What a source has left for a project, or `nil` where its budget is open.
    func money(ofSource source: Int, forProject project: Int) -> Money? {
        guard let pots = pots[source] else { return nil }
        return pots.left[pots.position(ofProject: project)]
    }

    private static func pots(of budget: Budget, in programme: Programme) -> Pots? {
        switch budget {
        case .open: return nil
        case .whole(let amount): return Pots(left: [amount.total])
        case .grouped(let column, let amounts):
            var groups = GroupNumbers()
            let potOfProject = groups.numbers(of: programme.column(column))
            var left: [Int32: Money] = [:]
            // Of two pots of a group the first counts.
            for pot in amounts {
                let group = groups.number(of: pot.group)
                left[group] = left[group] ?? pot.amount.total
            }
            return Pots(
                potOfProject: potOfProject,
                left: (0..<groups.count).map { left[$0] ?? .zero })
        }
    }
}

/// Numbers for the values of a column; 0 is the value of a blank cell, the group without a name.
private struct GroupNumbers {
    private var known: [String: Int32] = ["": 0]

    var count: Int32 { Int32(known.count) }

    mutating func number(of label: String) -> Int32 {
        if let number = known[label] { return number }
        known[label] = count
        return count - 1
    }

    /// The number of the value in each row.
    mutating func numbers(of column: DataColumn) -> [Int32] {
        switch column.content {
        case .texts(let distinct, let codes):
            let numbers = distinct.map { number(of: $0) }
            return codes.map { $0 < 0 ? 0 : numbers[Int($0)] }
        case .numbers(let decimals, let mantissas):
            var numbers: [Int64: Int32] = [DataColumn.blank: 0]
            return mantissas.map { mantissa in
                if let number = numbers[mantissa] { return number }
                let number = number(
                    of: DataColumn.text(ofMantissa: mantissa, decimals: decimals))
                numbers[mantissa] = number
                return number
            }
        }
    }
}

extension BudgetAmount {
    /// The money of all periods.
    fileprivate var total: Money {
        switch self {
        case .total(let money): money
        case .perPeriod(let amounts): amounts.reduce(.zero, +)
        }
    }
}
