import Funding
import Optimization

extension Formulation {
    /// Forbids a later class while an earlier one is left out, in each project or in the programme.
    ///
    /// A variable complete[c] ∈ [0,1] stands for "no work up to class c is left out":
    /// - complete[c] ≤ complete[c−1], and complete[c] ≤ work[w] for each work w of class c,
    /// - work[w] ≤ complete[c−1] for each work w of class c.
    mutating func addClassOrderConstraints() throws(ArithmeticOverflow) {
        switch programme.classOrder {
        case .none: break
        case .project:
            for project in programme.projects.indices where isConsidered[project] {
                try addClassOrder(
                    of: programme.projects[project].works, key: programme.projects[project].id,
                    owner: .block(blocks[project]))
            }
        case .programme:
            let works = programme.works.indices.filter {
                isConsidered[programme.works[$0].project]
            }
            try addClassOrder(of: works, key: "programme", owner: .shared)
        }
    }

    private mutating func addClassOrder(
        of works: some Sequence<Int>, key: String, owner: ConstraintOwner
    ) throws(ArithmeticOverflow) {
        var members = Array(repeating: [Int](), count: programme.classes.count)
        for work in works { members[programme.works[work].classIndex].append(work) }
        let last = members.lastIndex { !$0.isEmpty } ?? 0
        var complete: VariableID?
        for (index, members) in members.enumerated() where !members.isEmpty {
            let classID = programme.classes[index].id
            let block: Int? = if case .block(let block) = owner { block } else { nil }
            let next =
                index == last
                ? nil
                : program.add(
                    Variable(
                        name: variableName("complete", [key, classID]), bounds: Bounds(0, 1),
                        block: block))
            if let complete, let next {
                try addOrder(
                    next, atMost: complete, RowName("complete_order", [key, classID]), owner)
            }
            for work in members {
                let item = programme.works[work]
                let keys = [programme.projects[item.project].id, item.id]
                if let complete {
                    var row = funded(work: work)
                    row.add(complete, times: Ratio(-1))
                    try add(
                        ExactRow(expression: row, upper: .zero), name: RowName("class_order", keys),
                        owner: owner, demand: "")
                }
                if let next {
                    var row = funded(work: work)
                    row.add(next, times: Ratio(-1))
                    try add(
                        ExactRow(expression: row, lower: .zero), name: RowName("class_done", keys),
                        owner: owner, demand: "")
                }
            }
            complete = next ?? complete
        }
    }

    private mutating func addOrder(
        _ variable: VariableID, atMost other: VariableID, _ name: RowName, _ owner: ConstraintOwner
    ) throws(ArithmeticOverflow) {
        var row = LinearExpression()
        row.add(variable)
        row.add(other, times: Ratio(-1))
        try add(ExactRow(expression: row, upper: .zero), name: name, owner: owner, demand: "")
    }
}
