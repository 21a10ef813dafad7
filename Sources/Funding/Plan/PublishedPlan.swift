/// A plan that was published for an earlier version of the programme, as far as it can be compared.
///
/// Everything is by the positions of today's programme; what that no longer has lies apart.
public struct PublishedPlan: Hashable, Sendable {
    /// What a source was to pay for a work in all periods that the programme still has.
    public struct Payment: Hashable, Sendable {
        /// The position of the work in ``Programme/works``.
        public var work: Int
        /// The position of the source in ``Programme/sources``.
        public var source: Int
        /// The amount, > 0 and a whole multiple of ``Programme/settlementUnit``.
        public var amount: Money

        /// Creates a payment.
        public init(work: Int, source: Int, amount: Money) {
            (self.work, self.source, self.amount) = (work, source, amount)
        }
    }

    /// A payment that nothing of today's programme can be compared with.
    public struct Departure: Hashable, Sendable {
        /// What the programme no longer has.
        public enum Missing: String, Hashable, Sendable, CaseIterable {
            /// The project.
            case project
            /// The work of a project that is still there.
            case work
            /// The source.
            case source
            /// The period.
            case period
        }

        /// The identifier of the project.
        public var project: String
        /// The identifier of the work.
        public var work: String
        /// The identifier of the source.
        public var source: String
        /// The name of the period, blank where there was none.
        public var period: String
        /// The amount, > 0.
        public var amount: Money
        /// What is missing; the first that is, in the order of ``Missing``.
        public var missing: Missing

        /// Creates a departure.
        public init(
            project: String, work: String, source: String, period: String, amount: Money,
            missing: Missing
        ) {
            (self.project, self.work, self.source) = (project, work, source)
            (self.period, self.amount, self.missing) = (period, amount, missing)
        }
    }

    /// Whether each project was funded; one that is new was not.
    public var fundedProjects: [Bool]
    /// Whether each work was funded; one that is new was not.
    public var fundedWorks: [Bool]
    /// The payments in order of work and source, each such pair at most once.
    public var payments: [Payment]
    /// The funded projects that the programme no longer has, in the order of the file.
    public var departedProjects: [String]
    /// The payments that nothing can be compared with, in the order of the file.
    public var departures: [Departure]

    /// Creates a plan.
    public init(
        fundedProjects: [Bool], fundedWorks: [Bool], payments: [Payment],
        departedProjects: [String] = [], departures: [Departure] = []
    ) {
        (self.fundedProjects, self.fundedWorks) = (fundedProjects, fundedWorks)
        (self.payments, self.departedProjects) = (payments, departedProjects)
        self.departures = departures
    }

    /// The total of the published plan.
    ///
    /// - Complexity: O(*n*) for *n* payments.
    public var total: Money {
        payments.reduce(.zero) { $0 + $1.amount } + departures.reduce(.zero) { $0 + $1.amount }
    }
}

extension PublishedPlan {
    /// What is said of some projects and works, in their order; departures are left out.
    ///
    /// - Parameters:
    ///   - projects: Positions of projects, rising.
    ///   - works: The positions of their works, rising.
    /// - Returns: The part.
    /// - Complexity: O(*w* log *n*) for *w* works and *n* payments.
    func part(ofProjects projects: [Int], works: [Int]) -> PublishedPlan {
        var part = PublishedPlan(
            fundedProjects: projects.map { fundedProjects[$0] },
            fundedWorks: works.map { fundedWorks[$0] }, payments: [])
        for (place, work) in works.enumerated() {
            for payment in payments(forWork: work) {
                part.payments.append(
                    Payment(work: place, source: payment.source, amount: payment.amount))
            }
        }
        return part
    }

    /// The payments for a work.
    ///
    /// - Complexity: O(log *n*) for *n* payments.
    public func payments(forWork work: Int) -> ArraySlice<Payment> {
        payments[firstPayment(from: work)..<firstPayment(from: work + 1)]
    }

    /// The position of the first payment for a work or one behind it.
    private func firstPayment(from work: Int) -> Int {
        var (low, high) = (0, payments.count)
        while low < high {
            let middle = (low + high) / 2
            if payments[middle].work < work { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
