internal import Funding

/// A column of the official tables: the sources that are reported together.
struct OfficialColumn: Hashable, Sendable {
    /// The stable key: the capital's, or ``FundingSource/reportAs``.
    let key: String
    /// The heading.
    let heading: String
    /// The positions of the sources, ascending.
    var sources: [Int]

    /// What the sources pay together.
    func sum(of payments: [Money]) -> Money { sources.reduce(.zero) { $0 + payments[$1] } }

    /// The columns of a programme: by kind of capital, and within one as the sources are written.
    ///
    /// - Complexity: O(*s*²) for *s* sources.
    static func columns(of programme: Programme, _ glossary: Glossary) -> [OfficialColumn] {
        var columns: [OfficialColumn] = []
        for capital in Capital.allCases {
            for (position, source) in programme.sources.enumerated()
            where source.capital == capital {
                let named = source.reportAs.flatMap { Capital(rawValue: $0) }
                let key = source.reportAs ?? capital.rawValue
                if let index = columns.firstIndex(where: { $0.key == key }) {
                    columns[index].sources.append(position)
                    columns[index].sources.sort()
                    continue
                }
                let heading =
                    source.reportAs == nil || named != nil
                    ? glossary.name(of: named ?? capital) : key
                columns.append(OfficialColumn(key: key, heading: heading, sources: [position]))
            }
        }
        return columns
    }
}
