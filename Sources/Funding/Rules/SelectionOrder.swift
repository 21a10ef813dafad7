/// The projects of a programme in the order in which a ``RankedSelection`` tries them.
///
/// In the order stand the projects that can be funded at all: they pass every gate, no choice forbids
/// them or a mandatory work of theirs, some period lets all their works be paid, and each mandatory
/// work that costs money has a source that may pay it. The first difference decides: whether the
/// project runs already or a choice `must` names it; the first of the conditions that it meets; the
/// larger score; each tie-break; the lower identifier.
public struct SelectionOrder: Hashable, Sendable {
    /// A project in the order.
    public struct Standing: Hashable, Sendable {
        /// The position of the project.
        public var project: Int
        /// 0 where the project runs already or a choice demands it, from 1 on the first condition that it meets, and
        /// one more than there are conditions where it meets none.
        public var tier: Int
        /// The parts of the score, each with its weight.
        public var parts: [Ratio]
        /// The sum of the parts.
        public var score: Ratio
        /// Where the score is that of a neighbour in the order and of the same tier: the position of
        /// the tie-break that parts the two, the number of tie-breaks where the identifier does.
        ///
        /// The neighbour before it counts, or the one behind it where that one differs.
        public var tieBreak: Int?
    }

    /// The projects, the first one first.
    public let standings: [Standing]

    private let programme: Programme
    private let selection: RankedSelection

    /// Orders the projects of a programme.
    ///
    /// - Throws: `ArithmeticOverflow` when a score leaves 128 bits.
    /// - Complexity: O(*p* log *p* + *w* · *s*) for *p* projects, *w* works and *s* sources.
    public init(of programme: Programme, by selection: RankedSelection) throws(ArithmeticOverflow) {
        (self.programme, self.selection) = (programme, selection)
        let demanded = SelectionOrder.projects(in: programme) { demand in
            if case .must(let items) = demand { items.filter { $0.work == nil } } else { [] }
        }
        let conditions = selection.tiers.map { $0.condition.selectedProjects(in: programme) }
        var entries: [(standing: Standing, ties: [Ratio])] = []
        for project in SelectionOrder.candidates(in: programme) {
            var (parts, score) = ([Ratio](), Ratio.zero)
            for part in selection.score {
                let value = try SelectionOrder.value(part.key, ofProject: project, in: programme)
                parts.append(try value.multiplied(by: part.weight))
                score = try score.adding(parts[parts.count - 1])
            }
            let tier =
                demanded.contains(project) || programme.isRunning(project: project)
                ? 0 : 1 + (conditions.firstIndex { $0[project] } ?? conditions.count)
            let ties = try selection.ties.map { key throws(ArithmeticOverflow) in
                let value = try SelectionOrder.value(key.value, ofProject: project, in: programme)
                return key.isDescending ? value.negated : value
            }
            entries.append(
                (Standing(project: project, tier: tier, parts: parts, score: score), ties))
        }
        entries.sort { left, right in
            let (first, second) = (left.standing, right.standing)
            if first.tier != second.tier { return first.tier < second.tier }
            if first.score != second.score { return first.score > second.score }
            for (one, other) in zip(left.ties, right.ties) where one != other {
                return one < other
            }
            let ids = (programme.projects[first.project].id, programme.projects[second.project].id)
            return ids.0.utf8.lexicographicallyPrecedes(ids.1.utf8)
        }
        func tieBreak(_ left: Int, _ right: Int) -> Int? {
            guard entries.indices.contains(left), entries.indices.contains(right),
                entries[left].standing.tier == entries[right].standing.tier,
                entries[left].standing.score == entries[right].standing.score
            else { return nil }
            return zip(entries[left].ties, entries[right].ties).enumerated()
                .first { $1.0 != $1.1 }?.offset ?? entries[left].ties.count
        }
        standings = entries.indices.map { rank in
            var standing = entries[rank].standing
            standing.tieBreak = tieBreak(rank - 1, rank) ?? tieBreak(rank, rank + 1)
            return standing
        }
    }

    /// The optional works of some projects in the order in which they are tried; empty where the
    /// goals decide about them.
    ///
    /// Works that run already are funded in any case; they, works that nobody may pay and works that
    /// a choice forbids are not in the order.
    ///
    /// - Parameter projects: Positions of projects, in their order.
    /// - Returns: Positions of works, the first one first.
    /// - Throws: `ArithmeticOverflow` when a figure cannot be compared.
    /// - Complexity: O(*w* log *w* + *w* · *s*) for *w* works and *s* sources.
    public func optionalWorks(of projects: [Int]) throws(ArithmeticOverflow) -> [Int] {
        guard selection.optionalWorks != .byGoals else { return [] }
        let payers = PayerSelection(programme)
        let forbidden = SelectionOrder.items(in: programme) { demand in
            if case .never(let items) = demand { items } else { [] }
        }
        var entries: [(work: Int, rank: Int, keys: [Ratio])] = []
        for (rank, project) in projects.enumerated() {
            for work in programme.projects[project].works
            where !programme.isMandatory(work: work) && !programme.isRunning(work: work)
                && SelectionOrder.isPayable(work, in: programme, payers)
                && !forbidden.contains(ChoiceItem(project: project, work: work))
            {
                let keys = selection.workOrder.map { key in
                    let value =
                        switch key.value {
                        case .cost: programme.works[work].cost.exact
                        case .column(let column):
                            programme.number(column, ofWork: work) ?? .zero
                        }
                    return key.isDescending ? value.negated : value
                }
                entries.append((work, rank, keys))
            }
        }
        let isByClass = selection.optionalWorks == .byClass
        entries.sort { left, right in
            let classes = (
                programme.works[left.work].classIndex, programme.works[right.work].classIndex
            )
            if isByClass, classes.0 != classes.1 { return classes.0 < classes.1 }
            if left.rank != right.rank { return left.rank < right.rank }
            if classes.0 != classes.1 { return classes.0 < classes.1 }
            for (one, other) in zip(left.keys, right.keys) where one != other { return one < other }
            let ids = (programme.works[left.work].id, programme.works[right.work].id)
            return ids.0.utf8.lexicographicallyPrecedes(ids.1.utf8)
        }
        return entries.map(\.work)
    }

    private static func value(
        _ key: RankedSelection.Key.Value, ofProject project: Int, in programme: Programme
    ) throws(ArithmeticOverflow) -> Ratio {
        switch key {
        case .column(let column): return programme.column(column).number(at: project) ?? .zero
        case .cost:
            var cost = Ratio.zero
            for work in programme.projects[project].works where programme.isMandatory(work: work) {
                cost = try cost.adding(programme.works[work].cost.exact)
            }
            return cost
        }
    }

    private static func candidates(in programme: Programme) -> [Int] {
        let passes = programme.gates.map { $0.condition.selectedProjects(in: programme) }
        let payers = PayerSelection(programme)
        let forbidden = projects(in: programme) { demand in
            guard case .never(let items) = demand else { return [] }
            return items.filter { $0.work.map(programme.isMandatory(work:)) ?? true }
        }
        return programme.projects.indices.filter { project in
            (programme.isRunning(project: project) || passes.allSatisfy { $0[project] })
                && !forbidden.contains(project)
                && !programme.possibleStarts(ofProject: project).isEmpty
                && programme.projects[project].works.allSatisfy {
                    !programme.isMandatory(work: $0) || isPayable($0, in: programme, payers)
                }
        }
    }

    private static func isPayable(
        _ work: Int, in programme: Programme, _ payers: PayerSelection
    ) -> Bool {
        programme.works[work].cost == .zero
            || programme.sources.indices.contains { payers.mayPay(source: $0, work: work) }
    }

    private static func items(
        in programme: Programme, where items: (Choice.Demand) -> [ChoiceItem]
    ) -> Set<ChoiceItem> { Set(programme.choices.flatMap { items($0.demand) }) }

    private static func projects(
        in programme: Programme, where items: (Choice.Demand) -> [ChoiceItem]
    ) -> Set<Int> { Set(self.items(in: programme, where: items).map(\.project)) }
}
