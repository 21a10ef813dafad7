import Archiving
import Diagnostics
import Funding
import Scenarios
import Verification

/// What came of checking a stored plan.
struct PlanAudit {
    /// How the check ended.
    enum Verdict: String {
        /// The plan keeps every promise.
        case verified
        /// The plan breaks a promise.
        case rejected
        /// There is no scenario to check against.
        case scenarioErrors = "scenario-errors"
        /// There is no plan to check.
        case planErrors = "plan-errors"
    }

    let verdict: Verdict
    let scenario: String
    let plan: String
    var warnings: [Diagnostic] = []
    var errors: [Diagnostic] = []
    /// What was checked, for the summary of a verified plan.
    var extent = ""

    /// The exit code that says how the check ended.
    var exitCode: Int32 {
        switch verdict {
        case .verified: 0
        case .rejected: 1
        case .scenarioErrors, .planErrors: 2
        }
    }

    /// The one line that says how the check ended.
    var summary: String {
        switch verdict {
        case .verified: "verified: \(extent)"
        case .rejected: "rejected: \(CountText.text(errors.count, "finding"))"
        case .scenarioErrors:
            "not checked: \(CountText.text(errors.count, "error")) in the scenario"
        case .planErrors:
            "not checked: \(CountText.text(errors.count, "error")) in the stored plan"
        }
    }

    /// Reads the scenario and the plan, and checks one against the other.
    static func run(
        scenario path: String, plan planPath: String, library: String?, variant: String?,
        settings: [(path: String, value: String)], publishedPlan: String? = nil
    ) -> PlanAudit {
        let files = DiskFiles()
        let file = files.isFolder(planPath) ? "\(planPath)/plan.csv" : planPath
        let scenario: Scenario
        do {
            scenario = try ScenarioReader.read(
                path, library: library, variant: variant, settings: settings,
                publishedPlan: publishedPlan)
        } catch {
            return PlanAudit(
                verdict: .scenarioErrors, scenario: path, plan: file,
                warnings: error.diagnostics.filter { $0.severity == .warning },
                errors: error.diagnostics.filter { $0.severity == .error })
        }
        let stored: StoredPlan
        do {
            let bytes = try read(file, from: files)
            stored = try PlanFile.decode(bytes, for: scenario.programme, file: file)
        } catch {
            return PlanAudit(
                verdict: .planErrors, scenario: path, plan: file,
                warnings: scenario.warnings + error.diagnostics.filter { $0.severity == .warning },
                errors: error.diagnostics.filter { $0.severity == .error })
        }
        let violations = PlanVerifier.violations(of: stored, in: scenario.programme)
        let changes = files.isFolder(planPath) ? changes(in: planPath) : []
        let errors = changes + violations.map { finding($0, of: scenario, file) }
        return PlanAudit(
            verdict: errors.isEmpty ? .verified : .rejected, scenario: path, plan: file,
            warnings: scenario.warnings, errors: errors,
            extent: extent(of: stored, in: scenario.programme))
    }

    /// What was changed in a folder of results since Fundmix wrote it.
    private static func changes(in folder: String) -> [Diagnostic] {
        let differences: [String]
        do {
            differences = try FolderArchive(folder).check().map(\.description)
        } catch {
            differences = [error.description]
        }
        return differences.map {
            Diagnostic(
                .error, "results-changed", at: SourceLocation(file: folder),
                "the folder is not as it was written: \($0)",
                fix: "check the stored plan alone by naming its plan.csv, or solve again")
        }
    }

    private static func read(_ file: String, from files: DiskFiles) throws(DiagnosticsError)
        -> [UInt8]
    {
        let cause: String
        do {
            return try files.read(file, limit: ScenarioLimits().tableBytes)
        } catch {
            cause =
                switch error {
                case .missing: "it does not exist"
                case .isFolder: "it is a folder"
                case .notAFile: "it is not a file"
                case .tooLarge(let limit): "it has more than \(limit) bytes"
                case .changed: "it changed while it was read"
                case .refused(let text): text
                }
        }
        throw DiagnosticsError([
            Diagnostic(
                .error, "plan-unreadable", at: SourceLocation(file: file),
                "the stored plan cannot be read: \(cause)",
                fix: "name the plan.csv that 'fundmix solve' wrote, or its folder")
        ])
    }

    /// A violation at the place of what it is about, as far as the scenario says one.
    private static func finding(_ violation: Violation, of scenario: Scenario, _ file: String)
        -> Diagnostic
    {
        let place = violation.subjects.lazy.compactMap { location(of: $0, in: scenario) }.first
        return Diagnostic(
            .error, violation.code, at: place ?? SourceLocation(file: file),
            "plan rejected by verification: \(violation.message)",
            fix: "check '\(file)' with the scenario, variant and settings that it was made for; if "
                + "these are the same and nobody changed it, this is a defect in Fundmix")
    }

    private static func location(of subject: Violation.Subject, in scenario: Scenario)
        -> SourceLocation?
    {
        let programme = scenario.programme
        let provenance = scenario.provenance
        switch subject {
        case .project(let id):
            return programme.projects.firstIndex { $0.id == id }
                .flatMap(provenance.location(ofProject:))
        case .work(let projectID, let workID):
            return programme.projects.first { $0.id == projectID }?.works
                .first { programme.works[$0].id == workID }
                .flatMap(provenance.location(ofWork:))
        case .source(let id): return provenance.location(of: "sources.\(id).budget")
        case .period: return provenance.location(of: "periods")
        case .gate(let id): return provenance.location(of: "gates.\(id)")
        case .rule(let id): return provenance.location(of: "rules.\(id)")
        case .choice(let id): return provenance.location(of: "choices.\(id)")
        case .goal(let id): return provenance.location(of: "goals.\(id)")
        case .selection: return provenance.location(of: "select")
        }
    }

    /// What a verified plan covers, for example `2 of 3 projects, 5 works, 7 payments; …`.
    private static func extent(of stored: StoredPlan, in programme: Programme) -> String {
        let plan = stored.plan
        let projects = plan.starts.count { $0 != nil }
        let works = plan.fundedWorks.count { $0 }
        var kept = [
            (programme.gates.count, "gate"), (programme.sources.count, "budget"),
            (programme.rules.count, "rule"), (programme.choices.count, "choice"),
        ]
        if !programme.commitments.isEmpty {
            kept.append((programme.commitments.count, "commitment"))
        }
        return "\(projects) of \(CountText.text(programme.projects.count, "project")), "
            + "\(CountText.text(works, "work")), "
            + "\(CountText.text(plan.payments.count, "payment")) keep "
            + kept.map { CountText.text($0, $1) }.joined(separator: ", ")
            + order(in: programme)
    }

    /// What a check without a solver says of an order in which projects are chosen.
    private static func order(in programme: Programme) -> String {
        switch programme.selection?.whenFull {
        case .stop:
            "; none is funded behind a project that the order leaves out; that this one does not "
                + "fit is not checked here"
        case .skip: "; that projects left out of the order do not fit is not checked here"
        case nil: ""
        }
    }
}
