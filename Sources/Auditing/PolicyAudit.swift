public import Diagnostics
internal import Funding
public import Scenarios
internal import Verification

/// Checks the bounds that the rules of a policy give in its worked examples.
public enum PolicyAudit {
    /// What the examples say otherwise than the rules.
    ///
    /// The bound of a rule is its first limit in the order `pay`, `at-least`, `at-most`, summed over
    /// the places of the example, and may miss the example by less than a fen.
    ///
    /// - Complexity: O(*e* · *r*) for *e* examples and *r* rules.
    public static func findings(of policy: Policy) -> [Diagnostic] {
        policy.examples.flatMap { example in
            example.limits.compactMap { finding(of: $0, in: example) }
        }
    }

    private static func finding(of limit: PolicyExample.Limit, in example: PolicyExample)
        -> Diagnostic?
    {
        let rule = example.programme.rules[limit.rule].id
        do {
            let figures = try PlanFigures(of: example.plan, in: example.programme)
            var bounds: [Ratio] = []
            try figures.forEachFigure(ofRule: limit.rule, limit: 0) { bounds.append($0.bound) }
            var bound = Ratio.zero
            for part in bounds { bound = try bound.adding(part) }
            let difference = try bound.subtracting(limit.amount.exact)
            guard difference.magnitude >= .one else { return nil }
            return finding(
                limit,
                "the example says \(shown(limit.amount.exact)) for the bound of rule '\(rule)', "
                    + "and the rule gives \(shown(bound))")
        } catch {
            return finding(limit, "the bound of rule '\(rule)' cannot be computed: \(error)")
        }
    }

    private static func finding(_ limit: PolicyExample.Limit, _ message: String) -> Diagnostic {
        Diagnostic(
            .error, "example-fails", at: limit.location, message,
            fix: "compare the policy with its document")
    }

    private static func shown(_ fen: Ratio) -> String {
        guard fen.denominator == 1 else { return "\(fen.numerator)/\(fen.denominator) 分" }
        let (yuan, rest) = fen.numerator.quotientAndRemainder(dividingBy: 100)
        return "\(yuan).\(rest / 10)\(rest % 10) 元"
    }
}
