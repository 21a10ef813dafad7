/// A term about running works and about what differs from a published plan, in both languages.
enum ChangeWording: String, Hashable, Sendable, CaseIterable {
    // Sections and tables.
    case runningWorks, commitments, changes, changedProjects, changedPayments, changedSources
    // Columns.
    case sourceName, fullCost, paidBefore, leftToPay, committed, planned, commitmentState,
        published, now, difference, change
    // Values.
    case running, paid, promised, before, anyPeriod, added, dropped, kept, gone, goneWork,
        goneSource, gonePeriod
    // Measures and facts.
    case measureChanged, measureMoved, movedMoney, addedCount, droppedCount, goneCount

    /// The text in a language.
    func text(in language: Language) -> String {
        language == .english ? texts.english : texts.chinese
    }

    private var texts: (english: String, chinese: String) {
        switch self {
        case .runningWorks: ("Running works", "续建改造内容")
        case .commitments: ("Paid and promised money", "续建资金执行情况表")
        case .changes: ("Changes to the published plan", "与已公布方案的差异")
        case .changedProjects: ("Changed projects", "项目变动表")
        case .changedPayments: ("Changed payments", "出资变动明细表")
        case .changedSources: ("Sources, published and now", "资金来源变动表")
        case .sourceName: ("Source", "资金来源")
        case .fullCost: ("Full cost", "总费用")
        case .paidBefore: ("Paid before", "以前年度已支付")
        case .leftToPay: ("Left to pay", "待安排费用")
        case .committed: ("Paid or promised", "已支付或承诺")
        case .planned: ("In the plan", "本方案安排")
        case .commitmentState: ("State", "状态")
        case .published: ("Published", "已公布方案")
        case .now: ("Now", "本方案")
        case .difference: ("Difference", "增减额")
        case .change: ("Change", "变动类型")
        case .running: ("runs already", "续建")
        case .paid: ("paid", "已支付")
        case .promised: ("promised", "已承诺")
        case .before: ("before", "以前年度")
        case .anyPeriod: ("any", "不限年度")
        case .added: ("added", "新增")
        case .dropped: ("dropped", "取消")
        case .kept: ("kept", "保留")
        case .gone: ("project gone", "项目已撤出")
        case .goneWork: ("work gone", "改造内容已撤出")
        case .goneSource: ("source gone", "资金来源已撤销")
        case .gonePeriod: ("period gone", "年度已不在方案内")
        case .measureChanged: ("the number of changed projects", "变动项目数")
        case .measureMoved: ("the published money that moves", "调出的已公布资金")
        case .movedMoney: ("Published money that moves", "调出的已公布资金")
        case .addedCount: ("Projects added", "新增项目数")
        case .droppedCount: ("Projects dropped", "取消项目数")
        case .goneCount: ("Projects gone from the scenario", "已撤出的项目数")
        }
    }
}

extension Phrasing {
    /// A term.
    func term(_ wording: ChangeWording) -> String { wording.text(in: language) }

    /// A term as a cell, its own name as key.
    func word(_ wording: ChangeWording) -> TableCell {
        .word(key: wording.rawValue, text: term(wording))
    }
}
