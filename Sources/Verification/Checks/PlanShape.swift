internal import Funding

/// Checks that a plan fits its programme: one entry per project and work, positions in range,
/// payments in order, amounts whose sum has 64 bits.
///
/// Nothing else can be computed from a plan that fails here.
enum PlanShape {
    /// The violations of a plan's shape, in order.
    ///
    /// - Complexity: O(*p* + *w* + *n*) for *p* projects, *w* works and *n* payments.
    static func violations(of plan: Plan, in programme: Programme) -> ViolationList {
        let list = ViolationList()
        checkCounts(plan, programme, list)
        checkStarts(plan, programme, list)
        checkPayments(plan, programme, list)
        checkSums(plan, programme, list)
        return list
    }

    private static func checkCounts(
        _ plan: Plan, _ programme: Programme, _ list: ViolationList
    ) {
        let (projects, works) = (programme.projects.count, programme.works.count)
        if plan.starts.count != projects {
            list.add(code, [], "the plan speaks of \(plan.starts.count) projects of \(projects)")
        }
        if plan.fundedWorks.count != works {
            list.add(code, [], "the plan speaks of \(plan.fundedWorks.count) works of \(works)")
        }
    }

    private static func checkStarts(
        _ plan: Plan, _ programme: Programme, _ list: ViolationList
    ) {
        let periods = 0..<programme.periodCount
        for (project, start) in zip(programme.projects, plan.starts) {
            guard let start, !periods.contains(start) else { continue }
            list.add(
                code, [.project(project.id)],
                "project '\(project.id)' starts in period \(start), which is none of the "
                    + "\(periods.count) periods counted from 0")
        }
    }

    private static func checkPayments(
        _ plan: Plan, _ programme: Programme, _ list: ViolationList
    ) {
        var last: Payment?
        for (index, payment) in plan.payments.enumerated() {
            let isKnown =
                programme.works.indices.contains(payment.work)
                && programme.sources.indices.contains(payment.source)
                && (0..<programme.periodCount).contains(payment.period)
            if !isKnown {
                list.add(
                    code, [],
                    "payment \(index + 1) names work \(payment.work), source \(payment.source) and "
                        + "period \(payment.period), one of which the programme does not have")
            }
            if let last, !last.comesBefore(payment) {
                list.add(
                    code, [],
                    "payment \(index + 1) repeats the work, source and period of the one before it "
                        + "or is out of order")
            }
            last = payment
        }
    }

    private static func checkSums(
        _ plan: Plan, _ programme: Programme, _ list: ViolationList
    ) {
        // What was paid before the first period counts in rules beside the payments.
        var paid = programme.commitments.reduce(Int128(0)) { $0 + Int128($1.amount.minorUnits) }
        for payment in plan.payments {
            paid += Int128(payment.amount.minorUnits.magnitude)
        }
        if paid > Int128(Int64.max) {
            list.add("verification-overflow", [], "the payments add up to more than 64 bits hold")
        }
        var cost: Int128 = 0
        for (work, isFunded) in zip(programme.works, plan.fundedWorks) where isFunded {
            cost += Int128(work.cost.minorUnits.magnitude)
        }
        if cost > Int128(Int64.max) {
            list.add(
                "verification-overflow", [],
                "the costs of the funded works add up to more than 64 bits hold")
        }
    }

    private static let code = "verification-shape"
}

extension Payment {
    /// Whether the payment lies before another in the order of works, sources and periods.
    fileprivate func comesBefore(_ other: Payment) -> Bool {
        (work, source, period) < (other.work, other.source, other.period)
    }
}
