import Optimization

/// A program with every kind of bound, row and name that the formats treat in their own way.
enum FormatCase {
    static var program: LinearProgram {
        var program = LinearProgram(name: "保定 2022")
        let fund = program.add(
            Variable(name: "fund(小区-1)", bounds: Bounds(0, 1), isInteger: true))
        let pay = program.add(Variable(name: "pay(P1,city)", bounds: Bounds(0, 1_234_567.89)))
        let free = program.add(Variable(name: "free", bounds: .free))
        let count = program.add(Variable(name: "2nd", bounds: Bounds(-3, 40), isInteger: true))
        let fixed = program.add(Variable(name: "e1", bounds: .exactly(0.1)))
        let idle = program.add(Variable(name: "idle", bounds: .atMost(7.5)))
        program.add(
            Constraint(
                name: "budget(city,2026)", terms: [Term(1, pay), Term(-1_234_567.89, fund)],
                bounds: .exactly(0), owner: .shared))
        program.add(
            Constraint(
                name: "range", terms: [Term(1, count), Term(2, free)], bounds: Bounds(-4, 12),
                owner: .shared))
        program.add(
            Constraint(
                name: "inexact", terms: [Term(1.0 / 3, free), Term(1, fixed)],
                bounds: Bounds(-3, 1.1), owner: .shared))
        program.add(
            Constraint(
                name: "same", terms: [Term(1, free)], bounds: .atLeast(-1e-7), owner: .shared))
        program.add(
            Constraint(name: "same", terms: [Term(-1, idle)], bounds: .atLeast(-7), owner: .shared))
        program.add(
            Constraint(name: "nothing", terms: [Term(1, free)], bounds: .free, owner: .shared))
        program.objective = Objective(
            .maximize,
            terms: [Term(5, fund), Term(0.1, pay), Term(-1, free), Term(1, count), Term(2, idle)],
            constant: -3.25)
        return program
    }
}
