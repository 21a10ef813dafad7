internal import Diagnostics
internal import Funding

/// Checks that sliding scales look at something, and at few enough sets of works.
struct SlidingScaleChecks {
    let assembly: ProgrammeAssembly

    private var programme: Programme { assembly.programme }

    /// Checks the scales of a rule.
    ///
    /// - Parameters:
    ///   - rule: The rule.
    ///   - matches: Whether the rule matches each work.
    ///   - place: Where the rule is written.
    func run(_ rule: FundingRule, _ matches: [Bool], at place: SourceLocation) {
        for limit in rule.limits {
            guard case .slidingScale(let scale) = limit.bound else { continue }
            let measured = scale.works.map { assembly.masks.works($0, in: programme) } ?? matches
            guard measured.contains(true) else {
                assembly.findings.warning(
                    .ruleMatchesNothing, at: place,
                    "the share that moves the bound of rule '\(rule.id)' is one of no work",
                    fix: "check 'works' below 'by'")
                continue
            }
            if rule.scope == .project, !scale.isProportional,
                scale.pieces.contains(where: { $0.slope != .zero })
            {
                checkOptionalWorks(rule, zip(matches, measured).map { $0 || $1 }, at: place)
            }
        }
    }

    private func checkOptionalWorks(
        _ rule: FundingRule, _ counts: [Bool], at place: SourceLocation
    ) {
        let most = SlidingScale.mostOptionalWorks
        for project in programme.projects {
            let optional = project.works.count {
                counts[$0] && !programme.isMandatory(work: $0)
            }
            guard optional > most else { continue }
            assembly.findings.error(
                .tooManyOptionalWorks, at: place,
                "rule '\(rule.id)' slides in parts of a point, and project "
                    + "\(ShownName.quoted(project.id)) has \(optional) optional works that count, "
                    + "more than \(most)",
                fix: "round the points with 'rounded: up' or 'rounded: down', take the share "
                    + "'of: cost', or merge works")
            return
        }
    }
}
