import Diagnostics
import Foundation
import Funding
import TestSupport
import Testing

@testable import Scenarios

@Suite struct ScenarioReaderTests {
    @Test func programmeHoldsWhatTheFilesSay() throws {
        let programme = try SampleScenario().read().programme
        #expect(programme.title == LocalizedText(english: "Faultless", chinese: "无误"))
        #expect(programme.moneyUnit == .wanYuan)
        #expect(programme.settlementUnit == Money(minorUnits: 100))
        #expect(programme.periods == ["2024", "2025"])
        #expect(programme.classes.map(\.isMandatory) == [true, false])
        #expect(programme.profiles == [SpendingProfile(id: "spread", weights: [60, 40])])
        #expect(programme.projects.map(\.works) == [0..<3, 3..<5, 5..<6])
        #expect(
            programme.works.map(\.cost.minorUnits) == [
                310_000_000, 86_000_000, 42_000_000, 205_500_000, 70_000_000, 395_000_000,
            ])
        #expect(programme.works.map(\.profile) == [0, nil, nil, nil, nil, 0])
        #expect(programme.sources[0].budget == .whole(.total(Money(minorUnits: 500_000_000))))
        #expect(
            programme.sources[1].budget
                == .whole(
                    .perPeriod([Money(minorUnits: 300_000_000), Money(minorUnits: 200_000_000)])))
        #expect(programme.sources[1].carriesOver)
        #expect(programme.sources[3].budget == .open)
        #expect(programme.gates.map(\.id) == ["consent", "built"])
    }

    @Test func gateKeepsItsTitle() throws {
        var sample = try SampleScenario()
        sample.replace(
            "gates:\n",
            with: "gates:\n  fee: {title: {zh: 物业费收缴率}, require: households >= 1}\n")
        let gates = try sample.read().programme.gates
        #expect(gates.map(\.id) == ["fee", "consent", "built"])
        #expect(gates.map(\.title?.chinese) == ["物业费收缴率", nil, nil])
    }

    @Test func boundsAreExact() throws {
        let rules = try SampleScenario().read().programme.rules
        let area = ColumnReference(.project, index: 3, name: "area_m2")
        #expect(rules[0].limits == [RuleLimit(.exactly, .shareOfCost(.one))])
        #expect(rules[1].limits == [RuleLimit(.exactly, .rate(Ratio(1000), per: area))])
        let central = PayerSet(sources: [0], text: "central")
        #expect(rules[2].limits == [RuleLimit(.atLeast, .shareOfPayments(Ratio(3, 20), central))])
        #expect(rules[2].payers == PayerSet(sources: [1, 2], text: "local"))
        let steps = StepTable(
            by: ColumnReference(.project, index: 5, name: "floors"),
            steps: [
                StepTable.Step(from: Ratio(6), value: .minorUnits(Ratio(28_000_000))),
                StepTable.Step(from: Ratio(7), value: .minorUnits(Ratio(31_000_000))),
            ], per: ColumnReference(.work, index: 1, name: "units"))
        #expect(rules[3].limits == [RuleLimit(.atMost, .steps(steps))])
    }

    @Test func choicesAndGoalsHoldTheirMeasures() throws {
        let programme = try SampleScenario().read().programme
        let households = ColumnReference(.project, index: 2, name: "households")
        let area = ColumnReference(.project, index: 3, name: "area_m2")
        let year = ColumnReference(.project, index: 1, name: "year_built")
        let young = Predicate.comparison(year, .greater, Ratio(1995))
        #expect(
            programme.choices.map(\.demand) == [
                .must([ChoiceItem(project: 0)]),
                .needs(ChoiceItem(project: 1), [ChoiceItem(project: 0)]),
                .target(.columnSum(households, where: .always), .atLeast, Ratio(300)),
                .share(
                    .columnSum(area, where: young), .atMost, Ratio(1, 2),
                    of: .columnSum(area, where: .always)),
            ])
        #expect(programme.goals.map(\.sense) == [.maximize, .minimize, .minimize])
        #expect(programme.goals.map(\.within) == [.zero, Ratio(1, 100), .zero])
        #expect(
            programme.goals[2].measure
                == .largestBurden(
                    PayerSet(sources: [4], text: "resident"), per: area, where: .always))
    }

    @Test(arguments: UInt64(0)..<40)
    func orderOfRowsNeverChangesTheProgramme(seed: UInt64) throws {
        let sample = try SampleScenario()
        var generator = SeededGenerator(seed: seed)
        var shuffled = sample
        for name in ["projects.csv", "works.csv"] {
            let lines = sample.text(name).split(separator: "\n")
            let rows = lines.dropFirst().shuffled(using: &generator)
            shuffled.set(name, ([lines[0]] + rows).joined(separator: "\n"))
        }
        #expect(
            normalized(try shuffled.read().programme) == normalized(try sample.read().programme))
    }

    /// The programme with the codes of texts replaced by the texts: codes follow first appearance.
    private func normalized(_ programme: Programme) -> [String] {
        let data = [programme.projectData, programme.workData]
        let cells = data.flatMap { table in
            table.columns.flatMap { column in
                (0..<table.rowCount).map { column.text(at: $0) ?? "" }
            }
        }
        return cells + ["\(programme.projects)", "\(programme.works)"]
    }

    @Test(arguments: ["\r\n", "\r"])
    func endsOfLinesDoNotMatter(end: String) throws {
        var sample = try SampleScenario()
        let programme = try sample.read().programme
        for name in ["projects.csv", "works.csv"] { sample.replace("\n", with: end, in: name) }
        #expect(try sample.read().programme == programme)
    }

    @Test func byteOrderMarkAndMissingLastLineEndDoNotMatter() throws {
        var sample = try SampleScenario()
        let programme = try sample.read().programme
        sample.set("works.csv", "\u{FEFF}" + sample.text("works.csv").dropLast())
        sample.set("scenario.yaml", "\u{FEFF}" + sample.text("scenario.yaml"))
        #expect(try sample.read().programme == programme)
    }

    @Test(arguments: [false, true])
    func chineseTablesInGB18030GiveTheSameFigures(isDeclared: Bool) throws {
        var sample = try SampleScenario()
        let programme = try sample.read().programme
        sample.replace(
            "id,name,district,year_built,households,area_m2,consent,floors",
            with: "编号,名称,区县,建成年份,户数,建筑面积（万㎡）,同意率（%）,层数", in: "projects.csv")
        for (old, new) in [
            ("31500", "3.15"), ("19800", "1.98"), ("40200", "4.02"), ("0.91", "91"), ("0.78", "78"),
            ("Lane One", "一号院"),
        ] { sample.replace(old, with: new, in: "projects.csv") }
        sample.replace(
            "project,id,class,kind,cost,units", with: "项目,编号,类别,种类,造价(元),台数", in: "works.csv")
        for (old, new) in [
            (",310,", ",3100000,"), (",86,", ",860000,"), (",42,", ",420000,"),
            (",205.5,", ",2055000,"), (",70,", ",700000,"), (",395,", ",3950000,"),
            ("basic", "基础类"), ("profile", "进度"),
        ] { sample.replace(old, with: new, in: "works.csv") }
        let encoding = String.Encoding(rawValue: 0x8000_0632)
        for name in ["projects.csv", "works.csv"] {
            sample.contents[name] = try [UInt8](#require(sample.text(name).data(using: encoding)))
        }
        if isDeclared { sample.replace("settle:", with: "encoding: gb18030\nsettle:") }
        let chinese = try sample.read().programme
        #expect(chinese.projects[0].name == "一号院")
        #expect(chinese.works.map(\.cost) == programme.works.map(\.cost))
        for (left, right) in zip(chinese.projectData.columns, programme.projectData.columns) {
            #expect(left.name == right.name)
            #expect((0..<3).map { left.text(at: $0) } == (0..<3).map { right.text(at: $0) })
        }
    }

    @Test func columnsWithLeadingZerosAreTexts() throws {
        var sample = try SampleScenario()
        sample.replace("Lane One,North", with: "Lane One,001", in: "projects.csv")
        sample.replace("Lane Two,North", with: "Lane Two,1", in: "projects.csv")
        sample.replace("North: 100", with: "'001': 60, '1': 40")
        let data = try sample.read().programme.projectData
        #expect((0..<2).map { data.columns[0].text(at: $0) } == ["001", "1"])
    }

    @Test func identifiersAreTrimmedAndNormalized() throws {
        var sample = try SampleScenario()
        sample.replace("P003", with: " cafe\u{301} ", in: "projects.csv")
        sample.replace("P003", with: "caf\u{E9}", in: "works.csv")
        let id = try #require(try sample.read().programme.projects.last?.id)
        #expect(Array(id.utf8) == Array("caf\u{E9}".utf8))
    }

    @Test func filesAreListedWithTheirDigests() throws {
        let scenario = try SampleScenario().read(digest: { "\($0.count)" })
        let names = ["demo/scenario.yaml", "demo/projects.csv", "demo/works.csv"]
        #expect(scenario.files.map(\.path) == names)
        #expect(scenario.files.allSatisfy { $0.digest == String($0.byteCount) })
    }

    @Test func placesAndCitationsAreKept() throws {
        let provenance = try SampleScenario().read().provenance
        func place(_ path: String) -> String? { provenance.location(of: path)?.description }
        #expect(place("sources.central-fiscal") == "demo/scenario.yaml:14:3")
        #expect(place("sources.central-fiscal.budget") == "demo/scenario.yaml:14:46")
        #expect(place("rules.local-match.at-least") == "demo/scenario.yaml:28:15")
        #expect(place("rules.local-match.nothing") == "demo/scenario.yaml:25:3")
        #expect(place("choices.must-1") == "demo/scenario.yaml:35:5")
        #expect(place("goals.maximize-households") == "demo/scenario.yaml:40:5")
        #expect(place("nothing") == nil)
        #expect(provenance.citation(of: "gates.consent") == "Civil Code art. 278")
        #expect(provenance.location(ofProject: 1)?.description == "demo/projects.csv:3")
        #expect(provenance.location(ofWork: 5)?.description == "demo/works.csv:7")
        #expect(provenance.location(ofWork: 6) == nil)
    }

    @Test func templateSolvesAsItIs() throws {
        var contents: [String: [UInt8]] = [:]
        for file in ScenarioTemplate.files { contents["new/\(file.name)"] = Array(file.text.utf8) }
        let scenario = try ScenarioReader.read("new", files: MemoryFiles(contents))
        #expect(scenario.warnings.isEmpty)
        #expect((4...6).contains(scenario.programme.projects.count))
    }

    @Test func schemaIsJSONAndKnowsEveryKeyOfTheScenario() throws {
        let json = try JSONSerialization.jsonObject(with: Data(ScenarioSchema.text.utf8))
        let properties = try #require((json as? [String: Any])?["properties"] as? [String: Any])
        #expect(Set(properties.keys) == Set(SchemaTables.scenario.keys.map(\.name)))
    }

    @Test func schemaOfSharesHasAFormForEachKind() throws {
        let json = try JSONSerialization.jsonObject(with: Data(ScenarioSchema.shareText.utf8))
        let forms = try #require((json as? [String: Any])?["anyOf"] as? [[String: Any]])
        #expect(forms.count == ShareKind.allCases.count)
        for (form, kind) in zip(forms, ShareKind.allCases) {
            let properties = try #require(form["properties"] as? [String: Any])
            #expect(Set(properties.keys) == Set(SchemaTables.share(kind).keys.map(\.name)))
        }
    }

    @Test func sourcesMayComeFromATable() throws {
        var sample = try SampleScenario()
        let expected = try sample.read().programme.sources
        sample.replace(
            "  central-fiscal: {capital: central, budget: 500, pays: {class: basic}}\n", with: "")
        sample.replace(
            "  central-minus-10: {set: {sources.central-fiscal.budget: -10%}}",
            with: "  more: {set: {settle: 1 元}}")
        sample.replace("works: works.csv}", with: "works: works.csv, sources: sources.csv}")
        sample.set(
            "sources.csv",
            "资金来源,资金类别,预算（亿元）,可支付类别\ncentral-fiscal,中央,0.05,basic\n")
        sample.replace("    payers: [central, local]", with: "    payers: [local, central]")
        let sources = try sample.read().programme.sources
        #expect(sources.last == expected[0])
    }
}
