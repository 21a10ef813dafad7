#!/usr/bin/env python3
"""Works out the answers of this scenario in exact fractions, without Fundmix and without a solver.

For every whole amount that the residents might pay, the city's subsidy follows from the formula, and
the district pays the rest. The least amount at which the district's budget is enough is the answer; it
is found by halving, because more money from the residents never means less from the city. Compares with
expected.json and ends with code 1 if they differ.
"""

import csv
import json
import sys
from fractions import Fraction
from math import ceil
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
FLOORS = {"basic": Fraction(10, 100), "completion": Fraction(30, 100), "upgrade": Fraction(70, 100)}
GATES = {
    "residents-agree": "居民同意", "opinions-unified": "意见统一", "illegal-building": "违建已拆除",
    "facilities": "设施同步改造"}
RATIO = Fraction(1, 2)
ELEVATOR_GRANT = 200_000


def table(name):
    with open(FOLDER / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PROJECTS = {row["id"]: row for row in table("projects.csv")}
WORKS = table("works.csv")
REFUSED = {
    name: failed for name, row in PROJECTS.items()
    if (failed := [gate for gate, column in GATES.items() if row[column] != "是"])}
OWN = [row for row in WORKS if row["project"] == "A"]
COST = sum(int(row["cost"]) for row in OWN if row["kind"] != "elevator")
ELEVATOR = sum(int(row["cost"]) for row in OWN if row["kind"] == "elevator")
FLOOR = sum(FLOORS[row["class"]] * int(row["cost"]) for row in OWN if row["kind"] != "elevator")
AREA = int(PROJECTS["A"]["建筑面积"])
BASE = min(300 * AREA, COST)


def check_inputs():
    assert (COST, ELEVATOR, FLOOR) == (5_000_000, 600_000, 1_100_000)
    assert (COST // AREA, BASE) == (500, 3_000_000)
    assert list(REFUSED) == ["B", "C"]
    assert subsidy(FLOOR) == 1_500_000


def subsidy(residents, rounds_shortfall=False):
    """The city's subsidy when the residents pay so much of what is not elevators."""
    points = (Fraction(residents, COST) - FLOOR / COST) * 100
    if points > 0:
        adjustment = Fraction(min(ceil(points), 10), 100)
    else:
        shortfall = ceil(-points) if rounds_shortfall else -points
        adjustment = -2 * Fraction(shortfall) / 100
    return BASE * max(Fraction(0), RATIO + adjustment)


def city_pays(residents, rounds_shortfall):
    """The rule holds to less than a yuan, and the last goal wants the city to pay what it can."""
    return min(ceil(subsidy(residents, rounds_shortfall)), COST - residents)


def solve(share=None, district=1_890_000, rounds_shortfall=False):
    def left(residents):
        return COST - residents - city_pays(residents, rounds_shortfall)

    residents = int(Fraction(share or 0) * COST)
    if share is None and left(0) > district:
        short, enough = 0, COST
        while enough - short > 1:
            middle = (short + enough) // 2
            short, enough = (middle, enough) if left(middle) > district else (short, middle)
        residents = enough
    if left(residents) > district:
        return answer(0, 0, 0, [], 0)
    return answer(
        len(OWN), residents + ELEVATOR - ELEVATOR_GRANT, city_pays(residents, rounds_shortfall),
        ["A"], COST - residents + ELEVATOR_GRANT)


def answer(works, residents, city, funded, local):
    return {
        "status": "optimal",
        "exitCode": 0,
        "goals": {
            "works": str(works), "residents": f"{residents}.00", "city-subsidy": f"{city}.00"},
        "funded": funded,
        "capitalUse": {
            "central": "0.00", "local": f"{local}.00", "utility": "0.00",
            "resident": f"{residents}.00", "social": "0.00"},
        "refusedByGate": REFUSED,
    }


check_inputs()
expected = solve() | {"variants": {
    "at-the-floor": solve("0.22", 2_400_000),
    "plus-3": solve("0.25", 2_400_000),
    "plus-2.4": solve("0.244", 2_400_000),
    "plus-15": solve("0.37", 2_400_000),
    "minus-2": solve("0.20", 3_000_000),
    "minus-0.5": solve("0.215", 3_000_000),
    "minus-0.5-rounded-up": solve("0.215", 3_000_000, rounds_shortfall=True),
    "one-yuan-short": solve("0.22", 2_399_999),
}}
if sys.argv[1:] == ["--write"]:
    text = json.dumps(expected, ensure_ascii=False, indent=2) + "\n"
    (FOLDER / "expected.json").write_text(text, encoding="utf-8")
if json.loads((FOLDER / "expected.json").read_text(encoding="utf-8")) != expected:
    sys.exit("expected.json differs from what the formula gives")
print("expected.json agrees with the formula")
