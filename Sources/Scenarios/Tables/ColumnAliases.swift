/// The headings that are understood, in Chinese and English, and the names they give to columns.
///
/// The same names work in conditions, selectors and rates. A heading that is not listed keeps its
/// own text as its name.
enum ColumnAliases {
    /// The names that projects.csv knows, each with the headings that mean it.
    static let projects: [(name: String, headings: [String])] =
        [
            ("id", ["project", "project_id", "编号", "项目编号", "小区编号", "项目代码", "序号", "项目"]),
            ("name", ["project_name", "名称", "项目名称", "小区名称", "小区"]),
            ("start", ["start_period", "开工期", "开工年度", "实施年度", "启动期"]),
            ("latest_start", ["最迟开工期", "最迟开工年度", "最迟实施年度"]),
        ] + shared

    /// The names that works.csv knows.
    static let works: [(name: String, headings: [String])] =
        [
            ("project", ["project_id", "项目", "项目编号", "小区", "小区编号", "所属项目", "所属小区"]),
            ("id", ["work", "work_id", "编号", "内容编号", "改造内容编号", "序号"]),
            ("name", ["work_name", "名称", "内容名称", "改造内容名称"]),
            ("class", ["类别", "改造类别", "分类"]),
            ("kind", ["种类", "类型", "改造内容", "内容", "项目内容"]),
            ("component", ["组成", "组成部分", "部分", "土建/设备", "土建或设备"]),
            ("cost", ["total_cost", "造价", "费用", "投资", "总投资", "投资额", "金额", "投资估算", "概算"]),
            ("profile", ["支付进度", "资金进度", "进度"]),
        ] + shared

    /// The names that a table of sources knows.
    static let sources: [(name: String, headings: [String])] = [
        ("id", ["source", "资金来源", "来源", "编号"]),
        ("title", ["name", "名称", "来源名称"]),
        ("capital", ["资金类别", "类别"]),
        ("budget", ["预算", "额度", "资金额度", "金额"]),
        ("carry-over", ["carry_over", "结转", "可结转"]),
        ("class", ["支付类别", "可支付类别"]),
        ("kind", ["支付种类", "可支付内容"]),
        ("component", ["支付部分", "可支付部分"]),
        ("pays", ["where", "支付条件"]),
        ("report-as", ["report_as", "列入科目", "报表列"]),
        ("cite", ["依据", "文件依据"]),
        ("fixed", ["固定"]),
    ]

    /// The names that a table of pots knows.
    static let pots: [(name: String, headings: [String])] =
        [
            ("budget", ["预算", "额度", "资金额度", "金额", "amount"])
        ] + shared

    /// The names that a table of commitments knows.
    static let commitments: [(name: String, headings: [String])] = [
        ("project", ["project_id", "项目", "项目编号", "小区", "小区编号"]),
        ("work", ["work_id", "改造内容", "内容", "内容编号", "改造内容编号"]),
        ("source", ["资金来源", "来源"]),
        ("period", ["年度", "年份", "期间"]),
        ("amount", ["金额", "资金额", "支付金额", "承诺金额"]),
        ("state", ["状态", "支付状态"]),
        ("note", ["备注"]),
    ]

    static let shared: [(name: String, headings: [String])] = [
        ("district", ["区县", "县区", "所在县区", "所属区县", "所在区县", "行政区", "区"]),
        ("year_built", ["建成年份", "建成年代", "建成时间", "建成年"]),
        ("households", ["户数", "居民户数", "总户数", "涉及户数"]),
        ("buildings", ["楼栋数", "栋数", "楼栋", "幢数"]),
        ("area_m2", ["建筑面积", "面积", "floor_area_m2", "改造面积"]),
        ("floors", ["楼层数", "层数"]),
        ("units", ["台数", "电梯台数", "单元数", "部数"]),
        ("consent", ["consent_rate", "同意率", "表决同意率"]),
        ("satisfaction", ["satisfaction_rate", "满意度", "满意率"]),
        ("participation_rate", ["参与率"]),
        ("support_rate", ["支持率"]),
        ("contribution_rate", ["出资率"]),
        ("property_coverage", ["物业覆盖率"]),
        ("fee_collection", ["fee_collection_rate", "物业费收缴率"]),
        ("note", ["备注"]),
    ]

    /// The name for a heading, or `nil` when the heading is not listed.
    static func name(for heading: String, in list: [(name: String, headings: [String])]) -> String?
    {
        let wanted = heading.lowercased()
        return list.first { $0.name == wanted || $0.headings.contains(wanted) }?.name
    }

    /// The column of projects or works that a word outside the tables means.
    static func canonical(_ word: String) -> String? {
        name(for: word, in: shared) ?? name(for: word, in: works) ?? name(for: word, in: projects)
    }
}
