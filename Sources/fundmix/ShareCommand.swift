import ArgumentParser

/// `fundmix share`: what is shared without a decision; it only knows its subcommands.
struct ShareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "share",
        abstract: "Shares a pool or a cost on its own, without a plan.",
        discussion: """
            Each calculation is a folder with a share.yaml, which says what it asks for, and its tables; \
            variants, --set and findings are as for a scenario. Exit codes: 0 calculated · 1 file or \
            internal failure · 2 the folder has errors · 64 wrong usage.
            """,
        subcommands: [
            ShareGrantCommand.self, ShareBillsCommand.self, ShareBondCommand.self,
            ShareLedgerCommand.self,
        ])
}
