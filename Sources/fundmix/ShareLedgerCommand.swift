import ArgumentParser
import Scenarios

/// `fundmix share ledger`: investments, held against what their operation earns.
struct ShareLedgerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Holds social capital against what it earns on one ledger (一本账).")

    @OptionGroup var share: ShareOptions
    @OptionGroup var output: OutputOptions

    func run() throws { try ShareRun(options: share, output: output).deliver(.ledger) }
}
