import Diagnostics
import Funding
import TestSupport
import Testing

@testable import Scenarios

/// Names with a dollar sign stand for values, wherever the document holds a text.
@Suite struct ParameterTests {
    @Test(arguments: [
        ("consent >= $least", ["least"]), ("$a-b", ["a-b"]), ("$a- b", ["a"]),
        ("${rate}元/m2", ["rate"]), ("$$a", []), ("US$ 5 and $5", []), ("$比例 * $二", ["比例", "二"]),
        ("a$", []), ("$a$b", ["a", "b"]), ("$$$a", ["a"]),
    ])
    func namesAreFound(text: String, names: [String]) {
        #expect(ParameterText(text).names == names)
    }

    @Test(arguments: UInt64(0)..<100)
    func piecesTellTheWholeText(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let parts = ["$", "$$", "{", "}", "a", "b-", "-", "7", "元", " ", "${", "${a}", "é"]
        let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
            parts.randomElement(using: &random) ?? ""
        }.joined()
        var rebuilt = ""
        for piece in ParameterText(text).pieces {
            switch piece {
            case .text(let part): rebuilt += part
            case .name(let name, let offset):
                let scalars = Array(text.unicodeScalars)
                #expect(scalars[offset] == "$")
                rebuilt += name
            case .open(let offset):
                rebuilt += String(String.UnicodeScalarView(text.unicodeScalars.dropFirst(offset)))
            }
        }
        // What is left out are signs only, never a letter or a digit of the text.
        let kept = text.filter { !"${}".contains($0) }
        #expect(rebuilt.filter { !"${}".contains($0) } == kept)
    }

    @Test func valueOfAnyShapeReplacesANameThatStandsAlone() throws {
        var sample = try SampleScenario()
        sample.replace(
            "classes:\n",
            with: """
                parameters:
                  kinds: [insulation, elevator]
                  tiers: {6: 28万元, 7: 31万元}
                  money: 500
                  least: 2/3
                classes:

                """)
        sample.replace("pays: {kind: [insulation, elevator]}", with: "pays: {kind: $kinds}")
        sample.replace("steps: {6: 28万元, 7: 31万元}", with: "steps: $tiers")
        sample.replace("budget: 500", with: "budget: $money")
        sample.replace("consent >= 2/3", with: "consent >= $least")
        let changed = try sample.read().programme
        let plain = try SampleScenario().read().programme
        #expect(changed.sources == plain.sources)
        #expect(changed.rules == plain.rules)
        #expect(changed.gates == plain.gates)
    }

    @Test func listStandsInAConditionAsAList() throws {
        var sample = try SampleScenario()
        sample.replace("classes:\n", with: "parameters: {where: [South, 'North East']}\nclasses:\n")
        sample.replace("district = South", with: "district in $where")
        #expect(
            try sample.read().programme.gates[1].text
                == "year_built <= 2000 or district in [South, 'North East']")
    }

    @Test func twoDollarsAreOne() throws {
        var sample = try SampleScenario()
        sample.replace("zh: 无误", with: "zh: 无误 $$5 $5 $word")
        sample.replace("classes:\n", with: "parameters: {word: a$$b}\nclasses:\n")
        #expect(try sample.read().programme.title.chinese == "无误 $5 $5 a$b")
    }

    @Test func relativeChangeOfAParameterKeepsItExact() throws {
        var sample = try SampleScenario()
        sample.replace("budget: 500", with: "budget: $pot")
        sample.replace("classes:\n", with: "parameters: {pot: 100.01元}\nclasses:\n")
        let programme = try sample.read(settings: [("parameters.pot", "-33.333%")]).programme
        #expect(programme.sources[0].budget == .whole(.total(Money(minorUnits: 6667))))
        let direct = try sample.read(settings: [("sources.central-fiscal.budget", "-33.333%")])
        #expect(direct.programme.sources[0].budget == .whole(.total(Money(minorUnits: 6667))))
    }

    @Test func nameInAVariantCountsAsUse() throws {
        var sample = try SampleScenario()
        sample.replace("classes:\n", with: "parameters: {less: 450}\nclasses:\n")
        sample.replace("budget: -10%}}", with: "budget: $less}}")
        #expect(try sample.read().warnings.isEmpty)
        let programme = try sample.read(variant: "central-minus-10").programme
        #expect(programme.sources[0].budget == .whole(.total(Money(minorUnits: 450_000_000))))
    }
}
