/// The state of one running search, and its main loop.
final class SearchRun {
    let relaxation: Relaxation
    let options: SolveOptions
    let judge: (_ values: [Double], _ objective: Double) -> SearchVerdict
    let progress: ((SearchProgress) -> Void)?

    /// Bounds that hold for every point that can still beat the incumbent.
    var root: BoundPropagation
    /// The bounds of the node that is worked on.
    var box: BoundPropagation
    var activeNode: SearchNode?
    var queue = NodeQueue()
    var pseudoCosts: PseudoCosts
    var verdicts: [[Int]: SearchVerdict] = [:]
    var closed = ClosedNodes()
    /// The smallest proved bound of all leaves that are closed by a bound or left without evidence.
    var settledBound = Double.infinity
    var rootBound = -Double.infinity
    /// The multipliers' proof at the root, computed on bounds that held before any tightening by
    /// it.
    var rootProof: WeakDuality?
    /// The cutoff by which the root was tightened last.
    var rootCutoff = Double.infinity
    var limit: TerminationStatus?
    var nodes = 0
    var strongIterations = 0
    var neighbourhoodIterations = 0
    var isNeighbourhood = false
    private var nodeNumber = 0
    private let largestTerm: Double

    /// The exact objective of the incumbent as the judge gave it.
    private(set) var incumbentObjective: Double?
    private(set) var incumbentValues: [Double] = []
    /// What a bound must reach to be as good as the incumbent: its minimized terms less the gap.
    private(set) var cutoff = Double.infinity

    var program: SparseProgram { relaxation.program }

    init(
        _ program: LinearProgram, solver: any LinearSolver, options: SolveOptions,
        judge: @escaping (_ values: [Double], _ objective: Double) -> SearchVerdict,
        progress: ((SearchProgress) -> Void)?
    ) {
        relaxation = Relaxation(program, solver: solver, options: options)
        (self.options, self.judge, self.progress) = (options, judge, progress)
        let sparse = relaxation.program
        root = BoundPropagation(sparse)
        box = root
        pseudoCosts = PseudoCosts(variableCount: sparse.variableCount)
        largestTerm = sparse.costs.indices.reduce(0) {
            let reach = max(sparse.lower[$1].magnitude, sparse.upper[$1].magnitude)
            return max($0, sparse.costs[$1] == 0 ? 0 : (sparse.costs[$1] * reach).magnitude)
        }
    }

    /// Runs the search to its end or to a limit.
    func search() throws(SolverError) -> SearchResult {
        for variable in program.integers {
            root.restrict(
                variable, lower: program.lower[variable].rounded(.up),
                upper: program.upper[variable].rounded(.down), in: program)
        }
        root.markAll(in: program)
        if root.run(in: program) {
            root.changedIntegers = []
            let first = makeNode(parent: nil, restrictions: [], origin: nil, bound: -.infinity)
            if try prepareRoot(first) { queue.insert(first) } else { closed.byBound += 1 }
            while limit == nil, let node = queue.removeFirst() {
                // What the root's proof rules out was settled at its bound, so all else is done.
                guard tightenRoot() else {
                    closed.byBound += queue.count + 1
                    queue = NodeQueue()
                    break
                }
                try plunge(from: node)
            }
        } else {
            closed.byPropagation += 1
        }
        return makeResult()
    }

    /// Works on a node, then on one of its children, and so on down, as long as that promises much.
    private func plunge(from node: SearchNode) throws(SolverError) {
        var next: SearchNode? = node
        while let current = next {
            guard !isLimitReached() else { return queue.insert(current) }
            next = try process(current)
            if nodes % 100 == 0 { reportProgress() }
            guard let child = next else { return }
            let best = min(queue.smallestBound, child.bound)
            let isFarFromBest =
                cutoff.isFinite && best.isFinite && child.bound > best + 0.3 * (cutoff - best)
            if isFarFromBest {
                queue.insert(child)
                return
            }
        }
    }

    /// Whether a part of the search space with a proved bound cannot beat the incumbent.
    func isClosed(_ bound: Double) -> Bool {
        (program.hasIntegralObjective ? bound.rounded(.up) : bound) >= cutoff
    }

    /// Notes that a part of the search space with a proved bound needs no more work.
    func settle(_ bound: Double) { settledBound = min(settledBound, bound) }

    func makeNode(
        parent: SearchNode?, restrictions: [SearchNode.Restriction], origin: SearchNode.Origin?,
        bound: Double
    ) -> SearchNode {
        nodeNumber += 1
        return SearchNode(
            parent: parent, restrictions: restrictions, origin: origin, bound: bound,
            number: nodeNumber)
    }

    /// Takes over an answer that was known before.
    func adopt(_ incumbent: SearchIncumbent) {
        accept(objective: incumbent.objective, values: incumbent.values)
    }

    /// Makes an answer the incumbent if it is better than the one there is.
    func accept(objective: Double, values: [Double]) {
        let terms = program.minimizedTerms(ofObjective: objective)
        let resolution = resolution(at: objective)
        if let incumbentObjective {
            guard program.sign * objective < program.sign * incumbentObjective else { return }
        }
        (incumbentObjective, incumbentValues) = (objective, values)
        let gap = options.relativeGap * objective.magnitude
        if program.hasIntegralObjective {
            cutoff = (terms - resolution).rounded(.up) - gap
        } else {
            cutoff = terms - max(gap, resolution)
        }
        reportProgress()
    }

    /// The difference of objectives that rounding in multipliers may hide.
    private func resolution(at objective: Double) -> Double {
        1e-12 * max(objective.magnitude, largestTerm)
    }

    func isLimitReached() -> Bool {
        if let stop = options.stop {
            limit = stop
        } else if let nodeLimit = options.nodeLimit, nodes >= nodeLimit {
            limit = .workLimit
        }
        return limit != nil
    }

    private func reportProgress() {
        guard let progress else { return }
        let bound = min(settledBound, queue.smallestBound, activeNode?.bound ?? .infinity)
        progress(
            SearchProgress(
                nodes: nodes, openNodes: queue.count, incumbent: incumbentObjective,
                objectiveBound: program.ownersObjective(ofBound: max(bound, rootBound))))
    }

    private func makeResult() -> SearchResult {
        var statistics = relaxation.statistics
        statistics.nodes = nodes
        let proved = min(settledBound, queue.smallestBound)
        var result = SearchResult(
            status: .noPointFound, limit: limit, objective: incumbentObjective,
            values: incumbentValues, objectiveBound: program.ownersObjective(ofBound: proved),
            isBoundContradicted: false, closedNodes: closed, statistics: statistics)
        if let incumbentObjective {
            let terms = program.minimizedTerms(ofObjective: incumbentObjective)
            result.isBoundContradicted = terms < rootBound - resolution(at: incumbentObjective)
            let isOptimal = proved >= cutoff && !result.isBoundContradicted
            result.status = isOptimal ? .optimal : .feasible
            if proved >= terms { result.objectiveBound = incumbentObjective }
        } else if proved == .infinity {
            result.status = .infeasible
            result.objectiveBound = nil
        }
        return result
    }
}
