/// A part of the search space that waits: what it adds to its parent, and what is known of it.
final class SearchNode {
    /// The bounds of one integer variable in a node.
    struct Restriction {
        var variable: Int
        var lower: Double
        var upper: Double
    }

    /// How a node came from its parent's relaxation, for the pseudo-costs.
    struct Origin {
        var variable: Int
        var isUp: Bool
        var distance: Double
        var parentObjective: Double
    }

    let parent: SearchNode?
    let restrictions: [Restriction]
    let origin: Origin?
    /// A proved lower bound on the minimized terms of every point of the node.
    var bound: Double
    /// The number of the node in order of creation, which breaks ties.
    let number: Int
    let depth: Int

    init(
        parent: SearchNode?, restrictions: [Restriction], origin: Origin?, bound: Double,
        number: Int
    ) {
        (self.parent, self.restrictions, self.origin) = (parent, restrictions, origin)
        (self.bound, self.number) = (bound, number)
        depth = (parent?.depth ?? -1) + 1
    }
}
