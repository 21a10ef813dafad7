/// Collects violations in the order found, so many of each code and the number of the rest.
///
/// A nonsense plan for 219,000 projects breaks millions of promises; nobody reads more than the
/// first of each kind, but everybody must learn how many there are.
final class ViolationList {
    /// What was found, to be handed from one thread to another.
    struct Content: Sendable {
        fileprivate var violations: [Violation] = []
        fileprivate var counts: [String: Int] = [:]
    }

    private(set) var content = Content()

    var isEmpty: Bool { content.violations.isEmpty }

    /// Takes a violation; the message is only made when it is kept.
    func add(
        _ code: String, _ subjects: [Violation.Subject] = [], _ message: @autoclosure () -> String
    ) {
        let count = content.counts[code, default: 0] + 1
        content.counts[code] = count
        guard count <= PlanVerifier.mostViolationsOfACode else { return }
        content.violations.append(Violation(code, message(), subjects: subjects))
    }

    /// Takes what another list found, as if it had been found here next.
    func add(_ more: Content) {
        var room = more.counts.mapValues { _ in PlanVerifier.mostViolationsOfACode }
        for code in more.counts.keys { room[code]? -= content.counts[code, default: 0] }
        for violation in more.violations where room[violation.code, default: 0] > 0 {
            content.violations.append(violation)
            room[violation.code]? -= 1
        }
        content.counts.merge(more.counts, uniquingKeysWith: +)
    }

    /// All violations kept, and one more for each code of which some were left out.
    func finished() -> [Violation] {
        let rest = content.counts.filter { $0.value > PlanVerifier.mostViolationsOfACode }
        return content.violations
            + rest.sorted { $0.key < $1.key }.map { code, count in
                Violation(
                    code, "\(count - PlanVerifier.mostViolationsOfACode) more findings of this kind"
                )
            }
    }
}
