import CostSharing
import Funding
import Scenarios

/// What calculations of bonds and ledgers give, in the words of `expected.json`.
enum FinancingShares {
    /// What capital replaces at each least coverage, or what public money each project needs.
    static func amounts(of content: Share.Content) -> [String: Money] {
        var amounts: [String: Money] = [:]
        switch content {
        case .bond(let calculation, let verdicts):
            for (threshold, verdicts) in zip(calculation.thresholds, verdicts) {
                for (project, verdict) in zip(calculation.cases, verdicts) {
                    amounts["\(project.id) at \(text(threshold, decimals: 1))"] = verdict.replaced
                }
            }
        case .ledger(let calculation):
            for project in calculation.cases {
                let verdict = try? calculation.verdict(on: project)
                guard case .tooLittle(let publicMoney) = verdict else { continue }
                amounts[project.id] = publicMoney
            }
        case .grant, .bills: break
        }
        return amounts
    }

    /// The coverage of each project, cut after four decimals, or its return and payback.
    static func figures(of content: Share.Content) throws -> [String: String] {
        var figures: [String: String] = [:]
        switch content {
        case .bond(let calculation, _):
            for project in calculation.cases {
                let coverage = try project.coverage.coverage(of: project.debt)
                figures["\(project.id) coverage"] = coverage.map { text($0, decimals: 4) }
            }
        case .ledger(let calculation):
            for project in calculation.cases {
                figures["\(project.id) loan"] = project.loan.map {
                    text(
                        Ratio(
                            Int128($0.minorUnits) * 100,
                            Int128(project.investment.minorUnits)), decimals: 2) + " %"
                }
                guard let ledger = project.ledger else { continue }
                let payback = ledger.payback(of: project.investment)
                figures["\(project.id) payback"] = try payback.map {
                    text(try $0.adding(Ratio(1, 200)), decimals: 2)
                }
                switch try ledger.internalReturn(of: project.investment) {
                case .rate(let rate):
                    let percent = try rate.multiplied(by: Ratio(100))
                    figures["\(project.id) return"] = text(percent, decimals: 2) + " %"
                case .belowZero: figures["\(project.id) return"] = "below 0 %"
                case .aboveMost, .none: break
                }
            }
        case .grant, .bills: break
        }
        return figures
    }

    /// A number at or above zero, cut after some decimals.
    private static func text(_ number: Ratio, decimals: Int) -> String {
        var (whole, rest) = number.numerator.quotientAndRemainder(dividingBy: number.denominator)
        var text = "\(whole)."
        for _ in 0..<decimals {
            (whole, rest) = (rest * 10).quotientAndRemainder(dividingBy: number.denominator)
            text += "\(whole)"
        }
        return text
    }
}
