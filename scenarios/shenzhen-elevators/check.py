#!/usr/bin/env python3
"""Works out the answers of this scenario from its tables, elevator by elevator.

Knows nothing of Fundmix. Compares with expected.json and ends with code 1 if they differ;
--write makes expected.json anew.
"""

import csv
import json
import math
import sys
from fractions import Fraction
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ISSUED, CAP = 158_640_000, 350_000
STEPS = [(9, 350_000), (8, 330_000), (7, 310_000), (6, 280_000)]

with open(FOLDER / "works.csv", encoding="utf-8", newline="") as file:
    WORKS = list(csv.DictReader(file))
LIFTS = [work for work in WORKS if work["kind"] == "elevator"]
UNITS = sum(int(work["units"]) for work in LIFTS)
COST = sum(int(work["cost"]) for work in LIFTS)
PREPARATION = sum(int(work["cost"]) for work in WORKS) - COST


def by_floors(work, floors=None):
    floors = floors or int(work["floors"])
    cap = next(amount for least, amount in STEPS if floors >= least)
    return min(int(work["units"]) * cap, int(work["cost"]))


def text(number):
    number = Fraction(number)
    return str(number) if number.denominator > 1 else str(number.numerator)


def answer(subsidy):
    paid = sum(subsidy(work) for work in LIFTS)
    residents = COST - paid
    assert paid <= ISSUED
    assert all(subsidy(work) <= CAP * int(work["units"]) for work in LIFTS)
    return {
        "status": "optimal",
        "exitCode": 0,
        "goals": {"elevators": str(UNITS), "residents": f"{residents}.00"},
        "funded": {"count": 5},
        "capitalUse": {
            "central": "0.00", "local": f"{paid + PREPARATION}.00", "utility": "0.00",
            "resident": f"{residents}.00", "social": "0.00"},
        "warnings": ["check-failed"],
        "figures": {
            "elevators-2021": text(math.floor(Fraction(207) / Fraction(207, 100) + Fraction(1, 2))),
            "least-elevators": text(math.ceil(Fraction(ISSUED, CAP))),
            "subsidy-each": text(Fraction(paid, UNITS)),
            "relief": text(Fraction(paid, COST)),
            "cost-each": text(Fraction(COST, UNITS))},
    }


assert UNITS == 207 and CAP * UNITS == 72_450_000 < ISSUED
expected = answer(by_floors)
expected["variants"] = {
    "all-seven-floors": answer(lambda work: by_floors(work, 7)),
    "shandong": answer(
        lambda work: min(250_000 * int(work["units"]), int(work["cost"]) * 40 // 100)),
    "chengdu": answer(lambda work: 200_000 * int(work["units"])),
}
path = FOLDER / "expected.json"
if sys.argv[1:] == ["--write"]:
    path.write_text(json.dumps(expected, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
if json.loads(path.read_text(encoding="utf-8")) != expected:
    sys.exit("expected.json differs from what the tables give")
print("expected.json agrees with the tables")
