import Planning

/// A phase of a run, by the name that `run.json` gives it.
enum RunPhase: String {
    /// The scenario is read and checked.
    case read
    /// The programme is turned into what the solver works on.
    case formulate
    /// Bounds are proved, and choices are searched.
    case solve
    /// Payments are made whole.
    case settle
    /// The plan is checked once more, as it will be stored.
    case verify
    /// Reports are made and written.
    case report

    /// The phase of a run that a phase of planning is.
    init(_ phase: PlanningPhase) {
        self =
            switch phase {
            case .formulate: .formulate
            case .solve: .solve
            case .settle: .settle
            }
    }

    /// What is being done, for people who wait for it.
    var text: String {
        switch self {
        case .read: "reading"
        case .formulate: "formulating"
        case .solve: "solving"
        case .settle: "settling"
        case .verify: "verifying"
        case .report: "reporting"
        }
    }
}
