/// A project of a generated programme with its works.
struct GeneratedProject {
    /// A work: what is done, what it costs in yuan, and what it counts in points.
    struct Work {
        var kind: GeneratedKind
        var cost: Int64
        var benefit: Int64
    }

    /// The number of households, 20 to 3,000.
    var households: Int64
    /// The floor area in square metres, 55 to 95 for each household.
    var area: Int64
    /// The position of its district.
    var district: Int
    /// What it counts in points: 70 to 130 for each household.
    var benefit: Int64
    /// Its works, a kind at most once, in the order of kinds; at least one is basic.
    var works: [Work] = []

    /// Draws a project.
    ///
    /// - Parameters:
    ///   - random: The sequence that decides; it moves on.
    ///   - districtCount: The number of districts, at least 1.
    ///   - hasAllKinds: Whether it has a work of each kind, whatever is drawn.
    init(drawnFrom random: inout RandomSequence, districtCount: Int, hasAllKinds: Bool) {
        households = GeneratedProject.drawHouseholds(&random)
        area = households * random.draw(from: 5_500...9_500) / 100
        district = Int(random.draw(from: 0...Int64(districtCount - 1)))
        benefit = households * random.draw(from: 70...130)
        for kind in GeneratedKind.allCases
        where random.happens(percent: kind.projectPercent) || hasAllKinds {
            add(kind, &random)
        }
        // A project is its mandatory works: without one there would be nothing to decide on.
        if !works.contains(where: { $0.kind.workClass == .basic }) { add(.road, &random) }
        shareBenefit()
    }

    /// Shares of projects below a number of households, in millionths: a log-normal distribution
    /// with the parameters 4.9 and 0.7, so with the median 134.
    private static let householdShares: [(households: Int64, below: Int64)] = [
        (20, 3_260), (25, 8_162), (30, 16_131), (40, 41_800), (50, 79_064), (60, 124_879),
        (70, 175_999), (80, 229_662), (90, 283_762), (100, 336_810), (110, 387_811),
        (120, 436_155), (130, 481_504), (140, 523_719), (150, 562_791), (160, 598_802),
        (180, 662_213), (200, 715_330), (220, 759_652), (250, 812_676), (280, 853_072),
        (320, 892_597), (360, 920_541), (400, 940_530), (450, 957_961), (500, 969_810),
        (600, 983_761), (700, 990_830), (850, 995_806), (1_000, 997_936), (1_300, 999_409),
        (1_700, 999_856), (2_200, 999_968), (3_000, 999_995),
    ]

    private static func drawHouseholds(_ random: inout RandomSequence) -> Int64 {
        let share = random.draw(from: 0...999_999)
        var last = (households: householdShares[0].households, below: Int64(0))
        for step in householdShares {
            if share < step.below {
                return last.households
                    + (share - last.below) * (step.households - last.households)
                    / (step.below - last.below)
            }
            last = step
        }
        return last.households
    }

    private mutating func add(_ kind: GeneratedKind, _ random: inout RandomSequence) {
        let cost: Int64
        if let price = kind.yuanPerSquareMetre {
            cost = area * price * random.draw(from: 700...1_400) / 1_000
        } else {
            cost = random.draw(from: 1...6) * random.draw(from: 550_000...800_000)
        }
        works.append(Work(kind: kind, cost: cost, benefit: 0))
    }

    /// Splits the project's benefit over its basic works to the last point, and adds to it a share
    /// for each other work.
    private mutating func shareBenefit() {
        var places = Int64(works.count { $0.kind.workClass == .basic })
        var rest = benefit
        for index in works.indices {
            let workClass = works[index].kind.workClass
            if workClass == .basic {
                works[index].benefit = rest / places
                rest -= works[index].benefit
                places -= 1
            } else {
                works[index].benefit = (benefit * workClass.benefitPercent + 50) / 100
            }
        }
    }
}
