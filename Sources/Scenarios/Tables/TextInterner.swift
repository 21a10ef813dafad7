/// Gives equal texts equal numbers, by their bytes in normalisation form C.
struct TextInterner {
    private var arena: [UInt8] = []
    private var ends: [Int] = []
    private var slots: [Int32] = Array(repeating: -1, count: 64)

    /// The number of distinct texts.
    var count: Int { ends.count }

    /// The texts in order of their numbers.
    var texts: [String] { (0..<count).map(text) }

    /// The text of a number.
    func text(_ code: Int) -> String { String(decoding: arena[range(code)], as: UTF8.self) }

    /// Whether the bytes of one text come before those of another.
    func isOrdered(_ left: Int, _ right: Int) -> Bool {
        arena[range(left)].lexicographicallyPrecedes(arena[range(right)])
    }

    /// The number of a text, new if it was not seen before.
    ///
    /// - Complexity: O(*n*) for *n* bytes, amortised.
    mutating func code(of bytes: Span<UInt8>, in range: Range<Int>) -> Int {
        guard NormalizedText.isSurelyNormal(bytes, in: range) else {
            let text = String(decoding: range.map { bytes[$0] }, as: UTF8.self)
            let normal = Array(NormalizedText.normalized(text).utf8)
            return store(normal.span, in: 0..<normal.count)
        }
        return store(bytes, in: range)
    }

    /// The number of a text, new if it was not seen before.
    mutating func code(of text: String) -> Int {
        let bytes = Array(text.utf8)
        return code(of: bytes.span, in: 0..<bytes.count)
    }

    /// The number of a text that was seen before.
    func existingCode(of text: String) -> Int? {
        let bytes = Array(NormalizedText.normalized(text).utf8)
        let code = slots[slot(of: bytes.span, in: 0..<bytes.count)]
        return code < 0 ? nil : Int(code)
    }

    private mutating func store(_ bytes: Span<UInt8>, in range: Range<Int>) -> Int {
        var slot = slot(of: bytes, in: range)
        if slots[slot] >= 0 { return Int(slots[slot]) }
        if count * 2 >= slots.count {
            grow()
            slot = self.slot(of: bytes, in: range)
        }
        for position in range { arena.append(bytes[position]) }
        ends.append(arena.count)
        slots[slot] = Int32(truncatingIfNeeded: count - 1)
        return count - 1
    }

    /// The slot that holds a text, or the free one where it belongs.
    private func slot(of bytes: Span<UInt8>, in range: Range<Int>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for position in range { hash = (hash ^ UInt64(bytes[position])) &* 0x100_0000_01B3 }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: (hash ^ (hash >> 29)) & UInt64(mask))
        while slots[slot] >= 0, !isEqual(Int(slots[slot]), bytes, range) {
            slot = (slot + 1) & mask
        }
        return slot
    }

    private func isEqual(_ code: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let own = self.range(code)
        guard own.count == range.count else { return false }
        for offset in 0..<range.count
        where arena[own.lowerBound + offset] != bytes[range.lowerBound + offset] {
            return false
        }
        return true
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for code in 0..<count {
            let bytes = arena
            slots[slot(of: bytes.span, in: range(code))] = Int32(truncatingIfNeeded: code)
        }
    }

    private func range(_ code: Int) -> Range<Int> { (code == 0 ? 0 : ends[code - 1])..<ends[code] }
}
