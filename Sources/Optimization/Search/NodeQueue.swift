/// The waiting nodes of a search, the one with the smallest bound first.
struct NodeQueue {
    private var heap: [SearchNode] = []

    var count: Int { heap.count }
    /// The smallest bound of all waiting nodes, or infinity without any.
    var smallestBound: Double { heap.first?.bound ?? .infinity }

    /// Adds a node.
    ///
    /// - Complexity: O(log *n*).
    mutating func insert(_ node: SearchNode) {
        heap.append(node)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard isBefore(heap[child], heap[parent]) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// Takes out the node with the smallest bound; of equal ones the deepest, then the newest.
    ///
    /// - Complexity: O(log *n*).
    mutating func removeFirst() -> SearchNode? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return first }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if isBefore(heap[child], heap[least]) { least = child }
            }
            guard least != parent else { return first }
            heap.swapAt(parent, least)
            parent = least
        }
    }

    private func isBefore(_ left: SearchNode, _ right: SearchNode) -> Bool {
        if left.bound != right.bound { return left.bound < right.bound }
        if left.depth != right.depth { return left.depth > right.depth }
        return left.number > right.number
    }
}
