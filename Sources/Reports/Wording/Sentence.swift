/// A sentence of a report in both languages.
///
/// Places `{0}`, `{1}` and so on are filled with figures and names.
enum Sentence: String, Hashable, Sendable, CaseIterable {
    // Status sentences.
    case optimal, withinGap, noGoal, feasible, feasibleUnbounded, verified, funded, nothingFunded,
        eligible, runningOn, infeasible, contradiction, branches, notFound, stopTimeLimit,
        stopNodeLimit, stopInterrupted, stopEffortSpent, stopNumericalTrouble, goalMet, goalAtMost,
        goalAtLeast, goalUnbounded,
        gatesAll, gatesSome, gatesNone, gateInSequence, residuals, notReconciled, reproduce,
        goalDrawn, notReproducible
    // Counted things.
    case oneProject, manyProjects, oneWork, manyWorks, oneBranch, manyBranches, amount
    // Sections and tables.
    case groups
    // Columns.
    case inYuanPer, upTo
    // Values.
    case eachGroup
    // Limits of rules.
    case limitAtLeast, limitAtMost, limitExactly, boundShareOfCost, boundShareOfPayments,
        boundRate, boundColumn, boundSteps, boundStepsPer, boundSlidingCost, boundSlidingColumn,
        boundSlidingAmount, boundSlidingRate, goalMaximize, goalMinimize, measureSum,
        measurePayments, measureBurden, measureConditional
    // Reasons.
    case becauseGates, gateAsWritten, gateWithCitation, gateValues, valueOfColumn, becauseChoice,
        becauseNoPossibleStart, becauseNoPossibleStartAtAll, becauseNobodyMayPay,
        becauseMoneyShort, becauseNotSelected, becauseProjectNotFunded
    // Selection in an order.
    case rankedProved, rankedWithinGap, rankedFeasible, rankedGoalMet, rankedGoalAtMost,
        rankedGoalAtLeast, rankedStops, rankedSkips, orderCosts, orderCostsNothing, orderAtMost,
        orderAtLeast, becauseRankedMoney, becauseRankedLimits, becauseRankedSearch,
        becauseRankedBehind, becauseRankedOpen, limitBudget, limitRule, limitChoice, limitClassOrder
    // Sweeps.
    case sweepTitle, sweepRows, sweepCount, sweepGoal, sweepAtMost, sweepAtLeast, sweepGap,
        sweepUnit
    // Running works and changes.
    case becauseNotFinished, noteLeftToPay, runningWorks, noteCommitments, changesInAll,
        changesGone, unchangedProjects
    // Notes.
    case noteUnit, noteMoreRows, noteExcerpt, noteHiddenColumns, noteRoundedBounds, noteSharesCut,
        noteCarryOver, noteOpenBudget, noteCheckRow, noteWorksOfUnfunded, noteTightest, noteSliding,
        noteFiguresRounded, noteMemo,
        noteNoRows, reportTitle, noPlanTitle, notFoundTitle, listSeparator, colon, unnamed, comma,
        enumeration, and

    /// The text in a language with its places as they are.
    func pattern(in language: Language) -> String {
        language == .english ? patterns.english : patterns.chinese
    }

    /// The text in a language with its places filled.
    ///
    /// - Complexity: O(*n*) for *n* characters.
    func text(in language: Language, _ parts: [String] = []) -> String {
        Sentence.filled(pattern(in: language), parts)
    }

    /// A pattern with its places filled.
    ///
    /// - Complexity: O(*n*) for *n* characters.
    static func filled(_ pattern: String, _ parts: [String]) -> String {
        // Files have millions of sentences: bytes are found faster than characters.
        var (text, rest) = ("", Substring(pattern))
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
            let close = rest.utf8[open...].firstIndex(of: UInt8(ascii: "}"))
        {
            text += rest[..<open]
            let place = Int(rest[rest.utf8.index(after: open)..<close])
            if let place, parts.indices.contains(place) { text += parts[place] }
            rest = rest[rest.utf8.index(after: close)...]
        }
        return text + rest
    }

    private var patterns: (english: String, chinese: String) {
        switch self {
        case .optimal:
            (
                "Proved optimal: no plan that meets all rules is better.",
                "已证明最优：在满足全部规则的方案中，没有更好的方案。"
            )
        case .withinGap:
            (
                """
                Proved optimal within the gap of {0} that was asked for: no plan that meets all \
                rules is better by more than {1}.
                """,
                "已证明在要求的精度（{0}）内最优：满足全部规则的方案，至多再改进{1}。"
            )
        case .noGoal:
            (
                "The plan meets all rules. The scenario sets no goal, so none was optimised.",
                "方案满足全部规则。方案设定中没有目标，因此未作优化。"
            )
        case .feasible:
            (
                "Feasible, not proved optimal: at most {0} from the best possible.",
                "方案可行，但未证明最优：与可能的最好结果相差至多{0}。"
            )
        case .feasibleUnbounded:
            (
                "Feasible, not proved optimal: how far it is from the best possible is not proved.",
                "方案可行，但未证明最优：与最好结果相差多少尚无证明。"
            )
        case .verified:
            (
                """
                Every payment, budget, gate, rule and choice was checked again in exact \
                integers, independently of the solver.
                """,
                "全部出资、预算、准入条件、出资规则和选择约束均已由独立于求解器的校核程序按整数精确复核。"
            )
        case .funded: ("Funded: {0} with {1}, {2} in all.", "共安排{0}、{1}，资金合计{2}。")
        case .nothingFunded: ("No project is funded.", "没有安排任何项目。")
        case .eligible:
            (
                "Of {0}, the gates let {1} through, and the plan funds {2}.",
                "纳入测算{0}，其中符合准入条件{1}，获得安排{2}。"
            )
        case .runningOn:
            (
                "Running already, and going on although a gate fails: {0}.",
                "另有{0}不符合准入条件，但属续建项目，继续安排。"
            )
        case .infeasible: ("It is proved that no plan meets all rules.", "已证明：不存在满足全部规则的方案。")
        case .contradiction: ("The contradiction: {0}.", "矛盾之处：{0}。")
        case .branches:
            (
                "The search ended in {0}; each is proved, with outward rounding, to hold no plan.",
                "搜索共有{0}，每个分支均经向外舍入复核，证明其中没有可行方案。"
            )
        case .notFound:
            (
                "No plan was found. It is not proved that none exists.",
                "未找到可行方案，但也未证明可行方案不存在。"
            )
        case .stopTimeLimit: ("The search stopped at the time limit.", "搜索因达到时间上限而停止。")
        case .stopNodeLimit: ("The search stopped at the node limit.", "搜索因达到节点上限而停止。")
        case .stopInterrupted: ("The search was interrupted by the user.", "搜索由用户中断。")
        case .stopEffortSpent:
            (
                "The method did all its steps and could prove no more; --gap and --time-limit do not"
                    + " extend them.",
                "求解方法的步骤已全部完成，无法进一步证明；--gap 与 --time-limit 不会增加步骤。"
            )
        case .stopNumericalTrouble:
            (
                "The search stopped because the solver could prove no more.",
                "求解器无法继续证明，搜索因此停止。"
            )
        case .goalMet: ("Goal ({0}): {1}; no plan can do better.", "目标（{0}）：{1}，没有方案能做得更好。")
        case .goalAtMost:
            (
                "Goal ({0}): {1}; no plan can exceed {2}, a gap of at most {3}.",
                "目标（{0}）：{1}，任何方案都不会超过{2}，相差至多{3}。"
            )
        case .goalAtLeast:
            (
                "Goal ({0}): {1}; no plan can go below {2}, a gap of at most {3}.",
                "目标（{0}）：{1}，任何方案都不会低于{2}，相差至多{3}。"
            )
        case .goalUnbounded: ("Goal ({0}): {1}; no bound is proved.", "目标（{0}）：{1}，尚无已证明的界限。")
        case .gatesAll: ("None of {0} passes the gates.", "纳入测算的{0}均不符合准入条件。")
        case .gatesSome: ("The gates keep out {0} of {1}.", "{1}中有{0}不符合准入条件，未予考虑。")
        case .gatesNone: ("Every project passes the gates.", "全部项目均符合准入条件。")
        case .gateInSequence:
            (
                "Each goal is held while the next is optimised.",
                "各目标按先后顺序优化，优化后一目标时保持前一目标的结果。"
            )
        case .residuals:
            (
                """
                Rows add up to the cost of the works, columns to the use of the sources, and \
                the grand totals agree: the difference is {0}.
                """,
                "各行合计等于改造内容费用，各列合计等于资金来源使用额，总计一致，差额为{0}。"
            )
        case .notReconciled:
            (
                "The sums do not agree. This report must not be used.",
                "合计数不一致，本报告不得使用。"
            )
        case .reproduce:
            (
                """
                The same version with the same input and options gives the same files, byte for \
                byte.
                """,
                "同一版本、同一输入、同一选项得到逐字节相同的文件。"
            )
        case .goalDrawn:
            (
                "The plan has {0}: later goals may draw {1} on it.",
                "方案最终为{0}：允许后续目标使其让步{1}。"
            )
        case .notReproducible:
            (
                """
                The search was ended from outside: another run of the same input may give \
                another plan.
                """,
                "搜索因外部原因提前结束，同一输入再次运行可能得到不同方案。"
            )
        case .oneProject: ("{0} project", "{0}个项目")
        case .manyProjects: ("{0} projects", "{0}个项目")
        case .oneWork: ("{0} work", "{0}项改造内容")
        case .manyWorks: ("{0} works", "{0}项改造内容")
        case .oneBranch: ("{0} branch", "{0}个分支")
        case .manyBranches: ("{0} branches", "{0}个分支")
        case .amount: ("{0} {1}", "{0}{1}")
        case .groups: ("By {0}", "按“{0}”汇总表")
        case .inYuanPer: ("{0} per {1}", "{0}/{1}")
        case .upTo: ("up to {0}", "截至{0}")
        case .eachGroup: ("each {0}", "每个{0}")
        case .limitAtLeast: ("at least {0}", "不低于{0}")
        case .limitAtMost: ("at most {0}", "不高于{0}")
        case .limitExactly: ("exactly {0}", "等于{0}")
        case .boundShareOfCost: ("{0} of the cost", "费用的{0}")
        case .boundShareOfPayments: ("{0} of the payments of {1}", "{1}的{0}")
        case .boundRate: ("{0} per '{1}'", "每单位“{1}”{0}")
        case .boundColumn: ("the amount in '{0}'", "“{0}”列的金额")
        case .boundSteps: ("by steps of '{0}'", "按“{0}”分档")
        case .boundStepsPer: ("by steps of '{0}', per '{1}'", "按“{0}”分档，按“{1}”计量")
        case .boundSlidingCost:
            (
                "the share of the cost that follows from the share that {0} pay",
                "按{0}占比浮动的费用比例"
            )
        case .boundSlidingColumn:
            (
                "the share of '{1}' that follows from the share that {0} pay",
                "按{0}占比浮动的“{1}”比例"
            )
        case .boundSlidingAmount:
            ("the amount that follows from the share that {0} pay", "按{0}占比浮动的金额")
        case .boundSlidingRate:
            (
                "the amount per '{1}' that follows from the share that {0} pay",
                "按{0}占比浮动的每单位“{1}”金额"
            )
        case .goalMaximize: ("maximize {0}", "{0}最大")
        case .goalMinimize: ("minimize {0}", "{0}最小")
        case .measureSum: ("the sum of {0}", "{0}合计")
        case .measurePayments: ("the payments of {0}", "{0}合计")
        case .measureBurden: ("the largest burden of {0} per {1}", "单位{1}的{0}最高负担")
        case .measureConditional: ("{0}, under a condition", "{0}（附条件）")
        case .becauseGates: ("Fails {0}.", "不符合准入条件：{0}。")
        case .gateAsWritten: ("gate '{0}' ({1})", "“{0}”（{1}）")
        case .gateWithCitation: ("gate '{0}' ({1}; {2})", "“{0}”（{1}；依据：{2}）")
        case .gateValues: ("{0}: here {1}", "{0}，实际{1}")
        case .valueOfColumn: ("{0} = {1}", "{0} = {1}")
        case .becauseChoice: ("Choice '{0}' ({1}) rules it out in this plan.", "被选择约束“{0}”（{1}）排除。")
        case .becauseNoPossibleStart:
            (
                "No start lets all its works be paid within the periods {0} to {1}.",
                "在{0}至{1}年度内，没有可使全部改造内容付清的开工年度。"
            )
        case .becauseNoPossibleStartAtAll:
            (
                "No start lets all its works be paid within the programme.",
                "没有可使全部改造内容付清的开工时间。"
            )
        case .becauseNobodyMayPay:
            (
                "No source may pay its work '{0}' ({1}).",
                "改造内容“{0}”（{1}）没有可以出资的资金来源。"
            )
        case .becauseMoneyShort:
            (
                "Needs {0}; the sources that may pay it have {1} left, {2} too little.",
                "所需资金{0}，可出资的资金来源结余{1}，缺口{2}。"
            )
        case .becauseNotSelected:
            (
                """
                A plain sum of the money left does not rule it out: a rule, a choice or a split of \
                the money stands in the way, or the goals are served better without it.
                """,
                "仅按结余合计并不能排除；受出资规则、选择约束或资金搭配限制，或按目标排序未能入选。"
            )
        case .becauseProjectNotFunded: ("Its project is not funded.", "所属项目未获安排。")
        case .rankedProved:
            (
                """
                Proved: the order chooses exactly these projects, and no plan that funds them is \
                better.
                """,
                "已证明：按排序应选的正是这些项目；在选定这些项目的方案中，没有更好的方案。"
            )
        case .rankedWithinGap:
            (
                """
                Proved: the order chooses exactly these projects, and within the gap of {0} that was \
                asked for no plan that funds them is better by more than {1}.
                """,
                "已证明：按排序应选的正是这些项目；在要求的精度（{0}）内，选定这些项目的方案至多再改进{1}。"
            )
        case .rankedFeasible:
            (
                """
                The plan meets all rules. Not all is proved: either that the order chooses exactly \
                these projects and works, or how far the plan is from the best that funds them.
                """,
                "方案满足全部规则，但尚未全部证明：或未证明按排序应选的正是这些项目和改造内容，或未证明与选定后最好方案的差距。"
            )
        case .rankedGoalMet:
            (
                "Goal ({0}): {1}; no plan with the projects that the order chooses can do better.",
                "目标（{0}）：{1}，按排序选定项目后没有方案能做得更好。"
            )
        case .rankedGoalAtMost:
            (
                """
                Goal ({0}): {1}; no plan with the projects that the order chooses can exceed {2}, a \
                gap of at most {3}.
                """,
                "目标（{0}）：{1}，按排序选定项目后任何方案都不会超过{2}，相差至多{3}。"
            )
        case .rankedGoalAtLeast:
            (
                """
                Goal ({0}): {1}; no plan with the projects that the order chooses can go below {2}, a \
                gap of at most {3}.
                """,
                "目标（{0}）：{1}，按排序选定项目后任何方案都不会低于{2}，相差至多{3}。"
            )
        case .rankedStops:
            (
                """
                Projects are taken in the order of the table, {0} of {1}; the first that does not fit \
                ends the order.
                """,
                "按下表排序依次安排项目，入选{0}（共{1}）；遇到第一个无法安排的项目即止。"
            )
        case .rankedSkips:
            (
                """
                Projects are taken in the order of the table, {0} of {1}; one that does not fit is \
                passed over.
                """,
                "按下表排序依次安排项目，入选{0}（共{1}）；无法安排的项目跳过，继续安排后面的项目。"
            )
        case .orderCosts:
            (
                "The order costs {3} in the first goal ({0}): {1} with it, {2} without it.",
                "按排序安排的代价：首要目标（{0}）按排序为{1}，不按排序可达{2}，相差{3}。"
            )
        case .orderCostsNothing:
            (
                """
                The order costs nothing in the first goal ({0}): {1}, and without it no better plan was \
                found.
                """,
                "按排序安排没有代价：首要目标（{0}）为{1}，不按排序也未找到更好的方案。"
            )
        case .orderAtMost: ("Proved: no plan at all can exceed {0}.", "已证明：任何方案都不会超过{0}。")
        case .orderAtLeast:
            ("Proved: no plan at all can go below {0}.", "已证明：任何方案都不会低于{0}。")
        case .becauseRankedMoney:
            (
                """
                Does not fit beside what comes before it in the order: needs {0} from {3}; {1} are \
                left, {2} too little.
                """,
                "安排排序靠前者之后无法再安排：需要{3}{0}，结余{1}，缺口{2}。"
            )
        case .becauseRankedLimits:
            (
                "Does not fit beside what comes before it in the order: in the way stand {0}.",
                "安排排序靠前者之后无法再安排：受以下限制：{0}。"
            )
        case .becauseRankedSearch:
            (
                "Does not fit beside what comes before it in the order: a search proved it in {0}.",
                "安排排序靠前者之后无法再安排：搜索共{0}，均已证明没有可行方案。"
            )
        case .becauseRankedBehind:
            (
                "Comes behind '{0}' in the order, which does not fit and ends it.",
                "排序位于无法安排的“{0}”之后，到此为止。"
            )
        case .becauseRankedOpen:
            (
                "Neither was a plan with it found nor is it proved that there is none.",
                "既未找到能安排它的方案，也未证明不存在这样的方案。"
            )
        case .limitBudget: ("the budget of '{0}'", "“{0}”的预算")
        case .limitRule: ("rule '{0}'", "出资规则“{0}”")
        case .limitChoice: ("choice '{0}'", "选择约束“{0}”")
        case .limitClassOrder: ("the order of the classes", "类别先后次序")
        case .sweepTitle: ("{0}: sweep of {1}", "{0}：{1}逐值测算")
        case .sweepRows:
            (
                """
                Each row is a plan of its own: projects and works that it funds, what each goal \
                reaches, the bound that no plan with this value passes, and the largest distance \
                between the two.
                """,
                "每行对应一个独立方案：安排的项目数和改造内容项数、各目标的达成值、该设定下任何方案都不能超越的界限，以及两者的最大差距。"
            )
        case .sweepCount:
            (
                "Values planned: {0} of {1}. Proved within the gap asked for: {2}.",
                "已测算设定值{0}个（共{1}个），其中已证明达到要求精度的{2}个。"
            )
        case .sweepGoal: ("Goal {0}: {1}, in {2}.", "目标{0}：{1}，单位：{2}。")
        case .sweepAtMost: ("{0} at most", "{0}至多")
        case .sweepAtLeast: ("{0} at least", "{0}至少")
        case .sweepGap: ("{0} gap", "{0}差距")
        case .sweepUnit: ("{0} ({1})", "{0}（{1}）")
        case .becauseNotFinished:
            (
                """
                One of its works is paid over several periods, and all works are to be done in the \
                period of the start.
                """,
                "有改造内容需跨年度支付，而方案要求当年开工、当年完工。"
            )
        case .noteLeftToPay:
            (
                "For running works, the cost is what is left to pay from the first period on.",
                "续建改造内容的费用，按扣除以前年度已支付资金后的待安排数列示。"
            )
        case .runningWorks:
            (
                """
                Running works go on in every plan: what was paid stays paid, what was promised is \
                kept, and money paid before the first period counts in rules, not in budgets.
                """,
                "续建改造内容一律继续安排：已支付资金不变，已承诺资金予以保证；以前年度已支付资金计入出资规则，不占用本方案预算。"
            )
        case .noteCommitments:
            (
                """
                In the plan: what the source pays for the work in that period, never less than what \
                is paid or promised for it.
                """,
                "本方案安排：该资金来源在该年度对该改造内容的出资，不低于已支付和已承诺金额。"
            )
        case .changesInAll:
            (
                """
                Against the published plan, added: {0}; dropped: {1}. Of the published money, {2} no \
                longer goes from its source to its work. In all {3} were published, and {4} are \
                planned now.
                """,
                "与已公布方案相比：新增{0}，取消{1}；已公布资金中{2}不再由原资金来源用于原改造内容。已公布方案合计{3}，本方案合计{4}。"
            )
        case .changesGone:
            (
                """
                What the scenario no longer has is listed as gone; it counts neither as a changed \
                project nor as moved money.
                """,
                "现方案设定中已不存在的项目、改造内容、资金来源或年度单独列示，不计入变动项目数和调出资金。"
            )
        case .unchangedProjects: ("All other projects", "其余项目")
        case .noteUnit: ("Unit: {0}", "单位：{0}")
        case .noteMoreRows: ("… and {0} more, see {1}", "……其余{0}行见{1}")
        case .noteExcerpt:
            (
                "The table has {0} rows, of which the first {1} are shown; all are in {2}.",
                "本表共{0}行，此处列出前{1}行；全部行见{2}。"
            )
        case .noteHiddenColumns: ("Not shown here: {0}; see {1}", "此处未列出：{0}；见{1}")
        case .noteRoundedBounds:
            (
                "Bounds that are no finite decimal are rounded to the fen; {0} keeps them exact.",
                "界限值为无限小数的，四舍五入到分；精确值见{0}。"
            )
        case .noteSharesCut:
            (
                "Rates of use are cut, not rounded: 100 % means that nothing is left.",
                "使用率只舍不入：100% 表示已全部用完。"
            )
        case .noteCarryOver:
            (
                """
                A source that carries over may spend later what a period leaves; the rest of a \
                period counts what came over.
                """,
                "可结转的资金来源，上年度结余可用于以后年度；各年度结余含上年结转。"
            )
        case .noteOpenBudget: ("An open budget pays as much as is needed.", "“不限”指按需出资，不设预算上限。")
        case .noteCheckRow:
            (
                """
                The check row subtracts each source's use, computed on its own, from the sum of \
                its column.
                """,
                "核对差额 = 本列合计 − 另行计算的资金来源使用额。"
            )
        case .noteWorksOfUnfunded:
            (
                "The works of projects that are not funded are not listed.",
                "未安排项目的改造内容不逐项列出。"
            )
        case .noteTightest:
            (
                """
                Where a rule holds in each work or project, the case with the least slack is \
                shown; all cases are in {0}.
                """,
                "按每项改造内容或每个项目适用的规则，列出余量最小的对象；全部对象见{0}。"
            )
        case .noteFiguresRounded:
            (
                "Figures are rounded to the decimals shown, halves away from zero; {0} keeps them exact.",
                "指标按所示位数四舍五入；精确值见{0}。"
            )
        case .noteMemo:
            (
                "No source pays this money, and no total of the plan contains it.",
                "备查账的金额不由任何资金来源支付，不计入方案的任何合计。"
            )
        case .noteSliding:
            (
                """
                Points = share paid − floor, over the funded works that count; the adjustment is the \
                share or amount at these points less that at the floor.
                """,
                "浮动百分点 = 出资占比 − 最低比例，按计入的已安排改造内容计算；浮动调整 = 该百分点对应值 − 最低比例处的对应值。"
            )
        case .noteNoRows: ("None.", "无。")
        case .reportTitle: ("{0}: funding plan", "{0}资金方案")
        case .noPlanTitle: ("{0}: no plan", "{0}资金方案（无可行方案）")
        case .notFoundTitle: ("{0}: no plan found", "{0}资金方案（未找到方案）")
        case .listSeparator: ("; ", "；")
        case .colon: (": ", "：")
        case .unnamed: ("Untitled programme", "未命名")
        case .comma: (", ", "，")
        case .enumeration: (", ", "、")
        case .and: (" and ", "和")
        }
    }
}
