/// A kind of work in a generated programme: how common it is, what it costs, who has money for it.
enum GeneratedKind: String, CaseIterable {
    case water, power, gas, heat, telecom, road, insulation, elevator, parking
    case care = "elderly-care"

    /// The class of its works.
    enum WorkClass: String {
        case basic, completion, upgrade

        /// What a work counts, in percent of its project's benefit; basic works share all of it.
        var benefitPercent: Int64 {
            switch self {
            case .basic: 100
            case .completion: 15
            case .upgrade: 10
            }
        }
    }

    var workClass: WorkClass {
        switch self {
        case .water, .power, .gas, .heat, .telecom, .road: .basic
        case .insulation, .elevator: .completion
        case .parking, .care: .upgrade
        }
    }

    /// The share of projects that have such a work, in percent.
    var projectPercent: Int64 {
        switch self {
        case .water, .power, .gas, .telecom, .road: 90
        case .insulation: 60
        case .heat, .parking: 50
        case .elevator: 35
        case .care: 30
        }
    }

    /// The middle cost in yuan for each square metre of the project; `nil` for what is bought by the
    /// piece.
    var yuanPerSquareMetre: Int64? {
        switch self {
        case .water: 35
        case .power: 40
        case .gas: 20
        case .heat: 60
        case .telecom: 12
        case .road: 45
        case .insulation: 120
        case .parking: 30
        case .care: 25
        case .elevator: nil
        }
    }

    /// The utility that pays a part of such works; `nil` where none does.
    var utility: String? {
        switch self {
        case .water, .power, .gas, .heat, .telecom: rawValue + "-company"
        default: nil
        }
    }

    /// Whether residents may pay for such works.
    var isPaidByResidents: Bool {
        [.insulation, .elevator, .parking, .gas].contains(self)
    }

    /// Whether an operator may pay for such works.
    var isPaidByOperator: Bool { workClass == .upgrade || self == .elevator }

    /// Whether such works are paid over two years where the programme has more than one.
    var takesTwoYears: Bool { self == .heat || self == .elevator }
}
