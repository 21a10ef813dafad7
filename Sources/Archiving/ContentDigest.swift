internal import Crypto

/// Computes the SHA-256 of bytes that come in pieces.
public struct ContentDigest: Sendable {
    private var hash = SHA256()
    /// The number of bytes so far.
    public private(set) var byteCount = 0

    /// Starts with no bytes.
    public init() {}

    /// Takes more bytes.
    ///
    /// - Complexity: O(*n*) for *n* bytes.
    public mutating func update(_ bytes: [UInt8]) {
        hash.update(data: bytes)
        byteCount += bytes.count
    }

    /// The digest of the bytes so far, as 64 hexadecimal digits in lower case.
    public var text: String {
        let digits = Array("0123456789abcdef")
        return String(
            hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    /// The SHA-256 of bytes, as 64 hexadecimal digits in lower case.
    ///
    /// - Complexity: O(*n*) for *n* bytes.
    public static func text(of bytes: [UInt8]) -> String {
        var digest = ContentDigest()
        digest.update(bytes)
        return digest.text
    }
}
