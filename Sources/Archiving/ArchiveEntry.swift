/// One file of an archive: its name and what makes its bytes.
public struct ArchiveEntry {
    /// Takes the next bytes of a file; after a failed write it takes them without effect.
    public typealias Sink = (_ bytes: [UInt8]) -> Void

    /// The name of the file, without folders.
    public var name: String
    /// Whether the same input gives the same bytes; others are listed without size and digest.
    public var isReproducible: Bool
    /// Makes the bytes and hands them to a sink, in pieces of any size.
    public var produce: (_ sink: Sink) -> Void

    /// Creates an entry whose bytes are made when they are written.
    public init(
        _ name: String, isReproducible: Bool = true, producing: @escaping (_ sink: Sink) -> Void
    ) {
        (self.name, self.isReproducible, produce) = (name, isReproducible, producing)
    }

    /// Creates an entry of bytes at hand.
    public init(_ name: String, isReproducible: Bool = true, bytes: [UInt8]) {
        self.init(name, isReproducible: isReproducible) { $0(bytes) }
    }

    /// Whether a name can stand in an archive.
    static func isUsable(_ name: String) -> Bool {
        let bytes = name.utf8
        return !bytes.isEmpty && bytes.count <= 255 && name != "." && name != ".."
            && name != ArchiveManifest.fileName
            && bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "/") }
    }
}
