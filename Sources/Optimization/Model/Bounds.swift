/// The closed interval that a variable or a constraint must stay in; either end may be infinite.
public struct Bounds: Hashable, Sendable {
    /// The least allowed value, or minus infinity.
    public var lower: Double
    /// The largest allowed value, or infinity.
    public var upper: Double

    /// Creates bounds from both ends.
    public init(_ lower: Double, _ upper: Double) { (self.lower, self.upper) = (lower, upper) }

    /// The single value that both ends allow.
    public static func exactly(_ value: Double) -> Bounds { Bounds(value, value) }
    /// Everything from a value upwards.
    public static func atLeast(_ value: Double) -> Bounds { Bounds(value, .infinity) }
    /// Everything up to a value.
    public static func atMost(_ value: Double) -> Bounds { Bounds(-.infinity, value) }
    /// No limit at all.
    public static let free = Bounds(-.infinity, .infinity)

    /// Whether both ends are the same value.
    public var isFixed: Bool { lower == upper }
    /// Whether neither end limits anything.
    public var isFree: Bool { lower == -.infinity && upper == .infinity }
    /// Whether no value lies between the ends.
    public var isEmpty: Bool { lower > upper }
}
