/// Finds positions that a list names twice, in constant time a position.
struct DuplicateFinder {
    enum Finding { case new, duplicate, unknown }

    /// How many positions exist.
    private var count = 0
    /// The number of the last list that named each position.
    private var lastList: [Int] = []
    private var list = 0

    /// Begins another list, of positions below a count.
    mutating func beginList(below count: Int) {
        if count > lastList.count {
            lastList.append(contentsOf: repeatElement(0, count: count - lastList.count))
        }
        self.count = count
        list += 1
    }

    /// Notes that the list names a position.
    mutating func add(_ position: Int) -> Finding {
        guard 0..<count ~= position else { return .unknown }
        guard lastList[position] != list else { return .duplicate }
        lastList[position] = list
        return .new
    }
}
