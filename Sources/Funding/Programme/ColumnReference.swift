/// Names a column of the projects or of the works.
public struct ColumnReference: Hashable, Sendable {
    /// Whose column it is.
    public enum Level: String, Hashable, Sendable {
        /// A column of the projects.
        case project
        /// A column of the works.
        case work
    }

    /// Whose column it is.
    public var level: Level
    /// The position in the columns of that level's ``DataTable``.
    public var index: Int
    /// The column's name.
    public var name: String

    /// Creates a reference.
    public init(_ level: Level, index: Int, name: String) {
        (self.level, self.index, self.name) = (level, index, name)
    }
}
