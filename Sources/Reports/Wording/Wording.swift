/// A term of a report in both languages: a heading, a label or a value.
enum Wording: String, Hashable, Sendable, CaseIterable {
    // Status.
    case optimal, feasible, infeasible, notFound, timeLimit, nodeLimit, interrupted,
        effortSpent, numericalTrouble, proved, withinGap, notProved
    // Sections and tables.
    case summary, goals, funding, mix, projects, allocation, sourceSection, sources, periods,
        groupSection, classes, workSection, works, ruleSection, rules, ruleInstances, slidingScales,
        choices,
        unfundedSection, reasons, unfundedProjects, unfundedWorks, failedGates, reconciliation,
        record,
        inputs, options, pots, sweep
    // Columns.
    case ordinal, project, projectName, work, workClass, kind, component, start, period,
        totalCost, cost, total, check, residual, source, sourceName, capital, officialColumn, pot,
        budget, used, left, useShare, share, projectCount, fundedProjectCount, workCount,
        fundedWorkCount, unfundedCost, isMandatory, rule, title, payers, sense, scope,
        tightestInstance, instanceCount, bindingCount, bound, actual, slack, isBinding, citation,
        choice, demand, asWritten, unit, goal, aim, value, provedBound, gap, isProved, reason,
        explanation, needed, available, gates, file, digest, option, optionValue, relativeGap,
        measuredCost, movedPayments, movedShare, floorShare, points, slidingValue, adjustment,
        slidingBase,
        district, communities, buildings, households, areaM2, yearBuilt, units, instance,
        amountHeading, demandText, wholeValue, achieved, goalID, isCumulative, changedBy, setTo
    // Facts.
    case status, stop, requestedGap, totalFunding, settlementUnit, sumOfWorks, sumOfProjects,
        sumOfSources, workResidual, sourceResidual, grandResidual, version, solver,
        linearPrograms, iterations, nodes, restarts, proof, proofContradiction, proofSearch,
        contradiction, branches, fundedProjects, fundedWorks, eligibleProjects, method,
        methodBlocks, methodBlocksAndSearch, methodWholeProgram
    // Values.
    case yes, no, openBudget, minimize, maximize, central, local, utility, resident, social,
        atLeast, atMost, exactly, eachWork, eachProject, eachPeriod, wholeProgramme, must, never,
        together, exactlyOne, atMostOne, needs, target, shareLimit, unitProjects, unitWorks,
        noGroup, yuan, wanYuan, yiYuan, basic, completion, upgrade, safety, civil, equipment,
        measureProjects, measureWorks
    // Reasons.
    case reasonGates, reasonChoice, reasonNoPossibleStart, reasonNobodyMayPay, reasonMoneyShort,
        reasonNotSelected, reasonProjectNotFunded, blankValue
    // The annex.
    case annexSection, derivedColumns, derivedColumn, keyFigures, keyFigure, figureValue,
        exactValue, computedAs, identifier,
        memos, memo, fundedProjectsOnly, allProjects, note, dataChecks, dataCheck, leftSide,
        rightSide, checkedRows, failedRows, holds
    // Selection in an order.
    case ranking, rankedWorks, orderCost, rank, score, tier, tieBreak, decision, decisionAccepted,
        decisionDoesNotFit, decisionBehind, decisionOpen, withOrder, withoutOrder, orderDifference,
        selectionMethod, selectionRanked, optimalInOrder
    // Kinds of works.
    case water, power, gas, heat, telecom, drainage, sewer, road, trench, greening, parking,
        charging, lighting, elevator, insulation, roofWall, fire, security, elderlyCare, nursery,
        community, barrierFree, smartSensing

    /// The text in a language.
    func text(in language: Language) -> String {
        language == .english ? texts.english : texts.chinese
    }

    private var texts: (english: String, chinese: String) {
        switch self {
        case .optimal: ("proved optimal", "已证明最优")
        case .feasible: ("feasible, not proved optimal", "可行，未证明最优")
        case .infeasible: ("proved infeasible", "已证明无可行方案")
        case .notFound: ("no plan found", "未找到方案")
        case .timeLimit: ("time limit", "达到时间上限")
        case .nodeLimit: ("node limit", "达到搜索节点上限")
        case .interrupted: ("interrupted", "人为中断")
        case .effortSpent: ("all steps of the method done", "求解步骤已全部完成")
        case .numericalTrouble: ("numerical trouble", "数值困难")
        case .proved: ("proved within the gap asked for", "已证明达到要求的精度")
        case .withinGap: ("within gap", "达到要求精度")
        case .notProved: ("not proved", "未证明达到精度")
        case .summary: ("Summary", "概要")
        case .goals: ("Goals", "目标达成情况")
        case .funding: ("Funding of projects", "资金筹措情况")
        case .mix: ("Funding by kind", "资金构成表")
        case .projects: ("Projects by source of funding", "资金筹措情况表")
        case .allocation: ("Projects by source, in detail", "资金分配明细表")
        case .sourceSection: ("Sources", "资金来源使用情况")
        case .sources: ("Sources: budget, use and rest", "资金来源使用情况表")
        case .periods: ("Sources by period", "分年度资金安排表")
        case .groupSection: ("Groups and classes", "分组与分类汇总")
        case .classes: ("By class of work", "改造类别汇总表")
        case .workSection: ("Works", "改造内容")
        case .works: ("Works by source", "改造内容资金安排表")
        case .ruleSection: ("Rules and choices", "出资规则与选择约束执行情况")
        case .rules: ("Rules", "出资规则执行情况表")
        case .ruleInstances: ("Rules in every scope", "出资规则逐项核对表")
        case .slidingScales: ("Bounds that slide with payments", "随出资比例浮动测算表")
        case .choices: ("Choices and targets", "选择约束执行情况表")
        case .unfundedSection: ("Not funded, and why", "未安排项目及原因")
        case .reasons: ("Reasons, counted", "未安排原因汇总表")
        case .unfundedProjects: ("Projects not funded", "未安排项目及原因表")
        case .unfundedWorks: ("Works not funded in funded projects", "已安排项目中未安排的改造内容")
        case .failedGates: ("Projects that fail a gate", "不符合准入条件的项目")
        case .reconciliation: ("Reconciliation", "勾稽核对")
        case .record: ("Record of the run", "运行记录")
        case .inputs: ("Input files", "输入文件")
        case .options: ("Options", "运行选项")
        case .pots: ("Pots and periods of the sources", "分组、分年度预算执行表")
        case .sweep: ("Values and what they bring", "逐值测算表")
        case .ordinal: ("No.", "序号")
        case .project: ("Project", "项目编号")
        case .projectName: ("Name", "项目名称")
        case .work: ("Work", "改造内容编号")
        case .workClass: ("Class", "类别")
        case .kind: ("Kind", "种类")
        case .component: ("Component", "构成")
        case .start: ("Start", "开工年度")
        case .period: ("Period", "年度")
        case .totalCost: ("Total cost", "总投资")
        case .cost: ("Cost", "费用")
        case .total: ("Total", "合计")
        case .check: ("Check: paid − used", "核对差额")
        case .residual: ("Difference", "差额")
        case .source: ("Source", "资金来源编号")
        case .sourceName: ("Name", "资金来源")
        case .capital: ("Capital", "资金类别")
        case .officialColumn: ("Reported as", "列报科目")
        case .pot: ("Pot", "分组")
        case .budget: ("Budget", "预算")
        case .used: ("Used", "已安排")
        case .left: ("Left", "结余")
        case .useShare: ("Use rate", "使用率")
        case .share: ("Share", "占比")
        case .projectCount: ("Projects", "项目数")
        case .fundedProjectCount: ("Funded projects", "安排项目数")
        case .workCount: ("Works", "改造内容项数")
        case .fundedWorkCount: ("Funded works", "安排改造内容项数")
        case .unfundedCost: ("Cost not funded", "未安排费用")
        case .isMandatory: ("Mandatory", "是否必做")
        case .rule: ("Rule", "规则编号")
        case .title: ("Title", "名称")
        case .payers: ("Payers", "出资方")
        case .sense: ("Sense", "方向")
        case .scope: ("Scope", "适用范围")
        case .tightestInstance: ("Tightest or only case", "最紧（或唯一）对象")
        case .instanceCount: ("Cases", "适用数")
        case .bindingCount: ("Binding cases", "达到界限数")
        case .bound: ("Bound", "界限值")
        case .actual: ("Actual", "实际值")
        case .slack: ("Slack", "余量")
        case .isBinding: ("Binding", "是否达到界限")
        case .citation: ("Basis", "依据")
        case .choice: ("Choice", "约束编号")
        case .demand: ("Demand", "约束类型")
        case .asWritten: ("As written", "原文")
        case .unit: ("Unit", "单位")
        case .goal: ("Goal", "目标")
        case .aim: ("Better", "优化方向")
        case .value: ("Value", "达成值")
        case .provedBound: ("No plan passes", "已证明的界限")
        case .gap: ("Gap at most", "差距上限")
        case .isProved: ("Proved", "是否已证明")
        case .reason: ("Reason", "原因")
        case .explanation: ("Explanation", "原因说明")
        case .needed: ("Needed", "所需资金")
        case .available: ("Left for it", "可用结余")
        case .gates: ("Gates", "准入条件")
        case .file: ("File", "文件")
        case .digest: ("SHA-256", "SHA-256 校验值")
        case .option: ("Option", "选项")
        case .optionValue: ("Value", "取值")
        case .relativeGap: ("Relative gap", "相对差距")
        case .measuredCost: ("Cost that counts", "计入费用")
        case .movedPayments: ("Paid of it", "其中出资")
        case .movedShare: ("Share paid", "出资占比")
        case .floorShare: ("Floor", "最低比例")
        case .points: ("Points", "浮动百分点")
        case .slidingValue: ("Share or amount", "对应比例或标准")
        case .adjustment: ("Adjustment", "浮动调整")
        case .slidingBase: ("Base", "计算基数")
        case .district: ("District", "所在县区")
        case .communities: ("Communities", "小区数")
        case .buildings: ("Buildings", "楼栋数")
        case .households: ("Households", "户数")
        case .areaM2: ("Floor area (m²)", "建筑面积（平方米）")
        case .yearBuilt: ("Year built", "建成年份")
        case .units: ("Stair units", "单元数")
        case .instance: ("Where", "适用对象")
        case .amountHeading: ("Amount", "金额")
        case .demandText: ("Demand", "要求")
        case .wholeValue: ("Of", "总体值")
        case .achieved: ("Reached before later goals", "让步前达成值")
        case .goalID: ("Goal ID", "目标编号")
        case .isCumulative: ("Adds up the periods so far", "是否累计")
        case .changedBy: ("Changed by", "变动幅度")
        case .setTo: ("Set to", "设定值")
        case .status: ("Status", "结论")
        case .stop: ("Stopped by", "停止原因")
        case .requestedGap: ("Gap asked for", "要求精度")
        case .totalFunding: ("Funding in all", "资金合计")
        case .settlementUnit: ("Payments are multiples of", "取整单位")
        case .sumOfWorks: ("Cost of the funded works", "已安排改造内容费用合计")
        case .sumOfProjects: ("Total of the projects", "各项目资金合计")
        case .sumOfSources: ("Use of the sources", "各资金来源使用合计")
        case .workResidual: ("Works whose payments differ from their cost", "出资与费用不符的改造内容数")
        case .sourceResidual: ("Sources whose use differs from their payments", "使用额与出资不符的资金来源数")
        case .grandResidual: ("Difference of the grand totals", "总计差额")
        case .version: ("Version", "程序版本")
        case .solver: ("Solver", "求解器")
        case .linearPrograms: ("Linear programs", "线性规划求解次数")
        case .iterations: ("Simplex iterations", "单纯形迭代次数")
        case .nodes: ("Search nodes", "搜索节点数")
        case .restarts: ("Restarts", "重启次数")
        case .proof: ("Proof", "证明方式")
        case .proofContradiction: ("contradiction in the demands", "要求自相矛盾")
        case .proofSearch: ("complete search", "完整搜索")
        case .contradiction: ("Contradiction", "矛盾之处")
        case .branches: ("Branches", "分支数")
        case .fundedProjects: ("Funded projects", "安排项目数")
        case .fundedWorks: ("Funded works", "安排改造内容项数")
        case .eligibleProjects: ("Projects that pass the gates", "符合准入条件的项目数")
        case .method: ("How goals were optimised", "目标优化方法")
        case .methodBlocks: ("price method, block by block", "价格分解法，逐块优化")
        case .methodBlocksAndSearch:
            (
                "price method, block by block, then a search over the whole programme",
                "价格分解法逐块优化，再对全部项目整体搜索"
            )
        case .methodWholeProgram: ("search over the whole programme", "对全部项目整体搜索")
        case .yes: ("yes", "是")
        case .no: ("no", "否")
        case .openBudget: ("open", "不限")
        case .minimize: ("smaller is better", "越小越好")
        case .maximize: ("larger is better", "越大越好")
        case .central: ("Central", "中央资金")
        case .local: ("Local", "地方资金")
        case .utility: ("Utility operators", "专业经营单位资金")
        case .resident: ("Residents", "居民出资")
        case .social: ("Social capital", "社会资本")
        case .atLeast: ("at least", "不低于")
        case .atMost: ("at most", "不高于")
        case .exactly: ("exactly", "等于")
        case .eachWork: ("each work", "每项改造内容")
        case .eachProject: ("each project", "每个项目")
        case .eachPeriod: ("each period", "每个年度")
        case .wholeProgramme: ("whole programme", "全部项目")
        case .must: ("must be funded", "必选")
        case .never: ("must not be funded", "不得安排")
        case .together: ("all or none", "同进同退")
        case .exactlyOne: ("exactly one", "恰选一项")
        case .atMostOne: ("at most one", "至多选一项")
        case .needs: ("needs others", "以其他项为前提")
        case .target: ("target", "总量目标")
        case .shareLimit: ("limit on a share", "比例限制")
        case .unitProjects: ("projects", "个项目")
        case .unitWorks: ("works", "项改造内容")
        case .noGroup: ("(blank)", "（空白）")
        case .yuan: ("yuan", "元")
        case .wanYuan: ("10k yuan", "万元")
        case .yiYuan: ("100m yuan", "亿元")
        case .basic: ("Basic", "基础类")
        case .completion: ("Completion", "完善类")
        case .upgrade: ("Upgrade", "提升类")
        case .safety: ("Safety", "安全底线类")
        case .civil: ("Civil works", "土建")
        case .equipment: ("Equipment", "设备")
        case .measureProjects: ("the number of funded projects", "安排项目数")
        case .measureWorks: ("the number of funded works", "安排改造内容项数")
        case .reasonGates: ("fails a gate", "不符合准入条件")
        case .reasonChoice: ("ruled out by a choice", "被选择约束排除")
        case .reasonNoPossibleStart: ("no possible start", "无可行开工年度")
        case .reasonNobodyMayPay: ("nobody may pay", "无可出资来源")
        case .reasonMoneyShort: ("money short", "资金不足")
        case .reasonNotSelected: ("not selected", "未入选")
        case .reasonProjectNotFunded: ("project not funded", "所属项目未安排")
        case .blankValue: ("blank", "空白")
        case .annexSection: ("Beside the plan", "指标、备查账与数据校核")
        case .derivedColumns: ("Derived columns", "计算列说明")
        case .derivedColumn: ("Column", "计算列")
        case .keyFigures: ("Key figures", "关键指标表")
        case .keyFigure: ("Figure", "指标")
        case .figureValue: ("Value", "数值")
        case .exactValue: ("Exactly", "精确值")
        case .computedAs: ("Computed as", "计算式")
        case .identifier: ("ID", "编号")
        case .memos: ("Kept out of the funding table", "备查账（不计入资金筹措）")
        case .memo: ("Ledger", "备查账")
        case .fundedProjectsOnly: ("Funded projects", "已安排项目")
        case .allProjects: ("All projects", "全部项目")
        case .note: ("Note", "说明")
        case .dataChecks: ("Checks of the data", "数据校核表")
        case .dataCheck: ("Check", "校核事项")
        case .leftSide: ("Left side", "左端")
        case .rightSide: ("Right side", "右端")
        case .checkedRows: ("Checked", "校核数")
        case .failedRows: ("Not met", "不符数")
        case .holds: ("Holds", "是否相符")
        case .ranking: ("Order of selection", "排序与入选情况")
        case .rankedWorks: ("Optional works in their order", "非必改内容依次安排情况")
        case .orderCost: ("What the order costs", "按排序安排与最优方案对比")
        case .rank: ("Place", "排序")
        case .score: ("Score", "得分")
        case .tier: ("Comes first because", "优先依据")
        case .tieBreak: ("Tie broken by", "同分依据")
        case .decision: ("Decision", "入选情况")
        case .decisionAccepted: ("accepted", "入选")
        case .decisionDoesNotFit: ("does not fit", "无法安排")
        case .decisionBehind: ("behind one that does not fit", "排在止步项目之后")
        case .decisionOpen: ("not decided", "未能确定")
        case .withOrder: ("In order", "按排序")
        case .withoutOrder: ("Without order", "不按排序")
        case .orderDifference: ("Difference", "相差")
        case .selectionMethod: ("Projects chosen", "项目选定方式")
        case .selectionRanked: ("in an order", "按排序")
        case .optimalInOrder: ("proved for the order", "已证明（按排序）")
        case .water: ("Water", "供水")
        case .power: ("Power", "供电")
        case .gas: ("Gas", "供气")
        case .heat: ("Heat", "供热")
        case .telecom: ("Telecom", "通信")
        case .drainage: ("Drainage", "排水")
        case .sewer: ("Sewers", "雨污分流")
        case .road: ("Roads", "道路")
        case .trench: ("Trenches", "管沟")
        case .greening: ("Greening", "绿化")
        case .parking: ("Parking", "停车")
        case .charging: ("Charging", "充电设施")
        case .lighting: ("Lighting", "照明")
        case .elevator: ("Elevators", "加装电梯")
        case .insulation: ("Insulation", "外墙保温")
        case .roofWall: ("Roofs and walls", "屋面外墙")
        case .fire: ("Fire safety", "消防")
        case .security: ("Security", "安防")
        case .elderlyCare: ("Elderly care", "养老服务")
        case .nursery: ("Nursery", "托育服务")
        case .community: ("Community service", "社区服务")
        case .barrierFree: ("Barrier-free access", "无障碍设施")
        case .smartSensing: ("Smart sensing", "智慧感知设施")
        }
    }
}
