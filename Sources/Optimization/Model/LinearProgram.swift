/// The place of a variable in its program.
public struct VariableID: Hashable, Sendable, Comparable {
    /// The position in ``LinearProgram/variables``, from 0.
    public var index: Int

    /// Creates an identifier from a position.
    public init(_ index: Int) { self.index = index }

    /// Orders identifiers by position.
    public static func < (left: VariableID, right: VariableID) -> Bool { left.index < right.index }
}

/// The place of a constraint in its program.
public struct ConstraintID: Hashable, Sendable, Comparable {
    /// The position in ``LinearProgram/constraints``, from 0.
    public var index: Int

    /// Creates an identifier from a position.
    public init(_ index: Int) { self.index = index }

    /// Orders identifiers by position.
    public static func < (left: ConstraintID, right: ConstraintID) -> Bool {
        left.index < right.index
    }
}

/// One variable with its coefficient.
public struct Term: Hashable, Sendable {
    /// The variable.
    public var variable: VariableID
    /// The coefficient, finite and not zero in a well-formed program.
    public var coefficient: Double

    /// Creates a term.
    public init(_ coefficient: Double, _ variable: VariableID) {
        (self.coefficient, self.variable) = (coefficient, variable)
    }
}

/// What is decided: a number within bounds, whole if the program says so.
public struct Variable: Hashable, Sendable {
    /// The name in written models, `family(key,key)`.
    public var name: String
    /// The values allowed; finite at both ends in every program that Fundmix builds.
    public var bounds: Bounds
    /// Whether only whole values are allowed.
    public var isInteger: Bool
    /// The block that the variable belongs to, or `nil` where it belongs to the whole program.
    public var block: Int?

    /// Creates a variable.
    public init(name: String, bounds: Bounds, isInteger: Bool = false, block: Int? = nil) {
        (self.name, self.bounds, self.isInteger, self.block) = (name, bounds, isInteger, block)
    }
}

/// Says whether a constraint touches one block of a program or ties blocks together.
///
/// The method for many projects solves blocks alone and prices the shared constraints, so the code
/// that builds a constraint must state which kind it is.
public enum ConstraintOwner: Hashable, Sendable {
    /// The constraint has variables of this block only.
    case block(Int)
    /// The constraint may have variables of many blocks.
    case shared
}

/// A linear condition: a sum of terms that must stay within bounds.
public struct Constraint: Hashable, Sendable {
    /// The name in written models, `family(key,key)`.
    public var name: String
    /// The terms, each variable at most once.
    public var terms: [Term]
    /// The values allowed for the sum.
    public var bounds: Bounds
    /// Whether the constraint belongs to one block or is shared by many.
    public var owner: ConstraintOwner

    /// Creates a constraint.
    public init(name: String, terms: [Term], bounds: Bounds, owner: ConstraintOwner) {
        (self.name, self.terms, self.bounds, self.owner) = (name, terms, bounds, owner)
    }
}

/// Whether the objective is to be small or large.
public enum ObjectiveSense: String, Hashable, Sendable {
    /// Smaller is better.
    case minimize
    /// Larger is better.
    case maximize
}

/// A linear objective: a sum of terms and a constant, with the way it is to go.
public struct Objective: Hashable, Sendable {
    /// Whether smaller or larger is better.
    public var sense: ObjectiveSense
    /// The terms, each variable at most once.
    public var terms: [Term]
    /// What is added to the terms.
    public var constant: Double
    /// Whether every feasible point with whole integer variables has a whole value of the terms.
    public var isIntegral: Bool

    /// Creates an objective; without terms every feasible point is as good as any other.
    public init(
        _ sense: ObjectiveSense = .minimize, terms: [Term] = [], constant: Double = 0,
        isIntegral: Bool = false
    ) {
        (self.sense, self.terms) = (sense, terms)
        (self.constant, self.isIntegral) = (constant, isIntegral)
    }
}

/// A linear program; with integer variables, a mixed-integer linear program.
///
/// A plain value without any solver behind it: it is built by `Planning`, written by the formats,
/// solved by a ``LinearSolver`` and bounded by the code in `Bounds/`.
public struct LinearProgram: Hashable, Sendable {
    /// The name in written models.
    public var name: String
    /// What is decided.
    public private(set) var variables: [Variable] = []
    /// The conditions.
    public private(set) var constraints: [Constraint] = []
    /// What is optimised.
    public var objective = Objective()

    /// Creates an empty program.
    public init(name: String = "program") { self.name = name }

    /// Adds a variable and returns its identifier.
    @discardableResult
    public mutating func add(_ variable: Variable) -> VariableID {
        variables.append(variable)
        return VariableID(variables.count - 1)
    }

    /// Adds a constraint and returns its identifier.
    ///
    /// - Precondition: Every term names a variable of this program.
    /// - Complexity: O(*k*) for *k* terms.
    @discardableResult
    public mutating func add(_ constraint: Constraint) -> ConstraintID {
        precondition(
            constraint.terms.allSatisfy { variables.indices.contains($0.variable.index) },
            "a term names a variable that the program does not have")
        constraints.append(constraint)
        return ConstraintID(constraints.count - 1)
    }

    /// The variable with an identifier; writing changes its bounds or kind.
    public subscript(id: VariableID) -> Variable {
        get { variables[id.index] }
        set { variables[id.index] = newValue }
    }

    /// The constraint with an identifier; writing changes its bounds or terms.
    public subscript(id: ConstraintID) -> Constraint {
        get { constraints[id.index] }
        set { constraints[id.index] = newValue }
    }

    /// Whether any variable must be whole.
    ///
    /// - Complexity: O(*n*) for *n* variables.
    public var hasIntegers: Bool { variables.contains(where: \.isInteger) }

    /// The program without its integrality.
    ///
    /// - Complexity: O(*n*) for *n* variables.
    public var integralityRelaxation: LinearProgram {
        var relaxed = self
        for index in relaxed.variables.indices { relaxed.variables[index].isInteger = false }
        return relaxed
    }
}
