/// A text of a report on shares in both languages; places `{0}`, `{1}` and so on are filled.
enum ShareWording: String, Hashable, Sendable, CaseIterable {
    // Grants.
    case grantTitle, grantSplit, grantReconciled, grantSize, grantScaled, grantUnscaled,
        grantNobodyUnscaled, grantReward, grantRounding, grant, regions, region, difficulty,
        performance, pool, settledTo, sumOfAmounts, amount, factorSection, factors, factor, weight,
        columns, isScaled, factorShares, sizeShare, rewardShare, poolShare, regionCount
    // Bills.
    case billsTitle, billsSplit, billsReconciled, billsRefused, billsRounding, consentPassed,
        consentFailed, earmarked, byFloors, byArea, byEqual, byPersons, byMix, weighted, bills,
        building, stair, unitOfFlats, floor, flat, flatID, area, persons, coefficient,
        coefficientSum, payerCoefficientSum, split, shareOfUnit, costPart, subsidy, other, payable,
        payableIfAllPaid, remark,
        units, flats, flatCount, payerCount, unitCost, net, billed, difference, channels, channel,
        cash, providentFund, maintenanceFund, commonIncome, donation, labour, earmarks, pot, paid,
        consent, participationByArea, participationByPersons, approvalByArea, approvalByPersons,
        isPassed, refuses
    // Notices.
    case noticesTitle, notice, noticeText, noticeWithoutConsent, workedOut, basis

    /// The text in a language with its places filled.
    ///
    /// - Complexity: O(*n*) for *n* characters.
    func text(in language: Language, _ parts: [String] = []) -> String {
        Sentence.filled(pattern(in: language), parts)
    }

    /// The text in a language with its places as they are.
    func pattern(in language: Language) -> String {
        language == .english ? texts.english : texts.chinese
    }

    private var texts: (english: String, chinese: String) {
        switch self {
        case .grantTitle: ("{0}: grant by the factor method", "{0}（因素法资金分配）")
        case .grantSplit:
            (
                "{0} are split by the factor method; regions: {1}, factors: {2}.",
                "{0}按因素法分配到{1}个地区，共{2}个因素。"
            )
        case .grantReconciled:
            (
                "The amounts add up to the pool; difference {0}.",
                "各地区分配额合计等于资金总额，差额{0}。"
            )
        case .grantSize:
            (
                "A region's size share adds up its shares of the factors, each with its weight: {0}.",
                "规模占比 = 各因素占比按权重加总：{0}。"
            )
        case .grantScaled:
            (
                "The difficulty coefficient multiplies the factors before shares are taken.",
                "计算占比前，各因素先乘以财政困难程度系数。"
            )
        case .grantUnscaled:
            (
                "The difficulty coefficient multiplies the factors before shares are taken, but not: {0}.",
                "计算占比前，各因素先乘以财政困难程度系数，但以下因素除外：{0}。"
            )
        case .grantNobodyUnscaled:
            ("No difficulty coefficient counts.", "不使用财政困难程度系数。")
        case .grantReward:
            (
                "Of the pool, {0} go by the size share, and {1} in proportion to size share times {2}.",
                "资金总额的{0}按规模占比分配，{1}按规模占比乘以{2}的比例分配。"
            )
        case .grantRounding:
            (
                """
                Shares are exact fractions and are cut for display; amounts are made whole multiples \
                of {0} by largest remainders, equal ones in order of the regions' names.
                """,
                "占比为精确分数，显示时截断；分配额以{0}为单位，按最大余数法取整，余数相同的按地区名称排序。"
            )
        case .grant: ("Grant", "资金分配")
        case .regions: ("Regions", "资金分配表")
        case .region: ("Region", "地区")
        case .difficulty: ("Difficulty", "财政困难程度系数")
        case .performance: ("Performance", "绩效")
        case .pool: ("Pool", "资金总额")
        case .settledTo: ("Amounts are multiples of", "取整单位")
        case .sumOfAmounts: ("Sum of the amounts", "分配额合计")
        case .amount: ("Amount", "分配额")
        case .factorSection: ("Factors", "分配因素")
        case .factors: ("Factors and weights", "因素权重表")
        case .factor: ("Factor", "因素")
        case .weight: ("Weight", "权重")
        case .columns: ("Product of", "计算列")
        case .isScaled: ("Times difficulty", "是否乘困难系数")
        case .factorShares: ("Shares of each factor", "因素占比表")
        case .sizeShare: ("Size share", "规模占比")
        case .rewardShare: ("Share of the reward", "奖励占比")
        case .poolShare: ("Share of the pool", "分配占比")
        case .regionCount: ("Regions", "地区数")
        case .billsTitle: ("{0}: household bills", "{0}（居民出资分摊）")
        case .billsSplit:
            (
                "Flats: {1}, of which {0} pay; stair units: {2}; payable in all: {3}; shares go {4}.",
                "共{2}个单元{1}户，其中{0}户出资，合计{3}；分摊方式：{4}。"
            )
        case .billsReconciled:
            (
                "The bills of each unit add up to its net cost; largest difference {0}.",
                "各单元居民出资合计等于该单元净费用，最大差额{0}。"
            )
        case .billsRefused:
            (
                """
                Flats that refuse to pay: {0}; what they would pay goes to the payers of their unit \
                in proportion to their shares.
                """,
                "不出资户数：{0}；其应出资额由同单元出资户按各自占比分担。"
            )
        case .billsRounding:
            (
                """
                Shares are exact fractions and are cut for display; payments are made whole multiples \
                of {0} by largest remainders, equal ones from the lowest floor up, then by flat.
                """,
                "占比为精确分数，显示时截断；出资额以{0}为单位，按最大余数法取整，余数相同的先低楼层、再按房屋编号。"
            )
        case .consentPassed:
            ("The vote is passed in every unit.", "各单元表决均已通过。")
        case .consentFailed:
            (
                "The vote is not passed in: {0}. Without consent these bills have no basis.",
                "以下单元表决未通过：{0}。未经表决通过，不得据此收款。"
            )
        case .earmarked:
            (
                "Channel {0} is earmarked for {1} and pays nothing here.",
                "{0}限用于{1}，本次不予使用。"
            )
        case .byFloors:
            (
                "by floor coefficient, on each floor by area",
                "按楼层系数分摊，同楼层按面积分摊"
            )
        case .byArea: ("by area", "按面积分摊")
        case .byEqual: ("equally by household", "按户平均分摊")
        case .byPersons: ("by persons", "按人数分摊")
        case .byMix: ("in parts: {0}", "组合分摊：{0}")
        case .weighted: ("{0} {1}", "{1}占{0}")
        case .bills: ("Household bills", "居民出资分摊表")
        case .building: ("Building", "楼栋")
        case .stair: ("Stair", "单元")
        case .unitOfFlats: ("Stair unit", "楼栋单元")
        case .floor: ("Floor", "楼层")
        case .flat: ("Flat", "房号")
        case .flatID: ("Flat ID", "房屋编号")
        case .area: ("Area (m²)", "面积（平方米）")
        case .persons: ("Persons", "人数")
        case .coefficient: ("Coefficient", "楼层系数")
        case .coefficientSum: ("Sum of coefficients", "楼层系数合计")
        case .payerCoefficientSum: ("Of payers", "其中出资户系数合计")
        case .split: ("Shared", "分摊方式")
        case .shareOfUnit: ("Share", "占比")
        case .costPart: ("Part of the cost", "分摊费用")
        case .subsidy: ("Subsidy", "财政补贴")
        case .other: ("Other money", "其他资金")
        case .payable: ("Payable", "应缴金额")
        case .payableIfAllPaid: ("If all paid", "全部出资时")
        case .remark: ("Remark", "备注")
        case .units: ("Stair units", "单元费用表")
        case .flats: ("Flats", "户数")
        case .flatCount: ("Flats", "户数")
        case .payerCount: ("Paying flats", "出资户数")
        case .unitCost: ("Cost", "费用")
        case .net: ("Net cost", "净费用")
        case .billed: ("Billed", "出资合计")
        case .difference: ("Difference", "差额")
        case .channels: ("Channels", "缴费渠道汇总表")
        case .channel: ("Channel", "缴费渠道")
        case .cash: ("Cash", "现金")
        case .providentFund: ("Provident fund", "住房公积金")
        case .maintenanceFund: ("Maintenance fund", "住宅专项维修资金")
        case .commonIncome: ("Common income", "公共收益")
        case .donation: ("Donation", "捐赠")
        case .labour: ("Labour", "投工投劳")
        case .earmarks: ("Earmarked for", "限定用途")
        case .pot: ("Pot", "总额度")
        case .paid: ("Paid", "缴纳金额")
        case .consent: ("Votes", "表决情况表")
        case .participationByArea: ("Taking part, by area", "参与面积占比")
        case .participationByPersons: ("Taking part, by persons", "参与人数占比")
        case .approvalByArea: ("In favour, by area", "同意面积占比")
        case .approvalByPersons: ("In favour, by persons", "同意人数占比")
        case .isPassed: ("Passed", "是否通过")
        case .refuses: ("does not pay", "不出资")
        case .noticesTitle: ("{0}: payment notices", "{0}缴费通知")
        case .notice: ("Payment notice: {0}", "缴费通知：{0}")
        case .noticeText:
            (
                "The owners of this flat pay {0}: {1} of the net cost of {2} of their stair unit.",
                "本户应缴{0}，占本单元净费用{2}的{1}。"
            )
        case .noticeWithoutConsent:
            (
                "The vote of this stair unit has not passed: nothing may be collected on this notice.",
                "表决未通过，本单元不得据此收款。"
            )
        case .workedOut: ("Share worked out", "占比计算")
        case .basis: ("Basis", "依据")
        }
    }
}

extension Phrasing {
    /// A text on shares with its places filled.
    func share(_ wording: ShareWording, _ parts: String...) -> String {
        wording.text(in: language, parts)
    }

    /// A column with a text on shares as heading.
    func column(
        _ key: String, _ heading: ShareWording, _ kind: TableColumn.Kind = .text,
        formats: ReportFormats = .all, priority: Int = 5
    ) -> TableColumn {
        TableColumn(
            key, heading: share(heading), kind, formats: formats, priority: priority)
    }

    /// A fact with a text on shares as label.
    func fact(
        _ key: String, _ label: ShareWording, _ value: TableCell, formats: ReportFormats = .all
    ) -> ReportFact {
        ReportFact(key, label: share(label), value, formats: formats)
    }
}
