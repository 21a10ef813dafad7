/// Everything a decision is made from: projects, works, sources, gates, rules, choices and goals.
///
/// A value without files behind it. `Scenarios` reads one from a scenario folder and keeps, beside
/// it, where each part was written. All references inside are positions, so that nothing is looked
/// up by name on the way to the solver. The order of the parts is canonical: sources, gates, rules
/// and goals as written, projects by identifier, works by project and identifier.
public struct Programme: Hashable, Sendable {
    /// The title in reports.
    public var title = LocalizedText()
    /// The unit in which reports show amounts.
    public var moneyUnit = MoneyUnit.yuan
    /// The amount that every payment is a whole multiple of, ≥ 1 fen (settlement, 取整).
    public var settlementUnit = Money(minorUnits: 100)
    /// The names of the periods; empty when the programme knows no periods.
    public var periods: [String] = []
    /// The classes of works, the most important first.
    public var classes: [WorkClass] = []
    /// What a later class may do while an earlier one is left out.
    public var classOrder = ClassOrder.none
    /// The spending profiles that works name.
    public var profiles: [SpendingProfile] = []
    /// The sources of money.
    public var sources: [FundingSource] = []
    /// The projects.
    public var projects: [Project] = []
    /// The columns of the projects, a row per project.
    public var projectData = DataTable()
    /// The works, those of a project together.
    public var works: [Work] = []
    /// The columns of the works, a row per work, with `class`, `kind` and `component` among them.
    public var workData = DataTable()
    /// The conditions that a project must meet to be considered.
    public var gates: [Gate] = []
    /// Who must and may pay how much of what.
    public var rules: [FundingRule] = []
    /// What must or must not be chosen, alone or together.
    public var choices: [Choice] = []
    /// What is best, the most important first.
    public var goals: [Goal] = []
    /// What the report says beside the plan; no decision looks at it.
    public var annex = ProgrammeAnnex()
    /// When the works of a project must be paid in full.
    public var finish = FinishRule.withinPeriods
    /// The money that running works have or were promised, in order of works.
    public var commitments: [Commitment] = []
    /// The plan that ``Measure/changedProjects`` and ``Measure/movedMoney`` compare with.
    public var published: PublishedPlan?
    /// The order in which projects are chosen, or `nil` where the goals choose them.
    public var selection: RankedSelection?

    /// Creates an empty programme.
    public init() {}

    /// The number of periods that payments fall into: at least one.
    public var periodCount: Int { max(1, periods.count) }

    /// Whether a work is done whenever its project is.
    public func isMandatory(work: Int) -> Bool { classes[works[work].classIndex].isMandatory }

    /// The column that a reference names.
    public func column(_ reference: ColumnReference) -> DataColumn {
        switch reference.level {
        case .project: projectData.columns[reference.index]
        case .work: workData.columns[reference.index]
        }
    }

    /// The number that a column holds for a work: the work's own or its project's.
    public func number(_ reference: ColumnReference, ofWork work: Int) -> Ratio? {
        column(reference).number(at: reference.level == .work ? work : works[work].project)
    }

    /// The periods in which a project may start so that all its works are paid when ``finish`` asks for
    /// it, and as far as money is committed to it, in the periods of that money.
    ///
    /// - Complexity: O(*w*) for *w* works, times *t* periods where money is committed.
    public func possibleStarts(ofProject project: Int) -> [Int] {
        let lengths = projects[project].works.map { work in
            guard let profile = works[work].profile else { return 1 }
            return (profiles[profile].weights.lastIndex { $0 > 0 } ?? 0) + 1
        }
        let longest = lengths.max() ?? 1
        let last = periodCount - longest
        guard last >= 0, finish == .withinPeriods || longest == 1 else { return [] }
        let (required, latest) = (projects[project].requiredStart, projects[project].latestStart)
        let starts = (0...last).filter { $0 == required ?? $0 && $0 <= latest ?? $0 }
        guard isRunning(project: project) else { return starts }
        return starts.filter { isStart($0, ofRunningProject: project) }
    }

    /// What a work costs in each period if its project starts in a period.
    ///
    /// The cost is split by the profile with the largest-remainder method into whole settlement
    /// units, so that the parts add up to the cost.
    ///
    /// - Precondition: `start` is one of ``possibleStarts(ofProject:)``.
    public func costs(ofWork work: Int, startingIn start: Int) -> [Money] {
        var costs = [Money](repeating: .zero, count: periodCount)
        guard let profile = works[work].profile else {
            costs[start] = works[work].cost
            return costs
        }
        let parts = works[work].cost.split(
            byWeights: profiles[profile].weights, unit: settlementUnit)
        for (offset, part) in parts.enumerated() where part != .zero {
            costs[start + offset] = part
        }
        return costs
    }

    /// The gates that a project fails, in order; a project that fails none is considered.
    ///
    /// A running project is past its gates: it fails none.
    ///
    /// - Complexity: O(*g*) evaluations for *g* gates.
    public func failedGates(ofProject project: Int) -> [Int] {
        guard !isRunning(project: project) else { return [] }
        return gates.indices.filter { !gates[$0].condition.holds(forProject: project, in: self) }
    }
}
