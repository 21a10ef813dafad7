/// Blocks whose responses count as one column of a master.
struct BlockGroup: Sendable {
    /// The blocks, as a range of some order of blocks.
    var range: Range<Int>
}

/// What the blocks of a group do together at some prices.
struct GroupResponse: Sendable {
    /// The value at the prices.
    var value: Double
    /// The activities of the shared constraints.
    var activities: SparseActivities
}

/// Activities of shared constraints, those that are not zero, by rising position.
struct SparseActivities: Sendable, Hashable {
    /// The shared constraints.
    var positions: [Int32] = []
    /// Their activities.
    var values: [Double] = []

    /// The activity of one.
    func activity(of shared: Int) -> Double {
        positions.firstIndex(of: Int32(shared)).map { values[$0] } ?? 0
    }

    /// Adds a multiple of these to dense activities.
    func add(times factor: Double = 1, to dense: inout [Double]) {
        for (position, value) in zip(positions, values) {
            dense[Int(position)] += factor * value
        }
    }
}
