/// Finds the known name that somebody most likely meant.
public enum NameSuggestion {
    /// The known name nearest to a written one, or `nil` when none is near.
    ///
    /// Near means at most a third of the longer name's length (at least one, at most four) in
    /// insertions, deletions, replacements and swaps of neighbours, without regard to case. Equal
    /// distances are decided by byte order, so equal input gives equal output.
    ///
    /// - Parameters:
    ///   - name: The name as written.
    ///   - known: The names that exist, in any order.
    /// - Returns: One of `known`, or `nil` when none is near.
    /// - Complexity: O(*k* · *n* · *m*) for *k* known names of *m* scalars and a name of *n*; names of
    ///   more than 64 scalars are never near.
    public static func nearest(to name: String, among known: some Sequence<String>) -> String? {
        let written = Array(name.lowercased().unicodeScalars.prefix(65))
        guard !written.isEmpty, written.count <= 64 else { return nil }
        var best: (distance: Int, name: String)?
        for candidate in known where candidate != name {
            let other = Array(candidate.lowercased().unicodeScalars.prefix(65))
            guard other.count <= 64 else { continue }
            let limit = min(4, max(1, max(written.count, other.count) / 3))
            guard abs(other.count - written.count) <= limit else { continue }
            let found = distance(from: written, to: other)
            guard found <= limit else { continue }
            if let current = best {
                let isNearer =
                    found < current.distance
                    || found == current.distance
                        && candidate.utf8.lexicographicallyPrecedes(current.name.utf8)
                guard isNearer else { continue }
            }
            best = (found, candidate)
        }
        return best?.name
    }

    /// The least number of insertions, deletions, replacements and swaps of neighbours.
    ///
    /// - Complexity: O(*n* · *m*) for names of *n* and *m* scalars.
    static func distance(from left: [Unicode.Scalar], to right: [Unicode.Scalar]) -> Int {
        guard !left.isEmpty else { return right.count }
        guard !right.isEmpty else { return left.count }
        var before = [Int](repeating: 0, count: right.count + 1)
        var previous = Array(0...right.count)
        for row in 1...left.count {
            var current = [row] + [Int](repeating: 0, count: right.count)
            for column in 1...right.count {
                let isSame = left[row - 1] == right[column - 1]
                current[column] = min(
                    previous[column] + 1, current[column - 1] + 1,
                    previous[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2],
                    left[row - 2] == right[column - 1]
                {
                    current[column] = min(current[column], before[column - 2] + 1)
                }
            }
            (before, previous) = (previous, current)
        }
        return previous[right.count]
    }
}
