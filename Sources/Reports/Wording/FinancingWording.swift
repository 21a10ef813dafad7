/// A term of the tables on bonds and on ledgers, in both languages.
enum FinancingWording: String, Hashable, Sendable, CaseIterable {
    // Sections and tables.
    case financing, bonds, ledgers
    // Bonds.
    case totalInvestment, capital, bond, otherDebt, capitalShare, rate, years, income, cost,
        costShare, service, coverage, coverageExact
    // Ledgers.
    case investment, revenue, vat, operatingCost, incomeTax, interestSubsidy, subsidyYears, flow,
        concession, constructionProfit, netPresentValue, internalReturn, payback,
        largestInvestment, leastInvestment
    // Calculations of their own.
    case thresholds, projectThresholds, threshold, metCount, failing, debtLeft, replaced, isMet,
        largestDebt, leastCapital, leastReturn, mostReturn, verdict, publicMoney, loan, loanShare,
        withinBand, tooLittle, tooMuch, returns, flows
    // Values.
    case belowZero, aboveMost, noRate, notPaidBack
    // Notes.
    case noteBonds, noteLedgers, noteThresholds

    /// The text in a language.
    func text(in language: Language) -> String {
        language == .english ? texts.english : texts.chinese
    }

    private var texts: (english: String, chinese: String) {
        switch self {
        case .financing: ("What is earned back", "融资与收益平衡")
        case .bonds: ("Special-bond projects", "专项债券项目表")
        case .ledgers: ("One ledger of social capital", "社会资本一本账")
        case .totalInvestment: ("Total investment", "总投资")
        case .capital: ("Capital without bonds", "不含专项债的资本金")
        case .bond: ("Special bonds", "申请专项债总额")
        case .otherDebt: ("Other debt", "其他债务融资")
        case .capitalShare: ("Share of capital", "资本金比例")
        case .rate: ("Interest a year", "年利率")
        case .years: ("Term in years", "期限（年）")
        case .income: ("Expected net income", "预期收益")
        case .cost: ("Cost of the income", "成本")
        case .costShare: ("Cost by income", "成本/收入")
        case .service: ("Principal and interest", "还本付息合计")
        case .coverage: ("Coverage", "覆盖倍数")
        case .coverageExact: ("Coverage, exact", "覆盖倍数（精确值）")
        case .investment: ("Investment", "投资额")
        case .revenue: ("Revenue a year", "年收入")
        case .vat: ("VAT a year", "年增值税")
        case .operatingCost: ("Operating cost a year", "年运营成本")
        case .incomeTax: ("Income tax a year", "年所得税")
        case .interestSubsidy: ("Interest subsidy a year", "年贴息")
        case .subsidyYears: ("Years of subsidy", "贴息年数")
        case .flow: ("Flow a year without subsidy", "年净收益（不含贴息）")
        case .concession: ("Years of operation", "运营年限")
        case .constructionProfit: ("Construction profit", "施工利润")
        case .netPresentValue: ("Net present value", "净现值")
        case .internalReturn: ("Internal rate of return", "内部收益率")
        case .payback: ("Payback in years", "投资回收期（年）")
        case .largestInvestment: ("Investment at the least return", "最低收益率对应投资上限")
        case .leastInvestment: ("Investment at the largest return", "最高收益率对应投资下限")
        case .thresholds: ("Least coverages", "最低覆盖倍数对比")
        case .projectThresholds: ("Projects at each least coverage", "各项目最低覆盖倍数测算")
        case .threshold: ("Least coverage", "最低覆盖倍数")
        case .metCount: ("Projects that meet it", "满足的项目数")
        case .failing: ("Projects that fail", "不满足的项目")
        case .debtLeft: ("Debt that is left", "可保留债务")
        case .replaced: ("To be replaced by capital", "需以资本金替代")
        case .isMet: ("Met", "是否满足")
        case .largestDebt: ("Largest debt", "最高债务额")
        case .leastCapital: ("Least share of capital", "最低资本金比例")
        case .leastReturn: ("Least return", "最低收益率")
        case .mostReturn: ("Largest return", "最高收益率")
        case .verdict: ("Thin profit", "微利判定")
        case .publicMoney: ("Public money needed", "需财政补足")
        case .loan: ("Loan", "贷款")
        case .loanShare: ("Share of the loan", "贷款占比")
        case .withinBand: ("within the band", "在区间内")
        case .tooLittle: ("earns too little", "低于区间")
        case .returns: ("Return and payback", "收益与回收期")
        case .flows: ("Revenue, costs and taxes", "收入、成本与税费")
        case .tooMuch: ("earns too much", "高于区间")
        case .belowZero: ("below 0 %", "低于0%")
        case .aboveMost: ("above 1000 %", "高于1000%")
        case .noRate: ("no single rate", "无唯一收益率")
        case .notPaidBack: ("not within the operation", "运营期内未收回")
        case .noteBonds:
            (
                """
                Coverage is net income divided by principal and interest, principal repaid at the end: \
                debt × (1 + rate × years), rounded up to whole payments. Coverage is cut after four \
                decimals, never rounded up.
                """,
                "覆盖倍数＝预期收益÷还本付息；到期一次还本：债务×（1＋年利率×期限），按取整单位进位。覆盖倍数保留四位小数，不进位。"
            )
        case .noteThresholds:
            (
                """
                A debt meets a least coverage where the income covers all of it so often and the least \
                share of capital is left. Largest debts are rounded down.
                """,
                "全部债务的本息覆盖倍数不低于要求、且留足最低资本金比例，方为满足；最高债务额向下取整。"
            )
        case .noteLedgers:
            (
                """
                Values are discounted at the least return {0}, flows at the end of each year; they are \
                rounded down. The rate of return is to the nearest 0.01 %, the payback undiscounted.
                """,
                "净现值按最低收益率{0}折现，现金流计于年末，向下取整；内部收益率精确到0.01%，回收期不折现。"
            )
        }
    }
}

extension Phrasing {
    /// A term of the tables on bonds and ledgers.
    func financing(_ wording: FinancingWording) -> String { wording.text(in: language) }

    /// A column with such a term as heading.
    func column(
        _ wording: FinancingWording, _ kind: TableColumn.Kind, formats: ReportFormats = .all,
        priority: Int = 5
    ) -> TableColumn {
        TableColumn(
            wording.rawValue, heading: financing(wording), kind, formats: formats,
            priority: priority)
    }

    /// Such a term as a cell.
    func financingWord(_ wording: FinancingWording) -> TableCell {
        .word(key: wording.rawValue, text: financing(wording))
    }
}
