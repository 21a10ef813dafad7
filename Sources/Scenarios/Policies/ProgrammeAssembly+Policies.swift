internal import Diagnostics

extension ProgrammeAssembly {
    /// Whether an amount says its unit where it must; `false` after a finding.
    ///
    /// A pack is read below scenarios that count in different units, so a bare amount of a pack
    /// would mean something else in each.
    func hasUnit(_ amount: String, in node: DocumentNode) -> Bool {
        guard policyFiles.contains(node.location.file), let last = amount.unicodeScalars.last,
            ("0"..."9").contains(last),
            amount.unicodeScalars.contains(where: { ("1"..."9").contains($0) })
        else { return true }
        findings.error(
            .bareAmount, at: node.location,
            "a policy writes amounts with their unit, and \(ShownName.quoted(amount)) has none",
            fix: "write for example '\(ShownText.escaped(amount)) 元'")
        return false
    }
}
