import ArgumentParser
import Funding
import Optimization
import Planning
import Scenarios

/// `fundmix export`: writes the model of a scenario for another solver.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the model of a scenario as MPS or LP text to standard output.",
        discussion: """
            The model has one goal and holds no other. Money is in settlement units; the objective \
            times the factor in the first comment line is the goal's value, in fen for money. A \
            maximized goal has an OBJSENSE section in MPS, which GLPK does not read: give GLPK LP text.
            """)

    /// A text format for models.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case mps
        case lp
    }

    @OptionGroup var scenario: ScenarioOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "The format.")
    var format = Format.mps

    @Option(help: "The goal to write, by identifier (default: the first).")
    var goal: String?

    func run() throws {
        let programme = try scenario.read(output).programme
        let position = try goal.map { id in
            guard let position = programme.goals.firstIndex(where: { $0.id == id }) else {
                let known = programme.goals.map(\.id).joined(separator: ", ")
                throw ValidationError("no goal is called '\(id)'; known goals: \(known)")
            }
            return position
        }
        let model = try Planner.program(
            of: programme, goal: position ?? (programme.goals.isEmpty ? nil : 0))
        let unit = "objective times \(model.scale.numerator)/\(model.scale.denominator)"
        var failure: (any Error)?
        func write(_ text: String) {
            guard failure == nil else { return }
            do { try Console.write(text) } catch { failure = error }
        }
        switch format {
        case .mps:
            write("* \(unit) is the goal's value\n")
            MPSFormat.write(model.program, to: write)
        case .lp:
            write("\\ \(unit) is the goal's value\n")
            LPFormat.write(model.program, to: write)
        }
        if let failure { throw failure }
    }
}
