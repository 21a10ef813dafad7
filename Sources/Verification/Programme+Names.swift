import Funding

extension Programme {
    /// A work as messages call it, for example `work 'P071/W12'`.
    func name(ofWork work: Int) -> String {
        "work '\(projects[works[work].project].id)/\(works[work].id)'"
    }
}
