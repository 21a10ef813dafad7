import ArgumentParser
import Scenarios

/// `fundmix share grant`: a pool, split over regions by the factor method.
struct ShareGrantCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant",
        abstract: "Splits a pool over regions by weighted factors (因素法), to the last unit.")

    @OptionGroup var share: ShareOptions
    @OptionGroup var output: OutputOptions

    func run() throws { try ShareRun(options: share, output: output).deliver(.grant) }
}
