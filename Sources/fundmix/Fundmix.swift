import ArgumentParser

/// The root command: it only knows the other commands.
@main
struct Fundmix: ParsableCommand {
    /// The version that `--version` and every record show.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "fundmix",
        abstract: "Decides who pays for what in a renovation programme, and proves it.",
        discussion: """
            Exit codes: 0 plan verified and proved within the gap asked for · 1 file or internal \
            failure · 2 the scenario has errors · 3 proved: no plan meets the rules · 4 limit reached \
            without a plan · 5 plan verified, gap asked for not proved · 64 wrong usage · 130 \
            interrupted
            """,
        version: """
            fundmix \(version)
            Free software under the GNU General Public License, version 3 or later, as is GLPK, which \
            it is linked with. There is no warranty.
            """,
        subcommands: [
            NewCommand.self, CheckCommand.self, SolveCommand.self, SweepCommand.self,
            VerifyCommand.self, ExportCommand.self, ShareCommand.self, SchemaCommand.self,
        ])
    /// Runs the command that the arguments name; a failure is one line in the form of a finding.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let error as ExitCode {
            exit(withError: error)
        } catch let error where [.success, .validationFailure].contains(exitCode(for: error)) {
            // Help, version and wrong usage are the parser's to print.
            exit(withError: error)
        } catch {
            Console.note("fundmix: error: \(error) [failed]\n")
            exit(withError: ExitCode.failed)
        }
    }
}
