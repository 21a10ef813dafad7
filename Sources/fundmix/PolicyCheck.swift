import ArgumentParser
import Auditing
import Diagnostics
import Scenarios

/// What `fundmix check` does with a policy pack: reads it alone and runs its worked examples.
enum PolicyCheck {
    /// Reads and checks a pack, and prints what it holds.
    ///
    /// - Throws: `ExitCode.faultyScenario` where the pack has errors or an example fails.
    static func run(_ path: String, _ output: OutputOptions) throws {
        let policy: Policy
        do {
            policy = try PolicyReader.read(path)
            let failures = PolicyAudit.findings(of: policy)
            if !failures.isEmpty { throw DiagnosticsError(failures) }
        } catch let error as DiagnosticsError {
            for finding in error.diagnostics { Console.note("\(finding)\n") }
            if output.json { try Console.write(FindingsText.json(error.diagnostics)) }
            throw ExitCode.faultyScenario
        }
        if !output.quiet { for warning in policy.warnings { Console.note("\(warning)\n") } }
        if output.json { return try Console.write(FindingsText.json(policy.warnings)) }
        try Console.write(text(of: policy))
    }

    private static func text(of policy: Policy) -> String {
        let parts = policy.parts.map { counted($0.count, $0.key) }
        let examples = policy.examples.count
        var lines = [
            "policy: \(policy.citation)",
            "no errors, \(CountText.text(policy.warnings.count, "warning")): "
                + (parts + [CountText.text(policy.parameters.count, "parameter")])
                .joined(separator: ", ")
                + "; \(CountText.text(examples, "example")) \(examples == 1 ? "holds" : "hold")",
        ]
        if let note = policy.note { lines.append("note: \(note)") }
        for parameter in policy.parameters {
            let source = parameter.source.map { "  (\($0))" } ?? ""
            lines.append(
                "$\(parameter.name) = \(parameter.value ?? "set by the scenario"): "
                    + parameter.about + source)
        }
        return lines.map { ShownText.escaped($0) + "\n" }.joined()
    }

    /// A number with a key of the format, which is a plural such as `rules` or `classes`.
    private static func counted(_ number: Int, _ key: String) -> String {
        guard number == 1, key.hasSuffix("s") else { return "\(number) \(key)" }
        return "1 \(key.dropLast(key.hasSuffix("sses") ? 2 : 1))"
    }
}
