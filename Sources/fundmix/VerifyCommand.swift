import ArgumentParser
import Auditing

/// `fundmix verify`: checks a stored plan; the same as the program `fundmix-verify`.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks a stored plan against its scenario in exact integers.",
        discussion: AuditArguments.discussion)

    @OptionGroup var audit: AuditArguments

    func run() throws { try audit.run() }
}
