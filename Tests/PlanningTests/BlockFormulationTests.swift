import Funding
import GLPKSolver
import TestSupport
import Testing

@testable import Optimization
@testable import Planning

/// A programme cut into parts and compiled into blocks says what the programme as a whole says.
@Suite struct BlockFormulationTests {
    private let solver = GLPKLinearSolver()

    @Test(arguments: 0..<120) func partsSayWhatTheWholeSays(seed: Int) throws {
        let (programme, planted) = BlockOutcome.planted(
            seed, projects: seed % 6 == 0 ? 100...220 : 2...12)
        let plan = seed % 2 == 0 ? planted : Self.changed(planted, programme, seed)
        let blocks = try #require(
            try BlockFormulation.formulate(
                programme, workers: Workers(count: 1), isStopped: { false }))
        #expect(blocks.contradiction == nil)
        for goal in programme.goals.indices {
            let ours = try value(of: goal, blocks, plan)
            let onePart = try value(of: goal, programme, plan, extent: .part)
            let whole = try value(of: goal, programme, plan, extent: .whole)
            // One part says the same; the whole rounds limits of rows inward, so it allows no more.
            #expect((ours == nil) == (onePart == nil))
            if let ours, let onePart { #expect(ours.isClose(to: onePart, tolerance: 1e-7)) }
            guard let whole else { continue }
            let same = try #require(ours)
            let room = 1e-7 * max(1, whole.magnitude)
            let isMaximized = programme.goals[goal].sense == .maximize
            #expect(isMaximized ? same >= whole - room : same <= whole + room)
        }
        if seed % 2 == 0, !programme.goals.isEmpty {
            #expect(try value(of: 0, blocks, plan) != nil)
        }
    }

    @Test(arguments: 0..<30) func threadsAndPartsLeaveTheFormulationTheSame(seed: Int) throws {
        let programme = BlockOutcome.planted(seed, projects: 100...300).programme
        let one = try #require(
            try BlockFormulation.formulate(
                programme, workers: Workers(count: 1), isStopped: { false }))
        let three = try #require(
            try BlockFormulation.formulate(
                programme, workers: Workers(count: 3), isStopped: { false }))
        #expect(one.bounds == three.bounds)
        #expect(one.goalRows == three.goalRows)
        #expect(one.program.count == three.program.count)
        #expect(one.program.patternCount == three.program.patternCount)
        let entries = (0..<one.program.entries.count).map { one.program.entries[$0].coefficient }
        #expect(
            entries
                == (0..<three.program.entries.count).map {
                    three.program.entries[$0].coefficient
                })
    }

    // MARK: - Values

    /// The best value of a goal where decisions are those of a plan, from the compiled blocks.
    private func value(of goal: Int, _ formulation: BlockFormulation, _ plan: Plan) throws
        -> Double?
    {
        let blocks = formulation.program
        var program = LinearProgram(name: "blocks")
        var shared = Array(repeating: [Term](), count: blocks.sharedCount)
        for index in 0..<blocks.count {
            let block = blocks.blocks[index]
            // What a plan does not decide, such as whether any work counts, follows from what it does.
            var (decided, chosen) = (UInt64(0), UInt64(0))
            for place in 0..<block.integerCount {
                let variable = block.firstVariable + block.continuousCount + place
                let slot = formulation.slot(variable)
                if case .auxiliary = slot { continue }
                decided |= 1 << UInt64(place)
                if isChosen(slot, plan, formulation.programme) { chosen |= 1 << UInt64(place) }
            }
            let patterns = (0..<block.patternCount)
                .map { blocks.patterns[block.firstPattern + $0] }
                .filter { $0 & decided == chosen }
            #expect(patterns.count <= 1)
            guard let pattern = patterns.first else { return nil }
            add(index, of: blocks, pattern: pattern, to: &program, &shared)
        }
        for (row, terms) in shared.enumerated() where formulation.bounds[row] != .free {
            program.add(
                Constraint(
                    name: "shared(\(row))", terms: terms, bounds: formulation.bounds[row],
                    owner: .shared))
        }
        let row = try #require(formulation.goalRows[goal])
        return try solve(program, shared[row], formulation.programme.goals[goal])
    }

    private func isChosen(
        _ slot: BlockFormulation.Slot, _ plan: Plan, _ programme: Programme
    ) -> Bool {
        switch slot {
        case .start(let project, let period): plan.starts[project] == period
        case .work(let work, let period):
            plan.fundedWorks[work] && plan.starts[programme.works[work].project] == period
        case .payment, .auxiliary: false
        }
    }

    /// Adds a block at a pattern: its continuous variables, its integer ones as fixed, its limits.
    private func add(
        _ index: Int, of blocks: BlockProgram, pattern: UInt64, to program: inout LinearProgram,
        _ shared: inout [[Term]]
    ) {
        let block = blocks.blocks[index]
        let first = program.variables.count
        for variable in 0..<block.continuousCount {
            let most = blocks.variableUpper[block.firstVariable + variable]
            program.add(
                Variable(
                    name: "x", bounds: Bounds(0, most / BlockProgram.unit(ofUpper: most))))
        }
        for place in 0..<block.integerCount {
            let value: Double = pattern >> UInt64(place) & 1 == 1 ? 1 : 0
            program.add(Variable(name: "z", bounds: .exactly(value)))
        }
        for position in block.firstLimit..<block.firstLimit + block.limitCount {
            let limit = blocks.limits[position]
            let target = Int(limit.target)
            var terms: [Term] = []
            if target < block.continuousCount {
                terms = [Term(1, VariableID(first + target))]
            } else {
                let row = block.firstRow + target - block.continuousCount
                for place in blocks.rowStarts[row]..<blocks.rowStarts[row + 1] {
                    terms.append(
                        Term(
                            blocks.rowCoefficients[place],
                            VariableID(first + Int(blocks.rowVariables[place]))))
                }
            }
            for place in Int(limit.firstTerm)..<Int(limit.firstTerm + limit.termCount) {
                let term = blocks.limitTerms[place]
                terms.append(
                    Term(
                        term.coefficient,
                        VariableID(first + block.continuousCount + term.integer)))
            }
            program.add(
                Constraint(
                    name: "limit", terms: terms, bounds: Bounds(limit.lower, limit.upper),
                    owner: .shared))
        }
        for position in block.firstEntry..<block.firstEntry + block.entryCount {
            let entry = blocks.entries[position]
            shared[Int(entry.shared)].append(
                Term(entry.coefficient, VariableID(first + Int(entry.variable))))
        }
    }

    /// The best value of a goal where decisions are those of a plan, from one formulation.
    private func value(
        of goal: Int, _ programme: Programme, _ plan: Plan, extent: Formulation.Extent
    ) throws -> Double? {
        var formulation = try Formulation.formulate(programme, extent: extent)
        guard formulation.contradiction == nil else { return nil }
        var program = formulation.relaxation(decidedAs: plan)
        guard extent == .part else {
            let objective = try formulation.objective(of: programme.goals[goal])
            let terms = objective.objective.terms.map {
                Term($0.coefficient * objective.scale.approximation, $0.variable)
            }
            return try solve(program, terms, programme.goals[goal])
        }
        var objective: [Term] = []
        for shared in formulation.sharedRows {
            let row = try shared.row.expression.collected()
            let terms = row.terms.map { Term($0.coefficient.approximation, $0.variable) }
            if shared.key == Formulation.key(ofGoal: goal) { objective = terms }
            let lower = try shared.row.lower?.subtracting(row.constant).approximation
            let upper = try shared.row.upper?.subtracting(row.constant).approximation
            program.add(
                Constraint(
                    name: "shared", terms: terms,
                    bounds: Bounds(lower ?? -.infinity, upper ?? .infinity), owner: .shared))
        }
        return try solve(program, objective, programme.goals[goal])
    }

    private func solve(_ program: LinearProgram, _ objective: [Term], _ goal: Goal) throws
        -> Double?
    {
        var program = program
        program.objective = Objective(
            goal.sense == .maximize ? .maximize : .minimize, terms: objective)
        let result = try solver.solve(program, options: SolveOptions())
        #expect(result.status == .optimal || result.status == .infeasible)
        return result.objective
    }

    // MARK: - Plans

    /// The plan with a project or an optional work left out or taken in.
    private static func changed(_ plan: Plan, _ programme: Programme, _ seed: Int) -> Plan {
        var random = SeededGenerator(seed: UInt64(seed))
        var changed = plan
        let project = Int.random(in: programme.projects.indices, using: &random)
        let starts = programme.possibleStarts(ofProject: project)
        let works = programme.projects[project].works
        if changed.starts[project] == nil, let start = starts.first {
            changed.starts[project] = start
            for work in works {
                changed.fundedWorks[work] =
                    programme.isMandatory(work: work) || Bool.random(using: &random)
            }
        } else if Bool.random(using: &random) {
            changed.starts[project] = nil
            for work in works { changed.fundedWorks[work] = false }
        } else {
            for work in works where !programme.isMandatory(work: work) {
                changed.fundedWorks[work].toggle()
            }
        }
        return changed
    }
}
