/// The files of a small commented scenario that solves as it is, for `fundmix new`.
public enum ScenarioTemplate {
    /// A file of the scenario.
    public struct File: Hashable, Sendable {
        /// The name in the folder.
        public var name: String
        /// The text in UTF-8.
        public var text: String
    }

    /// The files, in the order in which somebody would read them.
    public static let files: [File] = [
        File(name: "scenario.yaml", text: scenario), File(name: "projects.csv", text: projects),
        File(name: "works.csv", text: works),
    ]

    private static let scenario = """
        # A small scenario that solves as it is: change the figures and rules to yours.
        # 可直接求解的小算例：把数字和规则换成自己的即可。
        fundmix: 1
        title: {en: My programme, zh: 我的改造计划}

        # The unit of bare amounts here and in the tables: 元, 万元 or 亿元.
        # 本文件和表格中未写单位的金额所用的单位。
        amounts: 万元
        # Every payment is a whole multiple of this. 每笔资金均为该金额的整数倍。
        settle: 1 元

        tables: {projects: projects.csv, works: works.csv}

        # Works of a mandatory class are done whenever their project is.
        # mandatory 为必改类别：项目实施则必须实施。
        classes:
          - {id: basic, title: {en: Basic, zh: 基础类}, mandatory: true}
          - {id: completion, title: {en: Completion, zh: 完善类}}

        # Who has money, how much, and what it may pay. 资金来源、额度、可支付的内容。
        sources:
          central-fiscal: {capital: central, budget: 900, pays: {class: basic}}
          city-budget: {capital: local, budget: 800}
          water-company: {capital: utility, pays: {kind: water}}
          residents: {capital: resident, pays: {kind: [insulation, elevator]}}

        # A project that fails a gate is not considered. 不满足准入条件的项目不予考虑。
        gates:
          consent: {require: "consent >= 2/3", cite: Civil Code art. 278 民法典第278条}
          built: {require: "year_built <= 2000"}

        # Who must pay how much of what. 出资规则。
        rules:
          # Utilities pay for their equipment. 专业经营单位承担设备费用。
          utility-equipment:
            {payers: utility, works: {kind: water, component: equipment}, each: work, pay: 100%}
          # Residents pay 10 yuan for each square metre. 居民按建筑面积每平方米出资10元。
          insulation-rate:
            {payers: residents, works: {kind: insulation}, each: project, pay: 10 元/m2}
          # Residents pay at least a fifth of an elevator. 加装电梯居民至少出资五分之一。
          elevator-share:
            {payers: residents, works: {kind: elevator}, each: work, at-least: 20%}
          # The city matches central money. 地方配套。
          local-match: {payers: local, each: project, at-least: 15% of central}

        # What is best, the most important first. 目标，按重要性排列。
        goals:
          - maximize: households
          - minimize: local

        # Other values to try: fundmix solve --variant NAME. 备选方案。
        variants:
          central-minus-10:
            set: {sources.central-fiscal.budget: -10%}

        """

    private static let projects = """
        id,name,district,year_built,households,area_m2,consent
        P001,东风路1号院,Lianchi,1986,420,31500,0.91
        P002,建设里,Lianchi,1994,260,19800,0.78
        P003,红旗新村,Jingxiu,1998,510,40200,0.83
        P004,纺织宿舍,Jingxiu,1979,180,12600,0.96
        P005,学院南路8号院,Lianchi,1991,330,25400,0.61

        """

    private static let works = """
        project,id,class,kind,component,cost
        P001,W1,basic,roads,civil,310
        P001,W2,basic,water,equipment,86
        P001,W3,completion,insulation,civil,420
        P002,W1,basic,roads,civil,205
        P002,W2,basic,water,equipment,54
        P002,W3,completion,elevator,equipment,70
        P003,W1,basic,roads,civil,395
        P003,W2,basic,water,equipment,98
        P003,W3,completion,insulation,civil,510
        P004,W1,basic,roads,civil,140
        P004,W2,completion,elevator,equipment,140
        P005,W1,basic,roads,civil,260

        """
}
