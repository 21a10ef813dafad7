internal import Funding

/// Bytes on their way out, handed on in large pieces.
struct ByteBuffer {
    /// The size from which a piece is handed on.
    private static let piece = 1 << 16

    private var bytes: [UInt8] = []

    /// Adds a text as UTF-8.
    mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Adds bytes.
    mutating func append(_ more: [UInt8]) { bytes.append(contentsOf: more) }

    /// Adds a byte.
    mutating func append(byte: UInt8) { bytes.append(byte) }

    /// Adds an amount of money without groups of thousands.
    mutating func append(_ amount: Money, in unit: MoneyUnit, decimals: Int) {
        DecimalText.append(amount, in: unit, decimals: decimals, isGrouped: false, to: &bytes)
    }

    /// Adds an amount of money that may be no whole fen, without groups of thousands.
    mutating func append(_ amount: Ratio, in unit: MoneyUnit, decimals: Int) {
        DecimalText.append(
            minorUnits: amount, in: unit, decimals: decimals, isGrouped: false, to: &bytes)
    }

    /// Adds a whole number.
    mutating func append(_ number: Int64) { DecimalText.append(number, to: &bytes) }

    /// Closes a piece if there are many bytes.
    mutating func closePiece(into pieces: inout [[UInt8]]) {
        if bytes.count >= ByteBuffer.piece { takeRest(into: &pieces) }
    }

    /// Closes the last piece.
    mutating func takeRest(into pieces: inout [[UInt8]]) {
        guard !bytes.isEmpty else { return }
        pieces.append(bytes)
        bytes = []
    }

    /// Hands the bytes on if there are many.
    mutating func drain<Failure: Error>(
        into sink: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        if bytes.count >= ByteBuffer.piece { try flush(into: sink) }
    }

    /// Hands all bytes on.
    mutating func flush<Failure: Error>(
        into sink: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        guard !bytes.isEmpty else { return }
        try sink(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
