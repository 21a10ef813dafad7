import Diagnostics
import Funding
import TestSupport
import Testing

@testable import Scenarios

/// Damaged input ends in findings or in a programme, never in a crash or a hang.
@Suite struct MutationFuzzTests {
    /// How many mutations each seed tries; with 200 seeds, 10,000 in all.
    private static let mutationsPerSeed = 50

    @Test(.timeLimit(.minutes(5)), arguments: UInt64(0)..<200)
    func damagedScenarioEndsInFindingsOrAProgramme(seed: UInt64) throws {
        let sample = try SampleScenario()
        var mutator = Mutator(seed: seed)
        for _ in 0..<MutationFuzzTests.mutationsPerSeed {
            var damaged = sample
            let names = damaged.contents.keys.sorted()
            for _ in 0..<Int.random(in: 1...3, using: &mutator.generator) {
                let name = names.randomElement(using: &mutator.generator) ?? "scenario.yaml"
                damaged.contents[name] = mutator.mutated(damaged.contents[name] ?? [])
            }
            do {
                let programme = try damaged.read().programme
                #expect(programme.works.count == programme.workData.rowCount)
                #expect(programme.projects.count == programme.projectData.rowCount)
                #expect(programme.projects.allSatisfy { !$0.works.isEmpty })
            } catch {
                #expect(error.diagnostics.contains { $0.severity == .error })
            }
        }
    }

    @Test(.timeLimit(.minutes(5)), arguments: UInt64(0)..<50)
    func damagedPlanIsRefusedOrDiffers(seed: UInt64) throws {
        let programme = try SampleScenario().read().programme
        let stored = PlanFileTests.stored(for: programme)
        let bytes = PlanFile.encode(stored, for: programme)
        var mutator = Mutator(seed: seed)
        for _ in 0..<20 {
            let damaged = mutator.mutated(bytes)
            guard damaged != bytes,
                let read = try? PlanFile.decode(damaged, for: programme, file: "plan.csv")
            else { continue }
            #expect(read != stored)
        }
    }
}

/// Damages bytes the way that editors, disks and enemies do.
struct Mutator {
    var generator: SeededGenerator

    private static let snippets: [String] = [
        "\"", "'", ",", "\n", "\r\n", "\r", "\t", "\0", "\u{202E}", "\u{FEFF}", "&a ", "*a ",
        "!!int ",
        "<<: ", "[", "]", "{", "}", "[[[[[[[[[[[[[[[[", "- - - - - - - -", ": ", "? ", "|\n", ">\n",
        "#", "---\n", "...\n", "%", "-10%", "1e400", "NaN", "0x1p3", "１２", "三万", "1,234.5",
        "99999999999999999999999999999999999999", "-9223372036854775808", "/", "2/0", "0/0", "~",
        "null", "yes", "..", "../../etc/passwd", "extends: scenario.yaml\n", "central", "P001",
        "((((((((", "not not not", " and ", " or ", " in [", "projects.", "works.", "=cmd",
        "\"\\ud800\"", "\"\\x80\"", "\"\\UFFFFFFFF\"", "\"\\0\"", "é",
        "e\u{301}",
        "\u{10FFFF}", "万元", "亿", " of ", " of [", "%%", "--", "0.0000000000000000001",
    ]

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// The bytes with one damage.
    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        guard !bytes.isEmpty else { return [UInt8.random(in: 0...255, using: &generator)] }
        var bytes = bytes
        let position = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: bytes[position] = UInt8.random(in: 0...255, using: &generator)
        case 2:
            let end = min(bytes.count, position + Int.random(in: 1...20, using: &generator))
            bytes.removeSubrange(position..<end)
        case 3:
            let snippet = Mutator.snippets.randomElement(using: &generator) ?? ""
            bytes.insert(contentsOf: Array(snippet.utf8), at: position)
        case 4: bytes.removeSubrange(position...)
        case 5:
            var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            let first = Int.random(in: 0..<lines.count, using: &generator)
            let second = Int.random(in: 0..<lines.count, using: &generator)
            lines.swapAt(first, second)
            bytes = Array(lines.joined(separator: [0x0A]))
        case 6:
            let end = min(bytes.count, position + Int.random(in: 1...60, using: &generator))
            bytes.insert(contentsOf: Array(bytes[position..<end]), at: position)
        default: replaceWord(&bytes, near: position)
        }
        return bytes
    }

    /// Replaces the word at a place by a snippet or by another word of the same text.
    private mutating func replaceWord(_ bytes: inout [UInt8], near position: Int) {
        let isWord: (UInt8) -> Bool = { $0 > 0x20 && !",:{}[]\"".utf8.contains($0) }
        var (start, end) = (position, position)
        while start > 0, isWord(bytes[start - 1]) { start -= 1 }
        while end < bytes.count, isWord(bytes[end]) { end += 1 }
        let words = bytes.split { !isWord($0) }
        let isSnippet = Bool.random(using: &generator)
        let snippet = Array((Mutator.snippets.randomElement(using: &generator) ?? "").utf8)
        let other = words.randomElement(using: &generator).map(Array.init) ?? []
        bytes.replaceSubrange(start..<end, with: isSnippet ? snippet : other)
    }
}
