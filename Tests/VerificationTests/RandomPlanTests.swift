import Funding
import TestSupport
import Testing
import Verification

@Suite struct RandomPlanTests {
    @Test(arguments: UInt64(0)..<200)
    func plantedPlanKeepsAllPromises(seed: UInt64) throws {
        let (programme, plan) = RandomProgramme.makeWithPlan(seed: seed)
        let stored = try PlanFigures(of: plan, in: programme).storedPlan
        #expect(PlanVerifier.violations(of: stored, in: programme).isEmpty)
    }

    @Test(arguments: UInt64(0)..<200)
    func ruleFiguresAgreeWithThePlainReading(seed: UInt64) throws {
        var options = RandomProgramme.Options()
        options.isPlanted = false
        options.rules = 2...5
        let (programme, plan) = RandomProgramme.makeWithPlan(seed: seed, options: options)
        let figures = try PlanFigures(of: plan, in: programme)
        for (position, rule) in programme.rules.enumerated() {
            let found = try figures.ruleFigures(ofRule: position)
            for (index, limit) in rule.limits.enumerated() {
                let oracle = try RuleOracle.figures(
                    of: limit, in: rule, plan: plan, programme: programme)
                let known = Dictionary(
                    uniqueKeysWithValues: found.filter { $0.limit == index }.map {
                        ($0.scope.place, $0)
                    })
                for figure in oracle {
                    guard let own = known[figure.place] else {
                        #expect(figure.bound == .zero && figure.actual == 0)
                        continue
                    }
                    #expect(own.bound == figure.bound)
                    #expect(own.actual.minorUnits == figure.actual)
                    #expect(own.holds == figure.holds)
                }
                #expect(Set(oracle.map(\.place)).isSuperset(of: known.keys))
            }
        }
    }

    @Test func everyKindOfDemandIsDrawn() {
        var kinds: Set<String> = []
        for seed in 0..<400 {
            let programme = RandomProgramme.makeWithPlan(seed: UInt64(seed)).programme
            for rule in programme.rules {
                for limit in rule.limits {
                    kinds.insert("\(rule.scope)".prefix { $0 != "(" } + " " + limit.bound.kind)
                    kinds.insert(limit.sense.rawValue)
                }
                if rule.bindsAlways { kinds.insert("always") }
            }
            for choice in programme.choices {
                kinds.insert("choice " + "\(choice.demand)".prefix { $0 != "(" })
            }
            for goal in programme.goals {
                kinds.insert("goal " + "\(goal.measure)".prefix { $0 != "(" })
            }
        }
        // 5 scopes times 6 bounds, 3 senses, always, 8 choices, 5 goals.
        #expect(kinds.count == 47, "\(kinds.sorted())")
    }
}

extension RuleFigure.Scope {
    fileprivate var place: RuleOracle.Place {
        switch self {
        case .work(let work): .work(work)
        case .project(let project): .project(project)
        case .group(let label): .group(label)
        case .period(let period): .period(period)
        case .programme: .programme
        }
    }
}

extension RuleBound {
    fileprivate var kind: String { String("\(self)".prefix { $0 != "(" }) }
}
