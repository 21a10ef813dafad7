import ArgumentParser
import Auditing

/// The auditor's program: checks a stored plan against its scenario, and links no solver.
@main
struct FundmixVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fundmix-verify",
        abstract: "Checks a stored plan against its scenario in exact integers, without a solver.",
        discussion: AuditArguments.discussion)

    @OptionGroup var audit: AuditArguments

    func run() throws { try audit.run() }
}
