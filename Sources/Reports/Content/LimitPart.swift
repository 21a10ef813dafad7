internal import Funding
internal import Parallelism

/// A limit of a rule in some of the projects, as one thread looks at it.
struct LimitPart: Sendable {
    /// The position of the rule.
    let rule: Int
    /// The position of the limit.
    let limit: Int
    /// The projects; all of them for a rule that holds in groups, periods or the programme.
    let projects: Range<Int>
    /// Whether the rule holds in groups, periods or the programme.
    let isWide: Bool

    /// How many projects one processor looks at a time.
    private static let partLength = 1_024

    /// The parts of all limits, in order of rules, limits and projects; at least one for each limit.
    ///
    /// - Complexity: O(*l* · *p*) for *l* limits and *p* projects.
    static func all(in programme: Programme) -> [LimitPart] {
        let projects = programme.projects.indices
        var parts: [LimitPart] = []
        for (position, rule) in programme.rules.enumerated() {
            let isWide: Bool
            switch rule.scope {
            case .work, .project: isWide = false
            case .group, .period, .programme: isWide = true
            }
            let count = isWide ? 1 : max(1, projects.partCount(ofLength: partLength))
            for limit in rule.limits.indices {
                for part in 0..<count {
                    parts.append(
                        LimitPart(
                            rule: position, limit: limit,
                            projects: count == 1
                                ? projects : projects.part(part, ofLength: partLength),
                            isWide: isWide))
                }
            }
        }
        return parts
    }
}
