internal import Funding

extension PlanExamination {
    /// Checks all or nothing: a funded work is paid what it costs in every period, another nothing.
    func checkCosts() {
        var schedule = SpendingSchedule(of: programme)
        let nothing = [Int64](repeating: 0, count: programme.periodCount)
        var paid = nothing
        for (position, project) in programme.projects.enumerated() {
            for work in project.works {
                for period in paid.indices { paid[period] = 0 }
                for index in ledger.payments(forWork: work) {
                    paid[plan.payments[index].period] += plan.payments[index].amount.minorUnits
                }
                if plan.fundedWorks[work], let start = plan.starts[position] {
                    schedule.spread(work: work, startingIn: start)
                    checkCost(ofWork: work, paid: paid, costs: schedule.costs)
                } else if !ledger.payments(forWork: work).isEmpty {
                    found.add(
                        "verification-unfunded", [subject(ofWork: work)],
                        "\(name(ofWork: work)) is not funded but is paid "
                            + FigureText.money(Int128(ledger.workTotals[work])))
                }
            }
        }
    }

    private func checkCost(ofWork work: Int, paid: [Int64], costs: [Int64]) {
        for period in costs.indices where paid[period] != costs[period] {
            found.add(
                "verification-cost", [subject(ofWork: work)],
                "\(name(ofWork: work)) is paid \(FigureText.money(Int128(paid[period])))"
                    + "\(name(ofPeriod: period)) but costs "
                    + "\(FigureText.money(Int128(costs[period])))")
        }
    }
}
