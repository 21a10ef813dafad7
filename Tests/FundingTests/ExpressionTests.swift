import Funding
import TestSupport
import Testing

@Suite struct ExpressionTests {
    /// Project P (area 1.5) with pipe W1 (3 units, 100 yuan) and lift W2 (units blank, 300 yuan); Q
    /// has neither area nor works.
    private static let builder: ProgrammeBuilder = {
        var builder = ProgrammeBuilder(projectNumbers: ["area"], workNumbers: ["units"])
        builder.addProject("P", ["area": .hundredths(150)])
        builder.addWork("W1", cost: 100_00, ["units": 3])
        builder.addWork("W2", cost: 300_00, kind: "lift")
        builder.addProject("Q")
        return builder
    }()
    private static let area = Expression.column(builder.project("area"), factor: .one)
    private static let units = Expression.column(builder.work("units"), factor: .one)
    private static let cost = Expression.cost(factor: Ratio(1, 100))
    private static let isLift = Predicate.membership(builder.work("kind"), ["lift"])

    private static func number(_ value: Int128, _ below: Int128 = 1) -> Expression {
        .number(Ratio(value, below))
    }

    private func value(_ expression: Expression, at row: ExpressionRow) throws(ExpressionFault)
        -> Ratio
    {
        try expression.value(at: row, in: Self.builder.programme)
    }

    @Test(arguments: [
        (Expression.operation(.add, area, number(1, 3)), Ratio(11, 6)),
        (.operation(.subtract, number(0), area), Ratio(-3, 2)),
        (.operation(.multiply, area, area), Ratio(9, 4)),
        (.operation(.divide, number(1), area), Ratio(2, 3)),
        (.extreme(.least, [number(2), area, number(3)]), Ratio(3, 2)),
        (.extreme(.greatest, [number(2), area, number(3)]), Ratio(3)),
        (.rounded(.down, number(-5, 3), step: number(1, 2)), Ratio(-2)),
        (.rounded(.up, number(-5, 3), step: number(1, 2)), Ratio(-3, 2)),
        (.rounded(.nearest, number(-5, 2), step: number(1)), Ratio(-3)),
        (.rounded(.nearest, number(5, 2), step: number(1)), Ratio(3)),
        (.rounded(.nearest, number(249, 100), step: number(1)), Ratio(2)),
        (
            .steps(
                by: area,
                [.init(from: .one, value: number(7)), .init(from: Ratio(2), value: units)]),
            Ratio(7)
        ),
        (.aggregate(.init(.sum, of: cost, over: .worksOfProject, where: .always)), Ratio(400)),
        (.aggregate(.init(.count, of: cost, over: .worksOfProject, where: isLift)), .one),
        (
            .aggregate(.init(.extreme(.least), of: cost, over: .worksOfProject, where: .always)),
            Ratio(100)
        ),
    ])
    func valueIsWorkedOutByHand(expression: Expression, value: Ratio) throws {
        #expect(try self.value(expression, at: .project(0)) == value)
    }

    @Test func workSeesTheColumnsOfItsProject() throws {
        let product = Expression.operation(.multiply, Self.units, Self.area)
        #expect(try value(product, at: .work(0)) == Ratio(9, 2))
        #expect(product.speaksOfWorks && !Self.area.speaksOfWorks)
    }

    @Test func sumOfNoRowsIsZeroAndTheirLeastIsAFault() throws {
        let rows = Expression.Aggregate.Span.worksOfProject
        let sum = Expression.aggregate(.init(.sum, of: Self.cost, over: rows, where: .always))
        let least = Expression.aggregate(
            .init(.extreme(.least), of: Self.cost, over: rows, where: .always))
        #expect(try value(sum, at: .project(1)) == .zero)
        #expect(throws: ExpressionFault(.noRows, at: .project(1))) {
            try value(least, at: .project(1))
        }
    }

    @Test(arguments: [
        (
            Expression.operation(.divide, number(1), .operation(.subtract, area, area)),
            ExpressionFault.Reason.divisionByZero
        ),
        (.rounded(.up, area, step: number(0)), .stepNotPositive),
        (.rounded(.up, area, step: number(-1)), .stepNotPositive),
        (
            .steps(by: area, [.init(from: Ratio(2), value: units)]),
            .belowFirstStep(Ratio(3, 2), first: Ratio(2))
        ),
        (.operation(.multiply, number(.max), number(2)), .overflow),
        (
            .operation(.multiply, number(1, .max), number(1, 2)),
            .overflow
        ),
        (.rounded(.down, number(.max), step: number(2, 3)), .overflow),
    ])
    func whatHasNoValueIsAFault(expression: Expression, reason: ExpressionFault.Reason) {
        #expect(throws: ExpressionFault(reason, at: .project(0))) {
            try value(expression, at: .project(0))
        }
    }

    @Test func blankIsAFaultOfItsRow() {
        let sum = Expression.aggregate(
            .init(.sum, of: Self.units, over: .works, where: .always))
        let fault = ExpressionFault(.blank(Self.builder.work("units")), at: .work(1))
        #expect(throws: fault) { try value(sum, at: .programme) }
        #expect(throws: ExpressionFault(.blank(Self.builder.project("area")), at: .project(1))) {
            try value(Self.area, at: .project(1))
        }
    }

    @Test func branchThatIsNotTakenIsNotComputed() throws {
        let zero = Expression.operation(.divide, Self.number(1), Self.number(0))
        let isLarge = Predicate.relation(
            Formula(Self.area, text: "area"), .greater, Formula(Self.number(1), text: "1"))
        #expect(try value(.conditional(isLarge, Self.area, zero), at: .project(0)) == Ratio(3, 2))
        #expect(
            try value(.conditional(.not(isLarge), zero, Self.area), at: .project(0)) == Ratio(3, 2))
        // A blank in the condition is a fault and no "no".
        #expect(throws: ExpressionFault.self) {
            try value(.conditional(isLarge, Self.area, Self.number(0)), at: .project(1))
        }
    }

    @Test func conditionHidesNoFaultBehindAPartThatDecides() {
        let isBlank = Predicate.comparison(Self.builder.project("area"), .greater, .zero)
        #expect(throws: ExpressionFault.self) {
            try Predicate.any([.always, isBlank]).isMet(at: .project(1), in: Self.builder.programme)
        }
        #expect(throws: ExpressionFault.self) {
            try Predicate.all([.not(.always), isBlank])
                .isMet(at: .project(1), in: Self.builder.programme)
        }
    }

    @Test func relationWithoutAValueHoldsForNothing() {
        let area = Formula(Self.area, text: "area")
        let condition = Predicate.relation(area, .atMost, area)
        let programme = Self.builder.programme
        #expect(condition.selectedProjects(in: programme) == [true, false])
        #expect(condition.selectedWorks(in: programme) == [true, true])
    }

    @Test func columnOfWorksNeedsAWork() async {
        await #expect(processExitsWith: .failure) {
            _ = try Expression.cost(factor: .one).value(at: .project(0), in: Programme())
        }
    }
}
