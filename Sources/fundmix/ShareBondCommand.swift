import ArgumentParser
import Scenarios

/// `fundmix share bond`: debts, held against income at several least coverages.
struct ShareBondCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bond",
        abstract: "Holds special bonds against the income that repays them (专项债券).")

    @OptionGroup var share: ShareOptions
    @OptionGroup var output: OutputOptions

    func run() throws { try ShareRun(options: share, output: output).deliver(.bond) }
}
