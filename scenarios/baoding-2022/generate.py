#!/usr/bin/env python3
"""Writes projects.csv, works.csv and expected.json of the Baoding 2022 scenario.

Only the totals are published (see README.md); what single projects are and cost is made up here so
that it adds up to them exactly. The script needs nothing but Python 3, uses whole numbers only and
a random number generator of its own, so that it writes the same bytes on every machine.

    python3 generate.py            write the three files beside this script
    python3 generate.py --check    read the files back, check every total and every expected answer
"""

import csv
import json
import sys
from fractions import Fraction
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SEED = 20220287

# Published for Baoding 2022.
PROJECTS = 287
TOTAL = 2_057_000_000
EQUIPMENT = 755_000_000

# Assumed; the README says so.
CENTRAL, LOCAL, BONDS, RESIDENTS = 520_000_000, 652_000_000, 100_000_000, 30_000_000
HOUSEHOLDS = 75_000
INSULATED_AREA = 900_000
GREENING_RATE = 280  # yuan a household
INSULATION_RATE = 10  # yuan a square metre, as in Pingdu
CENTRAL_CAP_PERCENT = 50  # of a project
CENTRAL_FLOOR_PERCENT = 15  # of a district

# Projects per district; the districts are Baoding's, the numbers are assumed.
DISTRICTS = [
    ("竞秀区", 38), ("莲池区", 42), ("满城区", 12), ("清苑区", 10), ("徐水区", 14),
    ("涿州市", 30), ("安国市", 9), ("高碑店市", 17), ("涞水县", 9), ("阜平县", 6),
    ("定兴县", 14), ("唐县", 11), ("高阳县", 10), ("涞源县", 8), ("望都县", 8),
    ("易县", 13), ("曲阳县", 11), ("蠡县", 10), ("顺平县", 8), ("博野县", 7),
]

# Equipment of the utilities: kind, total cost.
UTILITIES = [
    ("water", 200_000_000), ("power", 180_000_000), ("gas", 110_000_000),
    ("heat", 195_000_000), ("telecom", 70_000_000),
]

# Civil works: kind, class, total cost, number of projects that have one, what drives the cost.
CIVIL = [
    ("trench", "basic", 350_000_000, PROJECTS, "households"),
    ("drainage", "basic", 165_000_000, PROJECTS, "area"),
    ("road", "basic", 160_000_000, PROJECTS, "area"),
    ("roof-wall", "basic", 200_000_000, PROJECTS, "buildings"),
    ("greening", "completion", 92_000_000, PROJECTS, "area"),
    ("insulation", "completion", 162_000_000, None, "area"),
    ("parking", "completion", 112_000_000, 104, "households"),
    ("charging", "completion", 22_000_000, 92, "households"),
    ("barrier-free", "completion", 14_000_000, 48, "buildings"),
    ("elderly-care", "upgrade", 15_000_000, 12, "households"),
    ("smart-sensing", "upgrade", 10_000_000, 34, "buildings"),
]
BOND_KINDS = {"parking", "charging", "elderly-care"}
OPTIONAL_CLASSES = {"completion", "upgrade"}


class Random:
    """SplitMix64, reduced to ranges without a visible bias."""

    def __init__(self, seed):
        self.state = seed & (2**64 - 1)

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & (2**64 - 1)
        value = self.state
        value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & (2**64 - 1)
        value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & (2**64 - 1)
        return value ^ (value >> 31)

    def between(self, low, high):
        return low + (self.next() * (high - low + 1) >> 64)

    def shuffled(self, items):
        items = list(items)
        for last in range(len(items) - 1, 0, -1):
            other = self.between(0, last)
            items[last], items[other] = items[other], items[last]
        return items


def apportion(total, weights):
    """Splits a whole number in proportion to weights; left-over units go to the largest remainders."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(
        range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return parts


def make_projects(random):
    projects = []
    for district, count in DISTRICTS:
        for number in range(1, count + 1):
            projects.append({"district": district, "name": f"{district}{number:03}小区"})
    assert len(projects) == PROJECTS

    # Many small communities and few large ones: the smaller of two draws, now and then a large one.
    drawn = []
    for _ in projects:
        buildings = min(random.between(2, 22), random.between(2, 22))
        if random.between(1, 100) <= 8:
            buildings += random.between(6, 16)
        drawn.append(buildings * random.between(23, 40))
    households = apportion(HOUSEHOLDS, drawn)
    for index, project in enumerate(projects):
        project["id"] = f"P{index + 1:03}"
        project["households"] = households[index]
        project["buildings"] = -(-households[index] // random.between(26, 40))
        if households[index] < 20 * project["buildings"]:
            project["buildings"] -= 1
        project["year_built"] = 2000 - min(random.between(0, 20), random.between(0, 24))
        project["area"] = households[index] * random.between(700, 890) // 10
        project["consent_plan"] = 10000 - min(random.between(0, 2000), random.between(0, 2000))
        project["consent_scheme"] = 10000 - min(random.between(0, 2000), random.between(0, 2000))
        project["satisfaction"] = 10000 - random.between(0, 1500)
        project["kinds"] = set()

    # Some stand exactly on a threshold: a gate written as ">" instead of ">=" would lose them.
    for index, column, value in [
        (40, "consent_plan", 8000), (120, "consent_scheme", 8000), (200, "satisfaction", 8500),
        (77, "consent_plan", 9000),
    ]:
        projects[index][column] = value

    # Insulation goes to whole projects until their area comes close to the total, which is then
    # met exactly by changing each area a little.
    insulated, area = [], 0
    for project in random.shuffled(projects):
        if area + project["area"] <= INSULATED_AREA + 4_000:
            insulated.append(project)
            area += project["area"]
        if area >= INSULATED_AREA - 4_000:
            break
    insulated.sort(key=lambda project: project["id"])
    exact = apportion(INSULATED_AREA, [project["area"] for project in insulated])
    for project, value in zip(insulated, exact):
        project["area"] = value
        project["kinds"].add("insulation")
    return projects


def make_works(random, projects):
    extras = {project["id"]: len(project["kinds"]) for project in projects}
    for kind, _, _, count, _ in CIVIL:
        if count is None:
            continue
        chosen = projects if count == PROJECTS else [
            project for project in random.shuffled(projects)
            if extras[project["id"]] < 2 and kind not in project["kinds"]][:count]
        assert len(chosen) == count
        for project in chosen:
            project["kinds"].add(kind)
            if count < PROJECTS:
                extras[project["id"]] += 1
    for project in projects:
        for kind, _ in random.shuffled(UTILITIES)[:3]:
            project["kinds"].add(kind)

    costs = {}

    def share_out(kind, total, driver, unit):
        owners = [project for project in projects if kind in project["kinds"]]
        weights = [project[driver] * random.between(75, 125) for project in owners]
        for project, part in zip(owners, apportion(total // unit, weights)):
            costs[project["id"], kind] = part * unit

    # Equipment in whole tens, so that a share of 90 % of it is a whole number of yuan too.
    for kind, total in UTILITIES:
        share_out(kind, total, "households", 10)
    for kind, _, total, _, driver in CIVIL:
        share_out(kind, total, driver, 1)

    order = [(CIVIL[0][0], "basic", "civil")]
    order += [(kind, "basic", "equipment") for kind, _ in UTILITIES]
    order += [(kind, name, "civil") for kind, name, _, _, _ in CIVIL[1:]]
    works = []
    for project in projects:
        mine = [entry for entry in order if entry[0] in project["kinds"]]
        for number, (kind, name, component) in enumerate(mine, start=1):
            works.append({
                "project": project["id"], "id": f"W{number:02}", "kind": kind, "class": name,
                "component": component, "cost": costs[project["id"], kind]})
    return works


def rate(value):
    """A rate in ten-thousandths as a decimal number."""
    return f"{value // 10000}.{value % 10000:04}"


def projects_table(projects):
    rows = [["id", "name", "district", "year_built", "buildings", "households", "area_m2",
             "consent_plan", "consent_scheme", "satisfaction"]]
    for project in projects:
        rows.append([
            project["id"], project["name"], project["district"], project["year_built"],
            project["buildings"], project["households"], project["area"],
            rate(project["consent_plan"]), rate(project["consent_scheme"]),
            rate(project["satisfaction"])])
    return text(rows)


def works_table(works):
    keys = ["project", "id", "kind", "class", "component", "cost"]
    return text([keys] + [[work[key] for key in keys] for work in works])


def text(rows):
    return "".join(",".join(str(cell) for cell in row) + "\n" for row in rows)


# What the runs must give, from the rules alone and without a solver.


def yuan(amount):
    return f"{amount}.00"


def ratio(above, below):
    return str(Fraction(above, below))


def resident_money(project, work):
    if work["kind"] == "greening":
        return GREENING_RATE * project["households"]
    if work["kind"] == "insulation":
        return INSULATION_RATE * project["area"]
    return 0


def answer(projects, works, central=CENTRAL, local=LOCAL, passes=lambda project: True,
           utility_percent=100):
    """The optimum for given budgets, or an assertion that fails where this argument does not hold.

    Every household can be served: without the optional works the money is ample. What government
    must pay for a plan is its cost less the utilities' and the residents' shares, whoever of the
    government's sources pays it. A plan with the most works therefore leaves out the fewest works
    that bring this need down to the budgets: those that save most. Among plans with that number of
    works, the city pays least where the works left out save most, as long as central money and
    bonds are used up to the last yuan, which `assert_payable` shows to be possible.
    """
    by_id = {project["id"]: project for project in projects if passes(project)}
    rows = []
    for work in works:
        if work["project"] not in by_id:
            continue
        project = by_id[work["project"]]
        utility = (work["cost"] * utility_percent // 100
                   if work["component"] == "equipment" else 0)
        assert work["component"] != "equipment" or work["cost"] * utility_percent % 100 == 0
        resident = resident_money(project, work)
        rows.append(dict(work, utility=utility, resident=resident,
                         need=work["cost"] - utility - resident))
    need = sum(row["need"] for row in rows)
    optional = sorted(
        (row for row in rows if row["class"] in OPTIONAL_CLASSES),
        key=lambda row: (-row["need"], row["project"], row["id"]))
    left_out = []
    while need > central + BONDS + local:
        row = optional[len(left_out)]
        left_out.append((row["project"], row["id"]))
        need -= row["need"]
    if left_out:
        # The next work saves strictly less: the set left out is the only best one.
        assert optional[len(left_out) - 1]["need"] > optional[len(left_out)]["need"]
    funded = [row for row in rows if (row["project"], row["id"]) not in set(left_out)]
    assert_payable(by_id, funded, central, BONDS)
    result = {
        "status": "optimal",
        "exitCode": 0,
        "gap": 0,
        "goals": {
            "households": str(sum(project["households"] for project in by_id.values())),
            "works": str(len(funded)),
            "local-fiscal": yuan(need - central - BONDS),
        },
        "funded": {"count": len(by_id)},
        "capitalUse": {
            "central": yuan(central),
            "local": yuan(need - central),
            "utility": yuan(sum(row["utility"] for row in funded)),
            "resident": yuan(sum(row["resident"] for row in funded)),
            "social": yuan(0),
        },
        "refusedByGate": {},
    }
    return result, left_out


def assert_payable(by_id, funded, central, bonds):
    """Builds payments in which central money and bonds are used up and every rule holds."""
    left = bonds
    rest = {}
    cost_of_project, room_of_project = {}, {}
    for row in funded:
        own = 0
        if row["kind"] in BOND_KINDS:
            own = min(left, row["need"])
            left -= own
        rest[row["project"], row["id"]] = row["need"] - own
        cost_of_project[row["project"]] = cost_of_project.get(row["project"], 0) + row["cost"]
        if row["component"] == "civil" and row["class"] in {"basic", "completion"}:
            room = room_of_project.get(row["project"], 0)
            room_of_project[row["project"]] = room + row["need"] - own
    assert left == 0, "bonds are left over"
    room = {
        project: min(room_of_project[project], cost * CENTRAL_CAP_PERCENT // 100)
        for project, cost in cost_of_project.items()}
    assert sum(room.values()) >= central, "central money is left over"
    ids = sorted(room)
    parts = dict(zip(ids, apportion(central, [room[project] for project in ids])))
    assert all(parts[project] <= room[project] for project in ids)
    cost_of_district, central_of_district = {}, {}
    for project in ids:
        district = by_id[project]["district"]
        cost_of_district[district] = cost_of_district.get(district, 0) + cost_of_project[project]
        central_of_district[district] = central_of_district.get(district, 0) + parts[project]
    assert all(
        100 * central_of_district[district] >= CENTRAL_FLOOR_PERCENT * cost
        for district, cost in cost_of_district.items()), "a district has too little central money"


def expected_answers(projects, works):
    base, left_out = answer(projects, works)
    assert not left_out and base["capitalUse"] == {
        "central": yuan(CENTRAL), "local": yuan(LOCAL + BONDS), "utility": yuan(EQUIPMENT),
        "resident": yuan(RESIDENTS), "social": yuan(0)}
    less = CENTRAL - CENTRAL // 10
    short, _ = answer(projects, works, central=less)
    made_up, _ = answer(projects, works, central=less, local=LOCAL + CENTRAL // 10)
    assert made_up["goals"]["local-fiscal"] == yuan(704_000_000)
    shared, _ = answer(projects, works, utility_percent=90)
    strict, _ = answer(
        projects, works, passes=lambda project: project["consent_plan"] >= 9000)
    strict["refusedByGate"] = {
        project["id"]: ["consent-plan"]
        for project in projects if project["consent_plan"] < 9000}
    # Of the tables, whatever a variant funds.
    figures = {
        "equipment-share": ratio(EQUIPMENT, TOTAL),
        "without-equipment": ratio(TOTAL - EQUIPMENT, 1),
        "mean-per-project": ratio(TOTAL, PROJECTS),
    }
    for run in [base, short, made_up, shared, strict]:
        run["figures"] = figures
    base["variants"] = {
        "central-minus-10": short,
        "central-minus-10-local-plus-52m": made_up,
        "central-minus-10-local-open": made_up,
        "utilities-pay-90": shared,
        "gate-90": strict,
    }
    return base


def contents():
    random = Random(SEED)
    projects = make_projects(random)
    works = make_works(random, projects)
    expected = expected_answers(projects, works)
    return {
        "projects.csv": projects_table(projects),
        "works.csv": works_table(works),
        "expected.json": json.dumps(expected, ensure_ascii=False, indent=2) + "\n",
    }


# The check reads the files and shares nothing with what wrote them but the rules above.


def read_tables():
    with open(FOLDER / "projects.csv", encoding="utf-8", newline="") as file:
        projects = list(csv.DictReader(file))
    with open(FOLDER / "works.csv", encoding="utf-8", newline="") as file:
        works = list(csv.DictReader(file))
    for project in projects:
        for key in ["year_built", "buildings", "households"]:
            project[key] = int(project[key])
        project["area"] = int(project.pop("area_m2"))
        for key in ["consent_plan", "consent_scheme", "satisfaction"]:
            whole, decimals = project[key].split(".")
            assert len(decimals) == 4
            project[key] = int(whole) * 10000 + int(decimals)
    for work in works:
        work["cost"] = int(work["cost"])
    return projects, works


def check():
    projects, works = read_tables()
    by_id = {project["id"]: project for project in projects}
    assert len(projects) == len(by_id) == PROJECTS
    assert len({project["name"] for project in projects}) == PROJECTS
    assert len({(work["project"], work["id"]) for work in works}) == len(works)
    assert sum(project["households"] for project in projects) == HOUSEHOLDS

    def total(condition):
        return sum(work["cost"] for work in works if condition(work))

    assert total(lambda work: True) == TOTAL
    assert total(lambda work: work["component"] == "equipment") == EQUIPMENT
    assert total(lambda work: work["kind"] == "trench") == 350_000_000
    for kind, amount in UTILITIES:
        assert total(lambda work: work["kind"] == kind) == amount
    for kind, _, amount, _, _ in CIVIL:
        assert total(lambda work: work["kind"] == kind) == amount
    assert CENTRAL + LOCAL + BONDS + RESIDENTS + EQUIPMENT == TOTAL
    residents = sum(resident_money(by_id[work["project"]], work) for work in works)
    assert residents == RESIDENTS

    for project in projects:
        mine = [work for work in works if work["project"] == project["id"]]
        cost = sum(work["cost"] for work in mine)
        assert 8 <= len(mine) <= 10
        assert all(work["cost"] > resident_money(project, work) for work in mine)
        assert 67 * project["households"] <= project["area"] <= 92 * project["households"]
        assert 20 * project["buildings"] <= project["households"] <= 43 * project["buildings"]
        assert 1976 <= project["year_built"] <= 2000
        assert project["consent_plan"] >= 8000 and project["consent_scheme"] >= 8000
        assert project["satisfaction"] >= 8500
        assert 12_727 * project["households"] <= cost <= 76_300 * project["households"], project
        assert 200 * project["area"] <= cost <= 690 * project["area"], project

    with open(FOLDER / "expected.json", encoding="utf-8") as file:
        assert json.load(file) == expected_answers(projects, works)
    for name, content in contents().items():
        assert (FOLDER / name).read_bytes() == content.encode(), f"{name} is not what is generated"
    print(f"{len(projects)} projects, {len(works)} works, {TOTAL} yuan: all totals agree")


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        check()
    elif not sys.argv[1:]:
        for name, content in contents().items():
            (FOLDER / name).write_bytes(content.encode())
    else:
        sys.exit(__doc__)
