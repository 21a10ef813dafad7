public import Funding
public import Planning

/// The report of a run that ended without a plan: what is proved, and which projects fail a gate.
public struct NoPlanReport: Sendable {
    private let programme: Programme
    private let outcome: Outcome
    private let record: RunRecord
    private let phrasing: Phrasing

    /// Creates the report.
    ///
    /// - Parameters:
    ///   - programme: The programme.
    ///   - outcome: What came of planning it.
    ///   - record: What is needed to make the report again.
    ///   - language: The language of the report.
    /// - Precondition: The outcome has no plan, and is proved infeasible or not found.
    public init(programme: Programme, outcome: Outcome, record: RunRecord, language: Language) {
        let isWithoutPlan =
            switch outcome.status {
            case .infeasible, .notFound: outcome.plan == nil
            case .proved, .feasible: false
            }
        precondition(isWithoutPlan, "an outcome with a plan has a report of its own")
        (self.programme, self.outcome, self.record) = (programme, outcome, record)
        phrasing = Phrasing(language: language, unit: programme.moneyUnit)
    }

    /// Makes the content of the report.
    ///
    /// - Complexity: O(*p* · *g*) for *p* projects and *g* gates.
    public func document() -> ReportDocument {
        let name = phrasing.text(programme.title) ?? phrasing.sentence(.unnamed)
        let title: Sentence = outcome.status == .notFound ? .notFoundTitle : .noPlanTitle
        let passes = programme.gates.map { $0.condition.selectedProjects(in: programme) }
        let failures = programme.projects.indices.compactMap { project in
            let gates = passes.indices.filter { !passes[$0][project] }
            return gates.isEmpty ? nil : (project: project, gates: gates)
        }
        return ReportDocument(
            language: phrasing.language, moneyUnit: programme.moneyUnit,
            title: phrasing.sentence(title, name), titles: programme.title,
            sections: [summarySection(failures.count), gateSection(failures)]
                + AnnexSection(programme: programme, phrasing: phrasing, fundedProjects: nil)
                .sections() + [
                    RecordSection(record: record, stop: outcome.stop, phrasing: phrasing).section()
                ], isReconciled: true)
    }

    private func summarySection(_ failed: Int) -> ReportSection {
        var section = ReportSection(id: "summary", heading: phrasing.term(.summary))
        let status = StatusText(outcome: outcome, programme: programme, phrasing: phrasing)
        let all = programme.projects.count
        let gates =
            switch failed {
            case 0: phrasing.sentence(.gatesNone)
            case all: phrasing.sentence(.gatesAll, phrasing.projects(all))
            default:
                phrasing.sentence(
                    .gatesSome, phrasing.projects(failed), phrasing.projects(all))
            }
        section.paragraphs = [phrasing.joined(status.sentences), gates]
        section.facts =
            status.facts + [
                ReportFact(
                    "projects", label: phrasing.term(.projectCount),
                    .count(programme.projects.count)),
                ReportFact(
                    "eligibleProjects", label: phrasing.term(.eligibleProjects),
                    .count(all - failed)),
                ReportFact(
                    "works", label: phrasing.term(.workCount), .count(programme.works.count)),
            ]
        return section
    }

    private func gateSection(_ failures: [(project: Int, gates: [Int])]) -> ReportSection {
        var section = ReportSection(id: "gates", heading: phrasing.term(.gates))
        let text = RefusalText(programme: programme, phrasing: phrasing)
        let projects = ProjectColumns(
            of: programme, groups: [], sums: [], Glossary(phrasing: phrasing))
        var table = ReportTable(
            id: "failed-gates", heading: phrasing.term(.failedGates),
            columns: projects.columns + [
                TableColumn(
                    "gates", heading: phrasing.term(.gates), formats: [.csv, .json]),
                TableColumn(
                    "explanation", heading: phrasing.term(.explanation),
                    formats: [.terminal, .markdown, .csv], priority: 10, isLong: true),
            ],
            rows: TableRows(count: failures.count) { [programme] position in
                let failure = failures[position]
                return projects.cells(of: failure.project) + [
                    .texts(failure.gates.map { programme.gates[$0].id }),
                    .text(
                        text.sentence(forGates: failure.gates, ofProject: failure.project)),
                ]
            })
        if programme.projects.count > PlanReport.mostProjectsInFull {
            table.excerptRows = PlanReport.excerptRows
        }
        section.tables = [table]
        return section
    }
}
