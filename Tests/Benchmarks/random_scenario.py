"""Small random scenarios that mix rules, choices, budgets and goals of all kinds.

Used by compare_highs.py. The same seed gives the same folder: own generator, whole numbers only.
"""

from pathlib import Path


class Random:
    """SplitMix64, reduced to ranges."""

    def __init__(self, seed):
        self.state = (seed * 0x9E3779B97F4A7C15 + 1) & (2**64 - 1)

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & (2**64 - 1)
        value = self.state
        value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & (2**64 - 1)
        value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & (2**64 - 1)
        return value ^ (value >> 31)

    def between(self, low, high):
        return low + (self.next() * (high - low + 1) >> 64)

    def chance(self, percent):
        return self.between(1, 100) <= percent

    def pick(self, items):
        return items[self.between(0, len(items) - 1)]

    def sample(self, items, count):
        items = list(items)
        for place in range(count):
            other = self.between(place, len(items) - 1)
            items[place], items[other] = items[other], items[place]
        return sorted(items[:count])


KINDS = [
    # kind, class, component, least and largest cost a household, chance in percent
    ("trench", "basic", "civil", 800, 3000, 100),
    ("water", "basic", "equipment", 500, 2500, 70),
    ("power", "basic", "equipment", 500, 2500, 60),
    ("roof", "basic", "civil", 1000, 5000, 60),
    ("insulation", "completion", "civil", 6000, 15000, 45),
    ("elevator", "completion", "civil", 3000, 9000, 40),
    ("parking", "completion", "civil", 500, 4000, 40),
    ("elderly-care", "upgrade", "civil", 500, 3000, 35),
]
CLASSES = ["basic", "completion", "upgrade"]


class Scenario:
    """One random scenario as the texts of its files."""

    def __init__(self, seed):
        self.random = Random(seed)
        self.has_periods = self.random.chance(35)
        self.tightness = self.random.pick([15, 30, 45, 60, 80, 100, 130])
        self.districts = [f"D{number}" for number in range(1, self.random.between(2, 5) + 1)]
        self.make_projects(self.random.between(8, 32))
        self.make_works()
        self.lines = [
            "fundmix: 1", f"title: {{en: Random scenario {seed}}}", "amounts: 元", "settle: 1 元",
            "tables: {projects: projects.csv, works: works.csv}",
            "units: {m2: area_m2, household: households, unit: units}",
        ]
        if self.has_periods:
            self.lines.append("periods: [2024, 2025]")
        self.add_classes()
        self.add_sources()
        self.add_gates()
        self.add_rules()
        self.add_choices()
        self.add_goals()

    def make_projects(self, count):
        random, self.projects = self.random, []
        for number in range(1, count + 1):
            households = random.between(30, 400)
            self.projects.append({
                "id": f"P{number:02}", "district": random.pick(self.districts),
                "households": households, "area_m2": households * random.between(60, 95),
                "floors": random.between(6, 11), "consent": random.between(60, 99),
                "year_built": random.between(1980, 2004),
                "promised": households * random.between(0, 300)})
        for district, project in zip(self.districts, self.projects):
            project["district"] = district

    def make_works(self):
        random, self.works = self.random, []
        for project in self.projects:
            mine = [entry for entry in KINDS if random.chance(entry[5])]
            for number, (kind, name, component, low, high, _) in enumerate(mine, start=1):
                self.works.append({
                    "project": project["id"], "id": f"W{number}", "kind": kind, "class": name,
                    "component": component,
                    "units": max(1, project["households"] // 60) if kind == "elevator" else 1,
                    "cost": project["households"] * random.between(low, high)})
        self.kinds = {work["kind"] for work in self.works}
        self.classes = [name for name in CLASSES if any(w["class"] == name for w in self.works)]

    def cost(self, condition=lambda work: True):
        return sum(work["cost"] for work in self.works if condition(work))

    def add_classes(self):
        self.lines.append("classes:")
        for name in CLASSES:
            mandatory = name == "basic" and not self.random.chance(15)
            self.lines.append(f"  - {{id: {name}, mandatory: {'true' if mandatory else 'false'}}}")
        if self.random.chance(25):
            self.lines.append("class-order: project")

    def add_sources(self):
        random = self.random

        def budget(amount):
            if not self.has_periods:
                return str(amount)
            first = amount * random.between(30, 70) // 100
            return f"{{2024: {first}, 2025: {amount - first}}}"

        def share(percent):
            return self.cost() * percent * self.tightness // 10_000

        carry = ", carry-over: true" if self.has_periods and random.chance(50) else ""
        self.lines.append("sources:")
        central = budget(share(random.between(15, 35)))
        self.lines.append(
            f"  central-fund: {{capital: central, budget: {central},"
            " pays: {class: [basic, completion], component: civil}}")
        self.lines.append(
            f"  city-budget: {{capital: local, budget: {budget(share(random.between(20, 40)))}"
            f"{carry}}}")
        self.has_pots = random.chance(60)
        if self.has_pots:
            self.pots = {}
            for district in self.districts:
                mine = {p["id"] for p in self.projects if p["district"] == district}
                cost = self.cost(lambda work: work["project"] in mine)
                self.pots[district] = cost * random.between(5, 25) * self.tightness // 10_000
            self.lines.append(
                "  district-budget: {capital: local, budget: {by: district, table: districts.csv}}")
        equipment = self.kinds & {"water", "power"}
        self.utilities = bool(equipment)
        if equipment:
            amount = ""
            if random.chance(40):
                cost = self.cost(lambda work: work["kind"] in equipment)
                amount = f" budget: {budget(cost * random.between(40, 100) // 100)},"
            self.lines.append(
                f"  utility-company: {{capital: utility,{amount}"
                f" pays: {{kind: [{', '.join(sorted(equipment))}]}}}}")
        own = sorted(self.kinds & {"insulation", "elevator", "parking", "roof"})
        self.residents = own
        if own:
            amount = f" budget: {budget(share(random.between(3, 12)))}," if random.chance(60) else ""
            self.lines.append(
                f"  residents: {{capital: resident,{amount} pays: {{kind: [{', '.join(own)}]}}}}")
        social = sorted(self.kinds & {"parking", "elderly-care"})
        if social:
            self.lines.append(
                f"  operator: {{capital: social, budget: {budget(share(random.between(2, 8)))},"
                f" pays: {{kind: [{', '.join(social)}]}}}}")

    def add_gates(self):
        if self.random.chance(60):
            self.lines.append("gates:")
            self.lines.append(f'  consent: {{require: "consent >= {self.random.pick([62, 67, 75])}"}}')
            if self.random.chance(50):
                self.lines.append('  age: {require: "year_built <= 2000 or consent > 90"}')

    def add_rules(self):
        random, rules = self.random, []
        if self.utilities:
            rules.append(random.pick([
                "utility-share: {payers: utility, works: {component: equipment}, each: work, pay: 100%}",
                "utility-share: {payers: utility, works: {component: equipment}, each: work, pay: 60%}",
                "utility-share: {payers: utility, works: {component: equipment}, each: project,"
                " at-least: 35%, at-most: 80%}",
            ]))
        if "insulation" in self.kinds:
            rules.append(random.pick([
                "insulation-rate: {payers: residents, works: {kind: insulation}, each: project,"
                " pay: 10 元/m2}",
                "insulation-rate: {payers: residents, works: {kind: insulation}, each: project,"
                " at-least: 200 元/household, at-most: 20%}",
                "insulation-rate: {payers: residents, works: {kind: insulation}, each: project,"
                " pay: {column: promised}}",
            ]))
        if "elevator" in self.kinds:
            rules.append(random.pick([
                "elevator-cap: {payers: [central, local], works: {kind: elevator}, each: work,"
                " at-most: {by: floors, steps: {6: 20万元, 8: 26万元, 10: 31万元}, per: unit}}",
                "elevator-grant: {payers: [central, local], works: {kind: elevator}, each: work,"
                " at-most: 25万元/unit}",
                "elevator-share: {payers: residents, works: {kind: elevator}, each: work,"
                " at-least: {by: floors, steps: {6: 30%, 9: 40%}}}",
            ]))
        pool = [
            "local-match: {payers: local, each: project, at-least: 15% of central}",
            "local-match: {payers: local, each: district, at-least: 30% of central}",
            "central-cap: {payers: central, each: project, at-most: 60%}",
            "central-rate: {payers: central, each: project, at-most: 5000 元/household}",
            "central-even: {payers: central, each: district, at-most: 45%}",
            "central-floor: {payers: central, each: district, at-least: 5%}",
            "programme-mix: {payers: [central, local], each: programme, at-most: 75%}",
            "project-cap: {payers: city-budget, each: project, at-most: 150万元}",
            "basic-first: {payers: central, works: {class: basic}, each: programme,"
            " at-least: 50% of central}",
        ]
        if self.has_periods:
            pool.append("even-years: {payers: local, each: period, at-least: 10%}")
        chosen = {}
        for rule in random.sample(pool, random.between(1, 4)):
            chosen.setdefault(rule.split(":")[0], rule)
        rules += chosen.values()
        self.lines.append("rules:")
        self.lines += [f"  {rule}" for rule in rules]

    def add_choices(self):
        random, choices = self.random, []
        ids = [project["id"] for project in self.projects]
        free = random.sample(ids, min(8, len(ids)))
        for position in range(len(free) - 1, 0, -1):
            other = random.between(0, position)
            free[position], free[other] = free[other], free[position]
        if random.chance(20):
            choices.append(f"must: [{free[0]}]")
        if random.chance(15):
            choices.append(f"never: [{free[1]}]")
        if random.chance(30):
            choices.append(f"together: [{free[2]}, {free[3]}]")
        if random.chance(25):
            choices.append(f"at-most-one: [{free[4]}, {free[5]}, {free[2]}]")
        if random.chance(15):
            choices.append(f"one-of: [{free[4]}, {free[6]}]")
        if random.chance(25):
            choices.append(f"needs: {{{free[6]}: [{free[7]}]}}")
        if random.chance(25):
            total = sum(project["households"] for project in self.projects)
            least = total * random.between(5, min(60, self.tightness)) // 100
            choices.append(f"target: households >= {least}")
        if random.chance(25):
            choices.append('limit: {of: area_m2, where: "year_built > 2000", at-most: 15%}')
        if choices:
            self.lines.append("choices:")
            self.lines += [f"  - {choice}" for choice in choices]

    def add_goals(self):
        first = self.random.pick([
            "maximize: households", "maximize: households", "maximize: projects",
            "maximize: works", "maximize: area_m2", "maximize: {sum: households, where: \"floors >= 7\"}",
            "maximize: cost", "maximize: utility" if self.utilities else "maximize: central",
        ])
        self.lines += ["goals:", f"  - {first}", "  - minimize: local"]

    def write(self, folder):
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "scenario.yaml").write_text("\n".join(self.lines) + "\n", encoding="utf-8")
        self.write_table(folder / "projects.csv", self.projects)
        self.write_table(folder / "works.csv", self.works)
        if self.has_pots:
            rows = [{"district": name, "budget": amount} for name, amount in self.pots.items()]
            self.write_table(folder / "districts.csv", rows)

    @staticmethod
    def write_table(path, rows):
        lines = [",".join(rows[0])] + [",".join(str(cell) for cell in row.values()) for row in rows]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
