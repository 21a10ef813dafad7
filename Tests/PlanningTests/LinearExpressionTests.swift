import Funding
import Optimization
import Testing

@testable import Planning

@Suite struct LinearExpressionTests {
    @Test func termsOfAVariableAreAddedUpInOrder() throws {
        var sum = LinearExpression(constant: Ratio(1, 2))
        sum.add(VariableID(2), times: Ratio(1, 3))
        sum.add(VariableID(0))
        sum.add(VariableID(2), times: Ratio(1, 6))
        let collected = try sum.collected()
        #expect(collected.terms.map(\.variable.index) == [0, 2])
        #expect(collected.terms.map(\.coefficient) == [.one, Ratio(1, 2)])
        #expect(collected.constant == Ratio(1, 2))
    }

    @Test func whatCancelsIsLeftOut() throws {
        var sum = LinearExpression()
        sum.add(VariableID(1), times: Ratio(2, 3))
        sum.add(VariableID(1), times: Ratio(-2, 3))
        sum.add(VariableID(3), times: .zero)
        #expect(try sum.collected().terms.isEmpty)
    }

    @Test func multipleOfASumIsThatOfAllItsParts() throws {
        var sum = LinearExpression(terms: [(VariableID(0), Ratio(2))], constant: Ratio(5))
        try sum.add(
            LinearExpression(terms: [(VariableID(1), Ratio(3))], constant: Ratio(7)),
            times: Ratio(-1, 2))
        #expect(sum.terms.map(\.coefficient) == [Ratio(2), Ratio(-3, 2)])
        #expect(sum.constant == Ratio(3, 2))
        try sum.add(LinearExpression(terms: [(VariableID(1), Ratio(3))]), times: .zero)
        #expect(sum.terms.count == 2)
    }

    @Test func coefficientBeyond128BitsIsThrown() {
        var sum = LinearExpression()
        #expect(throws: ArithmeticOverflow()) {
            try sum.add(
                LinearExpression(terms: [(VariableID(0), Ratio(.max))]), times: Ratio(2))
        }
        sum.add(VariableID(0), times: Ratio(.max))
        sum.add(VariableID(0), times: Ratio(.max))
        #expect(throws: ArithmeticOverflow()) { try sum.collected() }
    }
}
