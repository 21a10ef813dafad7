import ArgumentParser
import Scenarios

/// `fundmix share bills`: a cost, split over the households of each stair unit.
struct ShareBillsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bills",
        abstract: "Splits costs over households by floor, area, persons or equally, to the fen.",
        discussion: """
            The bills of each stair unit add up to its net cost. With -o the folder also holds \
            notices.md: a notice to print for each flat that has something to pay.
            """)

    @OptionGroup var share: ShareOptions
    @OptionGroup var output: OutputOptions

    func run() throws { try ShareRun(options: share, output: output).deliver(.bills) }
}
