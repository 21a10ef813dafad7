extension Programme {
    /// The commitments to works that lie together.
    ///
    /// - Complexity: O(log *n*) for *n* commitments.
    public func commitments(toWorks works: Range<Int>) -> ArraySlice<Commitment> {
        commitments[
            firstCommitment(from: works.lowerBound)..<firstCommitment(from: works.upperBound)]
    }

    /// Whether a work runs already.
    ///
    /// - Complexity: O(log *n*) for *n* commitments.
    public func isRunning(work: Int) -> Bool { !commitments(toWorks: work..<work + 1).isEmpty }

    /// Whether a project has a work that runs already; such a project is funded in every plan.
    ///
    /// - Complexity: O(log *n*) for *n* commitments.
    public func isRunning(project: Int) -> Bool {
        !commitments.isEmpty && !commitments(toWorks: projects[project].works).isEmpty
    }

    /// What was paid for a work before the first period.
    ///
    /// - Parameters:
    ///   - work: The position of the work.
    ///   - isPayer: Whether each source counts; `nil` counts all.
    /// - Returns: The sum, ≥ 0.
    /// - Complexity: O(log *n* + *k*) for *n* commitments of which *k* are to the work.
    public func moneyPaidBefore(forWork work: Int, by isPayer: [Bool]? = nil) -> Money {
        commitments(toWorks: work..<work + 1).reduce(.zero) { sum, commitment in
            let counts = commitment.time == .before && isPayer?[commitment.source] ?? true
            return counts ? sum + commitment.amount : sum
        }
    }

    /// Whether a running project can have started in a period.
    ///
    /// In every period its works must cost what is committed to them; a work that was paid before the
    /// first period goes on in that one; and a work costs nothing before the first money paid for it.
    ///
    /// - Precondition: All works of the project fit into the periods from this start.
    func isStart(_ start: Int, ofRunningProject project: Int) -> Bool {
        for work in projects[project].works {
            let own = commitments(toWorks: work..<work + 1)
            guard !own.isEmpty else { continue }
            if own.contains(where: { $0.time == .before }), start != 0 { return false }
            var committed = [Money](repeating: .zero, count: periodCount)
            var firstPaid: Int?
            for commitment in own {
                guard case .period(let period) = commitment.time else { continue }
                committed[period] += commitment.amount
                guard commitment.state == .paid, commitment.amount > .zero else { continue }
                firstPaid = min(firstPaid ?? period, period)
            }
            let costs = costs(ofWork: work, startingIn: start)
            if zip(costs, committed).contains(where: { $0 < $1 }) { return false }
            if let firstPaid, !own.contains(where: { $0.time == .before }),
                costs[..<firstPaid].contains(where: { $0 > .zero })
            {
                return false
            }
        }
        return true
    }

    /// The position of the first commitment to a work or one behind it.
    private func firstCommitment(from work: Int) -> Int {
        var (low, high) = (0, commitments.count)
        while low < high {
            let middle = (low + high) / 2
            if commitments[middle].work < work { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension Programme {
    /// Takes the commitments of another programme to some of its works.
    ///
    /// - Parameters:
    ///   - programme: The other programme.
    ///   - works: The positions of this programme's works in the other one, rising.
    /// - Complexity: O(*w* log *n*) for *w* works and *n* commitments.
    mutating func takeCommitments(of programme: Programme, works: [Int]) {
        guard !programme.commitments.isEmpty else { return }
        for (place, work) in works.enumerated() {
            for var commitment in programme.commitments(toWorks: work..<work + 1) {
                commitment.work = place
                commitments.append(commitment)
            }
        }
    }
}
