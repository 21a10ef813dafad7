import Archiving
import Foundation
import Testing

@Suite struct FileArchiveTests {
    private static let mark = Array("mark,".utf8)

    private func archive(_ scratch: Scratch, _ files: any FileOperations = SystemFiles())
        -> FileArchive
    {
        FileArchive(scratch.path + "/out.csv", replacing: [FileArchiveTests.mark], files: files)
    }

    private func text(_ scratch: Scratch) throws -> String {
        try String(contentsOfFile: scratch.path + "/out.csv", encoding: .utf8)
    }

    @Test func newFileIsWritten() throws {
        let scratch = try Scratch()
        try archive(scratch).checkPlace()
        #expect(try scratch.names.isEmpty)
        #expect(try archive(scratch).write(Array("mark,1".utf8)).isEmpty)
        #expect(try text(scratch) == "mark,1")
        #expect(try scratch.names == ["out.csv"])
    }

    @Test func fileOfTheSameKindIsReplaced() throws {
        let scratch = try Scratch()
        try archive(scratch).write(Array("mark,1".utf8))
        try archive(scratch).checkPlace()
        try archive(scratch).write(Array("mark,2".utf8))
        #expect(try text(scratch) == "mark,2")
        #expect(try scratch.names == ["out.csv"])
    }

    @Test(arguments: ["", "mark", "id,households\n", "my mark,"])
    func otherFileIsRefused(content: String) throws {
        let scratch = try Scratch()
        try scratch.put(content, at: "out.csv")
        let refusal = ArchiveError.foreignFile(
            path: scratch.path + "/out.csv", reason: "it does not begin like one")
        #expect(throws: refusal) { try archive(scratch).checkPlace() }
        #expect(throws: refusal) { try archive(scratch).write(Array("mark,2".utf8)) }
        #expect(try text(scratch) == content)
        #expect(try scratch.names == ["out.csv"])
    }

    @Test func folderLinkAndMissingFolderAreRefused() throws {
        let scratch = try Scratch()
        try scratch.makeFolder("out.csv")
        #expect(throws: ArchiveError.self) { try archive(scratch).checkPlace() }
        try scratch.put("mark,1", at: "real.csv")
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path + "/link.csv", withDestinationPath: "real.csv")
        for name in ["link.csv", "missing/out.csv", "real.csv/"] {
            let archive = FileArchive(
                scratch.path + "/" + name, replacing: [FileArchiveTests.mark])
            #expect(throws: ArchiveError.self) { try archive.checkPlace() }
        }
    }

    /// Lets each operation on files fail once.
    @Test(arguments: 1...24, [false, true])
    func faultLeavesTheOldFileOrTheNewOne(failing: Int, exists: Bool) throws {
        let scratch = try Scratch()
        if exists { try archive(scratch).write(Array("mark,1".utf8)) }
        let files = FaultyFiles(failing: failing)
        var error: ArchiveError?
        do throws(ArchiveError) {
            try archive(scratch, files).write(Array("mark,2".utf8))
        } catch let failure {
            error = failure
        }
        if try scratch.names.contains("out.csv") {
            let text = try text(scratch)
            #expect(text == "mark,2" || (exists && text == "mark,1" && error != nil))
        } else {
            #expect(!exists && error != nil)
        }
        // A leftover that could not be removed goes with the next run.
        try archive(scratch).write(Array("mark,3".utf8))
        #expect(try scratch.names == ["out.csv"])
        #expect(try text(scratch) == "mark,3")
    }
}
