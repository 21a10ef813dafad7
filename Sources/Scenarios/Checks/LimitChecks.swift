internal import Diagnostics
internal import Funding

/// Checks limits against each other: floors above caps, and shares of more than the whole.
struct LimitChecks {
    let assembly: ProgrammeAssembly

    private var programme: Programme { assembly.programme }
    private var findings: Findings { assembly.findings }

    func run() {
        for position in programme.rules.indices {
            checkShares(position)
            checkCaps(position)
        }
        checkSums()
    }

    private func checkShares(_ position: Int) {
        let rule = programme.rules[position]
        for limit in rule.limits where limit.sense != .atMost {
            guard case .shareOfCost(let share) = limit.bound, share > .one else { continue }
            findings.error(
                .sharesAboveWhole, at: place(rule, limit),
                "rule '\(rule.id)' demands \(ShareText.shown(share)) of a cost, more than the whole",
                fix: "write a share of at most 100%")
        }
    }

    /// Floors and caps of the same payers, works and scope, in one rule or in two.
    private func checkCaps(_ position: Int) {
        let rule = programme.rules[position]
        for other in programme.rules[position...]
        where other.payers.sources == rule.payers.sources && other.works == rule.works
            && other.scope == rule.scope
        {
            for left in rule.limits {
                for right in other.limits where left != right || rule.id != other.id {
                    compare(left, of: rule, with: right, of: other)
                }
            }
        }
    }

    private func compare(
        _ left: RuleLimit, of rule: FundingRule, with right: RuleLimit, of other: FundingRule
    ) {
        if left.sense == .atMost, right.sense != .atMost {
            report(floor: right, other, cap: left, rule)
        } else if left.sense != .atMost, right.sense == .atMost {
            report(floor: left, rule, cap: right, other)
        }
    }

    private func report(
        floor: RuleLimit, _ floorRule: FundingRule, cap: RuleLimit, _ capRule: FundingRule
    ) {
        let figures: (floor: String, cap: String)
        switch (floor.bound, cap.bound) {
        case (.amount(let low), .amount(let high)) where low > high:
            figures = (MoneyText.shown(low), MoneyText.shown(high))
        case (.shareOfCost(let low), .shareOfCost(let high)) where low > high:
            figures = (ShareText.shown(low), ShareText.shown(high))
        case (.shareOfPayments(let low, let first), .shareOfPayments(let high, let second))
        where low > high && first.sources == second.sources:
            figures = (ShareText.shown(low), ShareText.shown(high))
        case (.rate(let low, let first), .rate(let high, let second))
        where low > high && first == second:
            figures = (
                MoneyText.shown(minorUnits: low.ceiling), MoneyText.shown(minorUnits: high.floor)
            )
        default: return
        }
        let both =
            floorRule.id == capRule.id
            ? "rule '\(floorRule.id)'"
            : "rules '\(floorRule.id)' and '\(capRule.id)'"
        findings.error(
            .floorAboveCap, at: place(floorRule, floor),
            "in \(both), '\(floor.sense.rawValue)' \(figures.floor) is above 'at-most' "
                + "\(figures.cap)",
            fix: "lower the first or raise the second (\(place(capRule, cap)))")
    }

    /// Exact shares of the same works in the same scope by different payers.
    private func checkSums() {
        var reported = Set<Int>()
        for (position, rule) in programme.rules.enumerated() where !reported.contains(position) {
            guard let share = exactShare(rule) else { continue }
            var (sum, payers, rules) = (share, Set(rule.payers.sources), [rule.id])
            for (index, other) in programme.rules.enumerated() where index > position {
                guard other.works == rule.works, other.scope == rule.scope,
                    payers.isDisjoint(with: other.payers.sources), let share = exactShare(other),
                    let total = try? sum.adding(share)
                else { continue }
                sum = total
                payers.formUnion(other.payers.sources)
                rules.append(other.id)
                reported.insert(index)
            }
            guard sum > .one, rules.count > 1 else { continue }
            findings.error(
                .sharesAboveWhole, at: assembly.rulePlaces[position],
                "rules \(rules.map { "'\($0)'" }.joined(separator: ", ")) demand "
                    + "\(ShareText.shown(sum)) of the same cost together",
                fix: "lower shares until they add up to at most 100%")
        }
    }

    private func exactShare(_ rule: FundingRule) -> Ratio? {
        for limit in rule.limits where limit.sense != .atMost {
            if case .shareOfCost(let share) = limit.bound, share <= .one { return share }
        }
        return nil
    }

    private func place(_ rule: FundingRule, _ limit: RuleLimit) -> SourceLocation {
        assembly.provenance.location(of: "rules.\(rule.id).\(limit.sense.rawValue)")
            ?? SourceLocation(file: assembly.file)
    }
}
