import Optimization

/// Finds variables that a list of terms names twice, in constant time a term.
struct DuplicateFinder {
    enum Finding { case new, duplicate, unknown }

    /// The number of the last list that named each variable.
    private var lastList: [Int32]
    private var list: Int32 = 0

    init(variableCount: Int) { lastList = Array(repeating: 0, count: variableCount) }

    /// Begins another list.
    mutating func beginList() {
        list += 1
    }

    /// Notes that the list names a variable.
    mutating func add(_ variable: VariableID) -> Finding {
        guard lastList.indices.contains(variable.index) else { return .unknown }
        guard lastList[variable.index] != list else { return .duplicate }
        lastList[variable.index] = list
        return .new
    }
}
