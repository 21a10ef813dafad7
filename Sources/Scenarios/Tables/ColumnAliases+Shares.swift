/// The headings of the tables that costs and pools are shared by.
extension ColumnAliases {
    /// The names that a table of regions knows.
    static let regions: [(name: String, headings: [String])] =
        [
            ("region", ["地区", "区域", "省份", "城市", "地市", "市县"]),
            ("difficulty", ["k", "财政困难程度系数", "财政困难系数", "困难系数"]),
            ("performance", ["绩效", "绩效评价得分", "绩效评价结果", "绩效调节系数", "绩效系数"]),
            ("participation", ["参与", "居民参与率"]),
            ("communities", ["小区数", "小区个数"]),
        ] + shared

    /// The names that a roster of flats knows.
    static let roster: [(name: String, headings: [String])] = [
        ("id", ["flat_id", "编号", "房屋编号"]),
        ("building", ["楼栋", "楼号", "栋", "幢", "栋号", "幢号"]),
        ("stair", ["单元", "单元号", "stair_unit"]),
        ("floor", ["楼层", "所在楼层", "层"]),
        ("flat", ["房号", "室号", "房间号", "门牌号", "户号"]),
        ("area_m2", ["面积", "建筑面积", "专有面积", "产权面积"]),
        ("persons", ["人数", "业主人数"]),
        ("pays", ["是否出资", "出资"]),
        ("vote", ["表决", "投票", "表决意见"]),
    ]

    /// The names that a table of stair units knows.
    static let stairs: [(name: String, headings: [String])] = [
        ("building", ["楼栋", "楼号", "栋", "幢", "栋号", "幢号"]),
        ("stair", ["单元", "单元号", "stair_unit"]),
        ("cost", ["造价", "费用", "总投资", "总费用"]),
        ("subsidy", ["补贴", "财政补贴", "政府补贴"]),
        ("other", ["其他资金", "其他"]),
    ]
}
