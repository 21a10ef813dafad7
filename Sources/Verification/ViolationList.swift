/// Collects violations in the order found, so many of each code and the number of the rest.
///
/// A nonsense plan for 219,000 projects breaks millions of promises; nobody reads more than the
/// first of each kind, but everybody must learn how many there are.
final class ViolationList {
    private(set) var violations: [Violation] = []
    private var counts: [String: Int] = [:]

    var isEmpty: Bool { violations.isEmpty }

    /// Takes a violation; the message is only made when it is kept.
    func add(
        _ code: String, _ subjects: [Violation.Subject] = [], _ message: @autoclosure () -> String
    ) {
        let count = counts[code, default: 0] + 1
        counts[code] = count
        guard count <= PlanVerifier.mostViolationsOfACode else { return }
        violations.append(Violation(code, message(), subjects: subjects))
    }

    /// All violations kept, and one more for each code of which some were left out.
    func finished() -> [Violation] {
        let rest = counts.filter { $0.value > PlanVerifier.mostViolationsOfACode }
        return violations
            + rest.sorted { $0.key < $1.key }.map { code, count in
                Violation(
                    code, "\(count - PlanVerifier.mostViolationsOfACode) more findings of this kind"
                )
            }
    }
}
