internal import Diagnostics
internal import Funding

extension ProgrammeAssembly {
    /// The works that a selector speaks of: a map of columns and values, or a condition.
    ///
    /// - Returns: The condition, or `nil` after a finding.
    func selector(_ node: DocumentNode, at place: SourceLocation) -> Predicate? {
        if node.scalar != nil {
            return ConditionParser.parse(node, levels: [.project, .work], in: self)
        }
        guard
            let record = RecordReader(node, SchemaTables.selector, at: place, findings: findings)
        else { return nil }
        var conditions: [Predicate] = []
        var isWhole = true
        for entry in record.node.entries ?? [] where !entry.value.isEmpty {
            if let condition = condition(of: entry) {
                conditions.append(condition)
            } else {
                isWhole = false
            }
        }
        guard isWhole else { return nil }
        return Predicate.joined(conditions)
    }

    private func condition(of entry: DocumentEntry) -> Predicate? {
        switch entry.key {
        case "where":
            return ConditionParser.parse(entry.value, levels: [.project, .work], in: self)
        case "id", "work":
            let ids = texts(entry.value, "the works of a selector")
            for id in ids where !programme.works.contains(where: { $0.id == id.text }) {
                findings.error(
                    .unknownWork, at: id.place,
                    "no work has the identifier \(ShownName.quoted(id.text))",
                    fix: nearestWork(id.text))
            }
            return ids.isEmpty ? nil : .work(ids.map(\.text))
        case "project":
            let ids = texts(entry.value, "the projects of a selector")
            for id in ids where projectPosition(id.text) == nil {
                reportUnknownProject(id.text, at: id.place)
            }
            return ids.isEmpty ? nil : .project(ids.map(\.text))
        default:
            return condition(onColumn: entry)
        }
    }

    private func condition(onColumn entry: DocumentEntry) -> Predicate? {
        let column: ColumnReference
        do {
            column = try self.column(named: entry.key, levels: [.project, .work])
        } catch {
            findings.error(error.code, at: entry.keyLocation, error.message, fix: error.fix)
            return nil
        }
        let values = texts(entry.value, "the values of a selector")
        guard !values.isEmpty else { return nil }
        guard programme.column(column).isNumeric else {
            for value in values {
                let isClass = column.name == "class" && column.level == .work
                if isClass, !programme.classes.contains(where: { $0.id == value.text }) {
                    findings.error(
                        .unknownClass, at: value.place,
                        "class \(ShownName.quoted(value.text)) is not defined",
                        fix: ShownName.suggestion(
                            for: value.text, among: programme.classes.map(\.id), what: "classes"))
                } else if !isClass {
                    checkValue(value.text, of: column, at: value.place)
                }
            }
            return .membership(column, values.map(\.text))
        }
        var conditions: [Predicate] = []
        for value in values {
            do {
                let token = ConditionToken(kind: .word, text: value.text, offset: 0)
                conditions.append(.comparison(column, .equal, try number(token, in: column)))
            } catch {
                findings.error(error.code, at: value.place, error.message, fix: error.fix)
                return nil
            }
        }
        return conditions.count == 1 ? conditions[0] : .any(conditions)
    }

    /// The position of a project.
    func projectPosition(_ id: String) -> Int? {
        guard let code = projectIDs.existingCode(of: id), projectPositions.indices.contains(code)
        else { return nil }
        return projectPositions[code]
    }

    /// Reports a project that the table does not define.
    func reportUnknownProject(_ id: String, at place: SourceLocation) {
        let known = programme.projects.prefix(20_000).lazy.map(\.id)
        findings.error(
            .unknownProject, at: place,
            "project \(ShownName.quoted(id)) is not in the table of projects",
            fix: NameSuggestion.nearest(to: id, among: known).map { "did you mean '\($0)'?" }
                ?? "add it to the table, or name one that is there")
    }

    private func nearestWork(_ id: String) -> String? {
        let known = Set(programme.works.prefix(20_000).map(\.id)).sorted()
        return NameSuggestion.nearest(to: id, among: known).map { "did you mean '\($0)'?" }
    }
}

extension Predicate {
    /// All of several conditions, in the plainest form.
    static func joined(_ conditions: [Predicate]) -> Predicate {
        let needed = conditions.filter { $0 != .always }
        switch needed.count {
        case 0: return .always
        case 1: return needed[0]
        default: return .all(needed)
        }
    }
}
