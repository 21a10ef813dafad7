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
            checkMatchingWorks(rule, scale, matches, measured, at: place)
            if rule.scope == .project, !scale.isProportional,
                scale.pieces.contains(where: { $0.slope != .zero })
            {
                checkOptionalWorks(rule, zip(matches, measured).map { $0 || $1 }, at: place)
            }
        }
    }

    /// Refuses a scale that would demand an amount for a project none of whose matching works is funded.
    ///
    /// With shares of the cost there is nothing to demand then; with amounts, or a column of the
    /// project, the works that move the scale must bring a work that the rule speaks of.
    private func checkMatchingWorks(
        _ rule: FundingRule, _ scale: SlidingScale, _ matches: [Bool], _ measured: [Bool],
        at place: SourceLocation
    ) {
        switch scale.base {
        case .cost: return
        case .column(let column, _), .rate(let column):
            if column.level == .work { return }
        case .amount: break
        }
        for project in programme.projects {
            let moving = project.works.filter { measured[$0] }
            let isCovered =
                moving.allSatisfy { matches[$0] }
                || project.works.contains { matches[$0] && programme.isMandatory(work: $0) }
                || !project.works.contains { matches[$0] }
            guard !isCovered else { continue }
            assembly.findings.error(
                .scaleWithoutWorks, at: place,
                "rule '\(rule.id)' would demand an amount of project "
                    + "\(ShownName.quoted(project.id)) where none of the works that it speaks of is "
                    + "funded",
                fix: "let 'works' below 'by' name works of the rule only, or take the share "
                    + "'of: cost' or of a column of the works")
            return
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
