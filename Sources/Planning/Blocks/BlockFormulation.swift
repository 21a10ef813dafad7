import Funding
import Optimization

/// A programme as a block program, with the place of every decision in it.
///
/// The programme is formulated part by part, on several threads, by the same code that formulates a
/// whole one; each part is compiled into blocks and forgotten. So the memory is that of the blocks,
/// and a programme of 219,000 projects never becomes one linear program.
struct BlockFormulation: Sendable {
    /// What a variable of a block decides.
    enum Slot {
        /// The project starts in the period.
        case start(project: Int, period: Int)
        /// The optional work starts in the period.
        case work(Int, period: Int)
        /// What the source pays for the work in the period, in settlement units.
        case payment(work: Int, source: Int, period: Int)
        /// A variable that helps to say a rule.
        case auxiliary
    }

    /// The most shared rows for which the block method is made.
    static let mostShared = 4_000
    /// About how many projects are formulated at once.
    private static let partSize = 96

    private(set) var programme: Programme
    /// The blocks.
    let program = BlockProgram(sharedCount: 0)
    /// The bounds of each shared row, as the programme has them.
    private(set) var bounds: [Bounds] = []
    /// What each shared row is.
    private(set) var sides: [SharedSide] = []
    /// The shared row of each goal that is a sum.
    private(set) var goalRows: [Int: Int] = [:]
    /// The parameter of each goal that is a burden.
    private(set) var parameters: [Int: Int] = [:]
    /// A demand that is broken whatever is chosen, in words.
    private(set) var contradiction: String?
    /// The slots of the blocks' variables, 16 bytes each.
    private var slots: [PackedSlot] = []

    fileprivate struct PackedSlot: Sendable {
        var item: Int32
        var source: Int32
        var period: Int32
        var kind: Int32
    }

    /// What one shared row is in numbers: one side of an exact row.
    struct SharedSide: Hashable, Sendable {
        var key: String
        var isUpper: Bool
    }

    /// What a thread makes of a part.
    fileprivate struct Part: Sendable {
        var program: BlockProgram
        var slots: [PackedSlot]
        var sides: [SharedSide]
        var bounds: [Bounds]
        var demands: [String]
        var hasTerms: [Bool]
        var contradiction: String?
    }

    /// Formulates a programme.
    ///
    /// - Parameters:
    ///   - programme: A checked programme.
    ///   - workers: The threads.
    ///   - isStopped: Asked between parts whether to give up.
    /// - Returns: The formulation; `nil` where the block method does not fit the programme or
    ///   somebody asked to stop.
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    static func formulate(
        _ programme: Programme, workers: Workers, isStopped: @Sendable () -> Bool
    ) throws(ArithmeticOverflow) -> BlockFormulation? {
        guard programme.classOrder != .programme else { return nil }
        var formulation = BlockFormulation(programme: programme)
        for goal in programme.goals.indices {
            if case .largestBurden = programme.goals[goal].measure {
                formulation.parameters[goal] = formulation.parameters.count
            }
        }
        let division = ProgrammeDivision(programme)
        let parts = division.parts(ofSize: partSize)
        var positions: [SharedSide: Int] = [:]
        var demands: [String] = []
        var hasTerms: [Bool] = []
        // Waves, so that no more than a few parts wait to be added.
        let wave = 16 * workers.count
        for first in stride(from: 0, to: parts.count, by: wave) {
            guard !isStopped() else { return nil }
            let range = first..<min(parts.count, first + wave)
            let burdens = formulation.parameters
            let made = workers.map(range.count) { _, piece in
                Result { () throws(ArithmeticOverflow) in
                    try Part(
                        division.part(of: parts[range.lowerBound + piece]), of: programme, burdens)
                }
            }
            for result in made {
                let part = try result.get()
                formulation.contradiction = formulation.contradiction ?? part.contradiction
                var shared: [Int] = []
                for (index, side) in part.sides.enumerated() {
                    if let known = positions[side] {
                        shared.append(known)
                        hasTerms[known] = hasTerms[known] || part.hasTerms[index]
                        continue
                    }
                    positions[side] = positions.count
                    formulation.sides.append(side)
                    shared.append(positions.count - 1)
                    formulation.bounds.append(part.bounds[index])
                    demands.append(part.demands[index])
                    hasTerms.append(part.hasTerms[index])
                }
                guard positions.count <= mostShared else { return nil }
                formulation.program.append(contentsOf: part.program, shared: shared)
                formulation.slots += part.slots
            }
        }
        for goal in programme.goals.indices {
            for isUpper in [false, true] {
                let side = SharedSide(key: Formulation.key(ofGoal: goal), isUpper: isUpper)
                if let row = positions[side] { formulation.goalRows[goal] = row }
            }
        }
        for row in formulation.bounds.indices where !hasTerms[row] {
            let bounds = formulation.bounds[row]
            if bounds.lower > 0 || bounds.upper < 0 {
                formulation.contradiction = formulation.contradiction ?? demands[row]
            }
        }
        return formulation
    }

    private init(programme: Programme) { self.programme = programme }

    /// Takes the ends of rows from those of a programme with other amounts.
    mutating func take(
        _ rows: [Formulation.SharedRow], of programme: Programme
    ) throws(ArithmeticOverflow) {
        var ends: [SharedSide: Bounds] = [:]
        for row in rows where row.key.hasPrefix("budget(") {
            guard let upper = row.row.upper else { continue }
            ends[SharedSide(key: row.key, isUpper: true)] = .atMost(ExactRow.roundedUp(upper))
        }
        for (position, side) in sides.enumerated() {
            if let end = ends[side] { bounds[position] = end }
        }
        self.programme = programme
    }

    /// What a variable decides.
    func slot(_ variable: Int) -> Slot {
        let slot = slots[variable]
        switch slot.kind {
        case 0: return .start(project: Int(slot.item), period: Int(slot.period))
        case 1: return .work(Int(slot.item), period: Int(slot.period))
        case 2:
            return .payment(
                work: Int(slot.item), source: Int(slot.source), period: Int(slot.period))
        default: return .auxiliary
        }
    }
}

extension BlockFormulation.Part {
    /// Formulates and compiles a part.
    fileprivate init(
        _ part: ProgrammePart, of programme: Programme, _ burdens: [Int: Int]
    ) throws(ArithmeticOverflow) {
        var formulation = try Formulation.formulate(part.programme, extent: .part)
        try formulation.addSpreadChoices(part.spreadItems, of: programme.choices)
        (sides, bounds, demands, hasTerms) = ([], [], [], [])
        contradiction = formulation.contradiction
        var shared: [BlockProgram.SharedTerms] = []
        for row in formulation.sharedRows {
            let terms = try row.row.expression.collected()
            let isGoal = row.row.lower == nil && row.row.upper == nil
            let isMaximized = formulation.isMaximizedGoal(row.key)
            for isUpper in [false, true] {
                let limit = isUpper ? row.row.upper : row.row.lower
                guard limit != nil || isGoal && isUpper != isMaximized else { continue }
                // Coefficients are rounded so that the row allows more; variables are ≥ 0.
                shared.append(
                    BlockProgram.SharedTerms(
                        shared: sides.count,
                        terms: terms.terms.map {
                            Term(
                                isUpper
                                    ? ExactRow.roundedDown($0.coefficient)
                                    : ExactRow.roundedUp($0.coefficient), $0.variable)
                        }))
                sides.append(.init(key: row.key, isUpper: isUpper))
                hasTerms.append(!terms.terms.isEmpty)
                demands.append(row.demand)
                if isGoal {
                    bounds.append(.free)
                } else if let limit = try limit?.subtracting(terms.constant) {
                    bounds.append(
                        isUpper
                            ? .atMost(ExactRow.roundedUp(limit))
                            : .atLeast(ExactRow.roundedDown(limit)))
                }
            }
        }
        let thresholds = burdens.sorted { $0.value < $1.value }
            .compactMap { formulation.thresholds[$0.key] }
        let compiled = BlockProgram.compile(
            formulation.program, shared: shared, sharedCount: sides.count,
            parameters: thresholds)
        program = compiled.program
        var packed = [BlockFormulation.PackedSlot](
            repeating: .init(item: 0, source: 0, period: 0, kind: 3),
            count: formulation.program.variables.count)
        for (project, starts) in formulation.projectStarts.enumerated() {
            for start in starts {
                packed[start.variable.index] = .init(
                    item: Int32(part.projects[project]), source: 0, period: Int32(start.period),
                    kind: 0)
            }
        }
        for (work, starts) in formulation.workStarts.enumerated() {
            for start in starts {
                packed[start.variable.index] = .init(
                    item: Int32(part.works[work]), source: 0, period: Int32(start.period), kind: 1)
            }
        }
        for slot in formulation.payments {
            packed[slot.variable.index] = .init(
                item: Int32(part.works[slot.work]), source: Int32(slot.source),
                period: Int32(slot.period), kind: 2)
        }
        slots = compiled.variables.map { packed[$0.index] }
    }
}

extension Formulation {
    /// Whether a shared row is that of a goal that is maximized.
    fileprivate func isMaximizedGoal(_ key: String) -> Bool {
        programme.goals.indices.contains {
            Formulation.key(ofGoal: $0) == key && programme.goals[$0].sense == .maximize
        }
    }
}
