internal import Diagnostics

/// Names and values in messages.
enum ShownName {
    /// The text in single quotes, shortened and with control characters as escapes.
    static func quoted(_ text: some StringProtocol) -> String { ShownText.quoted(text) }

    /// Up to a number of names in quotes, then how many more there are.
    static func list(_ names: some Sequence<String>, limit: Int = 12) -> String {
        let all = Array(names)
        let shown = all.prefix(limit).map { ShownText.escaped($0) }.joined(separator: ", ")
        return all.count > limit ? "\(shown) and \(all.count - limit) more" : shown
    }

    /// The repair that offers the nearest known name, then all known names.
    static func suggestion(for name: String, among known: [String], what: String) -> String? {
        let listed = known.isEmpty ? nil : "known \(what): \(list(known))"
        guard let nearest = NameSuggestion.nearest(to: name, among: known) else { return listed }
        let question = "did you mean \(quoted(nearest))?"
        return listed.map { "\(question) \($0)" } ?? question
    }
}
