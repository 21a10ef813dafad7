internal import Funding

/// The payments of a plan added up, and where those of each work lie.
///
/// Made only for plans whose shape is right, and in which the amounts without their signs add up to
/// 64 bits, so that no sum of payments can overflow.
struct PaymentLedger: Sendable {
    /// The position of the first payment of each work, and after the last work the number of
    /// payments.
    let firstPayment: [Int]
    /// What each source pays in each period, source by source.
    let uses: [Int64]
    /// What each work is paid.
    let workTotals: [Int64]
    /// The sum of all payments.
    let total: Int64
    /// The number of periods.
    let periodCount: Int

    /// Adds up the payments.
    ///
    /// - Complexity: O(*n* + *w*) for *n* payments and *w* works.
    init(of plan: Plan, in programme: Programme) {
        let periods = programme.periodCount
        var firstPayment = [Int](repeating: 0, count: programme.works.count + 1)
        var uses = [Int64](repeating: 0, count: programme.sources.count * periods)
        var workTotals = [Int64](repeating: 0, count: programme.works.count)
        var total: Int64 = 0
        for payment in plan.payments {
            let amount = payment.amount.minorUnits
            firstPayment[payment.work + 1] += 1
            uses[payment.source * periods + payment.period] += amount
            workTotals[payment.work] += amount
            total += amount
        }
        for work in programme.works.indices { firstPayment[work + 1] += firstPayment[work] }
        (self.firstPayment, self.uses, self.workTotals) = (firstPayment, uses, workTotals)
        (self.total, periodCount) = (total, periods)
    }

    /// The positions of the payments for a work.
    func payments(forWork work: Int) -> Range<Int> { firstPayment[work]..<firstPayment[work + 1] }

    /// What a source pays in a period.
    func use(ofSource source: Int, in period: Int) -> Int64 { uses[source * periodCount + period] }

    /// What a source pays in all periods.
    func use(ofSource source: Int) -> Int64 {
        uses[(source * periodCount)..<((source + 1) * periodCount)].reduce(0, +)
    }
}
