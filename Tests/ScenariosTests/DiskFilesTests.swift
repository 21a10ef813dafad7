import Foundation
import Testing

@testable import Scenarios

@Suite struct DiskFilesTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("fundmix-files-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    @Test func fileReadsAsItsBytes() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data([1, 2, 255]).write(to: folder.appendingPathComponent("a"))
        #expect(try DiskFiles().read(path("a"), limit: 3) == [1, 2, 255])
        #expect(throws: FileFault.tooLarge(limit: 2)) { try DiskFiles().read(path("a"), limit: 2) }
    }

    @Test func whatIsNoFileIsRefused() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(throws: FileFault.missing) { try DiskFiles().read(path("none"), limit: 9) }
        #expect(throws: FileFault.isFolder) { try DiskFiles().read(folder.path, limit: 9) }
        #expect(throws: FileFault.notAFile) { try DiskFiles().read("/dev/null", limit: 9) }
    }

    @Test func linkOutOfTheLibraryIsRefused() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let manager = FileManager.default
        let demo = folder.appendingPathComponent("library/demo")
        try manager.createDirectory(at: demo, withIntermediateDirectories: true)
        let sample = try SampleScenario()
        for (name, bytes) in sample.contents {
            try Data(bytes).write(to: demo.appendingPathComponent(name))
        }
        #expect(try ScenarioReader.read(demo.path).programme == sample.read().programme)
        try manager.moveItem(
            at: demo.appendingPathComponent("works.csv"), to: folder.appendingPathComponent("w.csv")
        )
        try manager.createSymbolicLink(
            at: demo.appendingPathComponent("works.csv"),
            withDestinationURL: folder.appendingPathComponent("w.csv"))
        #expect {
            try ScenarioReader.read(demo.path)
        } throws: { error in
            "\(error)".contains("[outside-library]")
        }
        #expect(try ScenarioReader.read(demo.path, library: folder.path).warnings.isEmpty)
    }

    @Test func linkLoopIsMissing() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let loop = folder.appendingPathComponent("loop")
        try FileManager.default.createSymbolicLink(at: loop, withDestinationURL: loop)
        #expect(throws: FileFault.missing) { try DiskFiles().read(loop.path, limit: 9) }
    }
}
