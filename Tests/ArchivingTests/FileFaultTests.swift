import Archiving
import Foundation
import Testing

/// Lets each operation on files fail once: the target must stay whole, old or new.
@Suite struct FileFaultTests {
    /// More than the operations of a write; the last ones let nothing fail.
    static let positions = 1...64

    @Test(arguments: positions, [Int32(28), 5])
    func newFolderIsWholeOrAbsent(failing: Int, code: Int32) throws {
        let scratch = try Scratch()
        let files = FaultyFiles(failing: failing, code: code)
        let error = failure(of: FolderArchive(scratch.target, files: files), .version("1"))
        // The second operation only looks for what earlier processes left.
        #expect((error != nil) == (files.count >= failing && failing != 2))
        if try scratch.names.contains("out") {
            #expect(try FolderArchive(scratch.target).check() == [])
        } else {
            #expect(error != nil)
        }
        #expect(try scratch.names.allSatisfy { $0 == "out" })
        try FolderArchive(scratch.target).write(.version("3"))
        #expect(try scratch.names == ["out"])
    }

    @Test(arguments: positions, [Int32(28), 5])
    func replacedFolderIsOldOrNew(failing: Int, code: Int32) throws {
        let scratch = try Scratch()
        try FolderArchive(scratch.target).write(.version("1"))
        let files = FaultyFiles(failing: failing, code: code)
        let error = failure(of: FolderArchive(scratch.target, files: files), .version("2"))
        #expect(try FolderArchive(scratch.target).check() == [])
        let text = try scratch.text("plan.csv")
        #expect(text == "plan 2" || (text == "plan 1" && error != nil))
        // A leftover that could not be removed goes with the next run.
        try FolderArchive(scratch.target).write(.version("3"))
        #expect(try scratch.names == ["out"])
        #expect(try FolderArchive(scratch.target).check() == [])
    }

    @Test func allOperationsOfAWriteAreAmongThePositions() throws {
        let scratch = try Scratch()
        try FolderArchive(scratch.target).write(.version("1"))
        let files = FaultyFiles()
        try FolderArchive(scratch.target, files: files).write(.version("2"))
        #expect(files.count < FileFaultTests.positions.upperBound)
        let kinds: Set = [
            "kind", "names", "read", "makeFolder", "create", "write", "sync", "close", "syncFolder",
            "exchange", "removeFile", "removeFolder",
        ]
        #expect(Set(files.log) == kinds)
    }

    @Test func fullDeviceIsNoticed() throws {
        let system = SystemFiles()
        let full = open("/dev/full", O_WRONLY)
        defer { close(full) }
        #expect(
            throws: ArchiveError.system(operation: "write", path: "/dev/full", code: ENOSPC)
        ) { try system.write([1, 2, 3], to: full, of: "/dev/full") }
    }

    @Test func closedDescriptorIsNoticed() {
        #expect(throws: ArchiveError.system(operation: "write", path: "x", code: EBADF)) {
            try SystemFiles().write([1], to: -1, of: "x")
        }
        #expect(throws: ArchiveError.system(operation: "sync", path: "x", code: EBADF)) {
            try SystemFiles().sync(-1, of: "x")
        }
        #expect(throws: ArchiveError.system(operation: "close", path: "x", code: EBADF)) {
            try SystemFiles().close(-1, of: "x")
        }
    }

    @Test func newNameIsNeverOneThatExists() throws {
        let scratch = try Scratch()
        try scratch.makeFolder("a")
        try scratch.makeFolder("b")
        #expect(throws: ArchiveError.self) {
            try SystemFiles().moveToNewName(scratch.path + "/a", scratch.path + "/b")
        }
        #expect(try scratch.names == ["a", "b"])
    }

    /// Asks to stop at the n-th question, for every n.
    @Test(arguments: 1...6)
    func interruptionLeavesTheOldFolder(question: Int) throws {
        let scratch = try Scratch()
        try FolderArchive(scratch.target).write(.version("1"))
        var asked = 0
        #expect(throws: ArchiveError.interrupted) {
            try FolderArchive(scratch.target).write(.version("2")) {
                asked += 1
                return asked >= question
            }
        }
        #expect(try scratch.text("plan.csv") == "plan 1")
        #expect(try scratch.names == ["out"])
        #expect(try FolderArchive(scratch.target).check() == [])
    }

    private func failure(of archive: FolderArchive, _ entries: [ArchiveEntry]) -> ArchiveError? {
        do throws(ArchiveError) {
            try archive.write(entries)
            return nil
        } catch {
            return error
        }
    }
}
