/// A sequence of random numbers that depends on its seed only (SplitMix64).
///
/// Whole numbers throughout, so that every machine draws the same.
struct RandomSequence {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// The next 64 random bits.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A whole number from a range, all equally likely but for one part in 2⁴⁰ of a small range.
    mutating func draw(from range: ClosedRange<Int64>) -> Int64 {
        let width = UInt64(range.upperBound - range.lowerBound) + 1
        return range.lowerBound + Int64(next().multipliedFullWidth(by: width).high)
    }

    /// Whether an event happens that does so in a given share of cases, in percent.
    mutating func happens(percent: Int64) -> Bool { draw(from: 1...100) <= percent }
}
