import Archiving
import Foundation
import Testing

@Suite struct FolderArchiveTests {
    @Test func newFolderIsWholeAndChecksOut() throws {
        let scratch = try Scratch()
        let archive = FolderArchive(scratch.target + "//")
        #expect(try archive.write(.version("1")) == [])
        #expect(try scratch.names == ["out"])
        #expect(try scratch.text("plan.csv") == "plan 1")
        #expect(try archive.check() == [])
    }

    @Test func manifestListsSizesAndDigestsInOrder() throws {
        let scratch = try Scratch()
        try FolderArchive(scratch.target).write([
            ArchiveEntry("b.csv", bytes: Array("abc".utf8)),
            ArchiveEntry("run.json", isReproducible: false, bytes: [1]),
            ArchiveEntry("a.csv", bytes: []),
        ])
        // The digests are the published ones of the empty text and of "abc".
        #expect(
            try scratch.text("manifest.json") == """
                {
                  "fundmix-archive": 1,
                  "files": [
                    {"name": "a.csv", "size": 0, "sha256": "\
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
                    {"name": "b.csv", "size": 3, "sha256": "\
                ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}
                  ],
                  "unchecked": ["run.json"]
                }

                """)
    }

    @Test(arguments: [[3, 300_000, 5], [300_000, 300_000], [262_143, 2, 1], [1, 262_144, 0, 7]])
    func piecesOfAnySizeAreWrittenInOrder(sizes: [Int]) throws {
        let scratch = try Scratch()
        let pieces = sizes.enumerated().map { [UInt8](repeating: UInt8($0), count: $1) }
        let entry = ArchiveEntry("a") { sink in for piece in pieces { sink(piece) } }
        let archive = FolderArchive(scratch.target)
        #expect(try archive.write([entry]) == [])
        #expect(try archive.check() == [])
        #expect(try Array(scratch.text("a").utf8) == pieces.flatMap { $0 })
    }

    @Test func digestOfBytesIsSHA256() {
        #expect(
            FolderArchive.digest(of: Array("abc".utf8))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func emptyArchiveIsOne() throws {
        let scratch = try Scratch()
        try FolderArchive(scratch.target).write([])
        #expect(try FolderArchive(scratch.target).check() == [])
        #expect(try FolderArchive(scratch.target).write(.version("1")) == [])
    }

    @Test func olderFolderIsReplacedAndRemoved() throws {
        let scratch = try Scratch()
        let archive = FolderArchive(scratch.target)
        try archive.write(.version("1") + [ArchiveEntry("old.csv", bytes: [1])])
        #expect(try archive.write(.version("2")) == [])
        #expect(try scratch.text("plan.csv") == "plan 2")
        #expect(try archive.check() == [])
        #expect(try scratch.names == ["out"])
    }

    // MARK: - What is refused

    @Test(arguments: ["", "/", ".", "..", "a/..", "a/.", "a\nb"])
    func targetWithoutANameIsRefused(target: String) {
        #expect(throws: ArchiveError.unusableTarget(target)) {
            try FolderArchive(target).write([])
        }
    }

    @Test(arguments: ["", ".", "..", "a/b", "manifest.json", "a\u{0}b", "a\nb", "\u{7F}"])
    func unusableFileNameIsRefused(name: String) throws {
        let scratch = try Scratch()
        #expect(throws: ArchiveError.unusableName(name)) {
            try FolderArchive(scratch.target).write([ArchiveEntry(name, bytes: [])])
        }
        #expect(try scratch.names == [])
    }

    @Test func fileNameOf256BytesIsRefusedAndOf255Is() throws {
        let scratch = try Scratch()
        let name = String(repeating: "n", count: 255)
        try FolderArchive(scratch.target).write([ArchiveEntry(name, bytes: [])])
        #expect(throws: ArchiveError.unusableName(name + "n")) {
            try FolderArchive(scratch.target).write([ArchiveEntry(name + "n", bytes: [])])
        }
    }

    @Test func repeatedFileNameIsRefused() throws {
        let scratch = try Scratch()
        #expect(throws: ArchiveError.unusableName("a")) {
            try FolderArchive(scratch.target).write([
                ArchiveEntry("a", bytes: []), ArchiveEntry("a", bytes: []),
            ])
        }
    }

    @Test func folderOfOthersIsRefusedAndLeft() throws {
        let scratch = try Scratch()
        try scratch.makeFolder("out")
        try scratch.put("mine", at: "out/letter.txt")
        try expectForeign(scratch, "it has no 'manifest.json'")
        #expect(try scratch.text("letter.txt") == "mine")
    }

    @Test func emptyFolderIsRefused() throws {
        let scratch = try Scratch()
        try scratch.makeFolder("out")
        try expectForeign(scratch, "it has no 'manifest.json'")
    }

    @Test func fileIsRefused() throws {
        let scratch = try Scratch()
        try scratch.put("mine", at: "out")
        try expectForeign(scratch, "it is not a folder")
    }

    @Test(arguments: ["elsewhere", "nowhere"])
    func linkIsRefused(destination: String) throws {
        let scratch = try Scratch()
        try FolderArchive(scratch.path + "/elsewhere").write(.version("1"))
        try FileManager.default.createSymbolicLink(
            atPath: scratch.target, withDestinationPath: "\(scratch.path)/\(destination)")
        try expectForeign(scratch, "it is a symbolic link")
        #expect(try FolderArchive(scratch.path + "/elsewhere").check() == [])
    }

    @Test func manifestOfOthersIsRefused() throws {
        let scratch = try Scratch()
        try scratch.makeFolder("out")
        try scratch.put(#"{"name": "an npm package"}"#, at: "out/manifest.json")
        try expectForeign(scratch, "'manifest.json' is not a manifest")
    }

    @Test func manifestOfALaterVersionIsRefused() throws {
        let scratch = try Scratch()
        try scratch.makeFolder("out")
        try scratch.put(
            #"{"fundmix-archive": 2, "files": [], "unchecked": []}"#, at: "out/manifest.json")
        try expectForeign(scratch, "'manifest.json' has version 2, and only 1 is known")
    }

    @Test func ownFolderWithAForeignFileIsRefused() throws {
        let scratch = try Scratch()
        try FolderArchive(scratch.target).write(.version("1"))
        try scratch.put("mine", at: "out/letter.txt")
        try expectForeign(scratch, "it holds 'letter.txt', which its manifest does not list")
        #expect(try scratch.text("plan.csv") == "plan 1")
    }

    @Test func missingParentIsNamed() throws {
        let scratch = try Scratch()
        let error = #expect(throws: ArchiveError.self) {
            try FolderArchive(scratch.path + "/no/out").write([])
        }
        let message = try #require(error).description
        #expect(message.hasPrefix("cannot make folder '\(scratch.path)/no/.fundmix-out-"))
        #expect(message.hasSuffix("': No such file or directory (errno 2)"))
    }

    // MARK: - What others left

    @Test func foldersOfGoneProcessesAreRemovedAndOthersLeft() throws {
        let scratch = try Scratch()
        // Process identifiers end at 2^22, and 1 always runs.
        let gone = ".fundmix-out-4999999"
        let others = [
            ".fundmix-out-1", ".fundmix-out-4999999x", ".fundmix-out-", ".fundmix-other-4999999",
            "fundmix-out-4999999",
        ]
        for name in others + [gone] {
            try scratch.makeFolder(name)
            try scratch.put("half", at: name + "/plan.csv")
        }
        try FolderArchive(scratch.target).write(.version("1"))
        #expect(try scratch.names == (others + ["out"]).sorted())
    }

    @Test func folderInsideAGoneFolderIsLeftAndReported() throws {
        let scratch = try Scratch()
        try scratch.makeFolder(".fundmix-out-4999999/precious")
        let leftovers = try FolderArchive(scratch.target).write(.version("1"))
        #expect(!leftovers.isEmpty)
        #expect(try scratch.names == [".fundmix-out-4999999", "out"])
    }

    // MARK: - Checking

    @Test func everyChangeOfAFolderIsFound() throws {
        let scratch = try Scratch()
        let archive = FolderArchive(scratch.target)
        try archive.write(
            .version("1") + [
                ArchiveEntry("gone.csv", bytes: [1]), ArchiveEntry("same.csv", bytes: [2]),
                ArchiveEntry("when.json", isReproducible: false, bytes: [3]),
            ])
        try scratch.put("plan 2", at: "out/plan.csv")
        try scratch.put("{\"longer\": 1}", at: "out/run.json")
        try scratch.put("xy", at: "out/same.csv")
        try scratch.put("", at: "out/zeal.csv")
        try FileManager.default.removeItem(atPath: scratch.target + "/gone.csv")
        try FileManager.default.removeItem(atPath: scratch.target + "/when.json")
        #expect(
            try archive.check() == [
                .missing("gone.csv"),
                .digest(
                    "plan.csv", expected: FolderArchive.digest(of: Array("plan 1".utf8)),
                    found: FolderArchive.digest(of: Array("plan 2".utf8))),
                .size("same.csv", expected: 1, found: 2), .missing("when.json"),
                .foreign("zeal.csv"),
            ])
    }

    @Test func folderWithoutManifestIsNoArchive() throws {
        let scratch = try Scratch()
        try scratch.makeFolder("out")
        #expect(
            throws: ArchiveError.noArchive(
                path: scratch.target, reason: "it has no 'manifest.json'")
        ) { try FolderArchive(scratch.target).check() }
    }

    private func expectForeign(_ scratch: Scratch, _ reason: String) throws {
        let before = try scratch.names
        #expect(throws: ArchiveError.foreignTarget(path: scratch.target, reason: reason)) {
            try FolderArchive(scratch.target).write(.version("2"))
        }
        #expect(try scratch.names == before)
    }
}
