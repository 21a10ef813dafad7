internal import Funding
internal import Verification

/// How a plan differs from the published one, line by line, with sums that meet both totals.
struct PlanChanges: Sendable {
    /// What an item was to get and gets.
    struct Amounts: Sendable {
        var published = Money.zero
        var now = Money.zero
        var difference: Money { now - published }

        static func += (left: inout Amounts, right: Amounts) {
            left.published += right.published
            left.now += right.now
        }
    }

    /// What a source was to pay for a work and pays.
    struct Line: Sendable {
        var project: String
        var work: String
        var source: String
        var change: ChangeWording
        var amounts: Amounts
    }

    /// A project that is funded in one plan only, or whose payments differ.
    struct ProjectLine: Sendable {
        var project: String
        var name: String?
        var change: ChangeWording
        var amounts: Amounts
    }

    /// The pairs of work and source whose payments differ, in order; then the departures.
    private(set) var lines: [Line] = []
    /// The projects that differ, in order; then those that are gone.
    private(set) var projects: [ProjectLine] = []
    /// What all other projects together get in both plans.
    private(set) var unchanged = Amounts()
    /// Each source of the programme, then those that are gone, by identifier.
    private(set) var sources: [(source: String, position: Int?, amounts: Amounts)] = []

    private let publishedTotal: Money
    private let total: Money

    /// Compares a plan with the one that its programme names as published.
    ///
    /// - Complexity: O(*n* log *n*) for *n* payments of both plans.
    init(of figures: PlanFigures, to published: PublishedPlan) {
        let programme = figures.programme
        (publishedTotal, total) = (published.total, figures.total)
        var ofSource = [Amounts](repeating: Amounts(), count: programme.sources.count)
        for (position, project) in programme.projects.enumerated() {
            var own = Amounts()
            let before = lines.count
            for work in project.works {
                for (source, amounts) in PlanChanges.amounts(of: work, figures, published) {
                    own += amounts
                    ofSource[source] += amounts
                    guard amounts.difference != .zero else { continue }
                    lines.append(
                        Line(
                            project: project.id, work: programme.works[work].id,
                            source: programme.sources[source].id,
                            change: PlanChanges.change(
                                published.fundedWorks[work], figures.plan.fundedWorks[work]),
                            amounts: amounts))
                }
            }
            let (was, isNow) = (
                published.fundedProjects[position], figures.plan.starts[position] != nil
            )
            if was != isNow || lines.count > before {
                projects.append(
                    ProjectLine(
                        project: project.id, name: project.name,
                        change: PlanChanges.change(was, isNow), amounts: own))
            } else {
                unchanged += own
            }
        }
        sources = zip(programme.sources, ofSource).enumerated().map { position, source in
            (source.0.id, position, source.1)
        }
        addDepartures(of: published)
    }

    /// Whether the lines meet the totals of both plans, whichever way they are added up.
    var isReconciled: Bool {
        let ways = [
            projects.reduce(into: unchanged) { $0 += $1.amounts },
            sources.reduce(into: Amounts()) { $0 += $1.amounts },
        ]
        let differences = lines.reduce(Money.zero) { $0 + $1.amounts.difference }
        return ways.allSatisfy { $0.published == publishedTotal && $0.now == total }
            && differences == total - publishedTotal
    }

    private mutating func addDepartures(of published: PublishedPlan) {
        var ofProject: [String: Amounts] = [:]
        var ofSource: [String: Amounts] = [:]
        for departure in published.departures {
            let amounts = Amounts(published: departure.amount)
            lines.append(
                Line(
                    project: departure.project, work: departure.work, source: departure.source,
                    change: PlanChanges.wording(for: departure.missing), amounts: amounts))
            ofProject[departure.project, default: Amounts()] += amounts
            ofSource[departure.source, default: Amounts()] += amounts
        }
        for position in sources.indices {
            if let amounts = ofSource.removeValue(forKey: sources[position].source) {
                sources[position].amounts += amounts
            }
        }
        sources += ofSource.sorted { $0.key < $1.key }.map { ($0.key, nil, $0.value) }
        for project in published.departedProjects {
            projects.append(
                ProjectLine(
                    project: project, change: .gone,
                    amounts: ofProject.removeValue(forKey: project) ?? Amounts()))
        }
        // What is left went to projects that are still there, by works, sources or periods that are
        // not.
        for (project, amounts) in ofProject.sorted(by: { $0.key < $1.key }) {
            if let position = projects.firstIndex(where: { $0.project == project }) {
                projects[position].amounts += amounts
            } else {
                projects.append(ProjectLine(project: project, change: .kept, amounts: amounts))
            }
        }
    }

    /// What each source of either plan was to pay for a work and pays, by position of the source.
    private static func amounts(
        of work: Int, _ figures: PlanFigures, _ published: PublishedPlan
    ) -> [(source: Int, amounts: Amounts)] {
        var amounts: [Int: Amounts] = [:]
        for payment in published.payments(forWork: work) {
            amounts[payment.source, default: Amounts()].published += payment.amount
        }
        for index in figures.payments(forWork: work) {
            let payment = figures.plan.payments[index]
            amounts[payment.source, default: Amounts()].now += payment.amount
        }
        return amounts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private static func change(_ was: Bool, _ isNow: Bool) -> ChangeWording {
        was == isNow ? .kept : isNow ? .added : .dropped
    }

    private static func wording(for missing: PublishedPlan.Departure.Missing) -> ChangeWording {
        switch missing {
        case .project: .gone
        case .work: .goneWork
        case .source: .goneSource
        case .period: .gonePeriod
        }
    }
}
