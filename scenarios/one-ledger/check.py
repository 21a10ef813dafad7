#!/usr/bin/env python3
"""Works out the answers of this scenario in exact fractions, without a solver.

The operator pays at most what earns 3 % and at least what earns 8 %; the district pays the rest.
Prints returns and paybacks of an investment of 50,000,000 yuan, and compares expected.json.
"""

import csv
import json
import sys
from fractions import Fraction
from math import ceil, floor
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
STREAMS = ["net_income", "parking", "space_rent", "advertising", "charging", "value_added"]
COST = 50_000_000


def table(name):
    with open(FOLDER / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = {row["id"]: row | dict.fromkeys(STREAMS, 0) for row in table("projects.csv")}
for stream in table("streams.csv"):
    revenue = Fraction(stream["price"]) * int(stream["quantity"]) * int(stream["times"])
    ROWS[stream["project"]][stream["stream"]] = revenue


def flows(row, years, subsidy=False, tax=Fraction(0)):
    income = sum(row[name] for name in STREAMS)
    taxable = income - row["value_added"] / Fraction(10)
    yearly = income - tax * taxable
    relief = Fraction(2, 100) * int(row["loan"])
    return [yearly + (relief if subsidy and t < 5 else 0) for t in range(years)]


def value(yearly, rate):
    return sum(flow / (1 + rate) ** (t + 1) for t, flow in enumerate(yearly))


def rate_of_return(yearly):
    low, high = 0, 100_000  # in hundredths of a percent, looked at half a step below
    while high - low > 1:
        middle = (low + high) // 2
        if value(yearly, Fraction(2 * middle - 1, 20_000)) >= COST:
            low = middle
        else:
            high = middle
    return low


def plan(years=25, **settings):
    district = 0
    for row in ROWS.values():
        yearly = flows(row, years, **settings)
        most = floor(value(yearly, Fraction(3, 100)))
        least = ceil(value(yearly, Fraction(8, 100)))
        operator = min(COST, most)
        assert operator >= least
        district += COST - operator
    return {
        "status": "optimal",
        "exitCode": 0,
        "goals": {"projects": str(len(ROWS)), "public": f"{district}.00"},
        "funded": list(ROWS),
        "capitalUse": {
            "central": "0.00", "local": f"{district}.00", "utility": "0.00", "resident": "0.00",
            "social": f"{len(ROWS) * COST - district}.00"},
    }


for years in [25, 20]:
    for name, row in ROWS.items():
        yearly = flows(row, years)
        total = sum(yearly)
        shown = f"{rate_of_return(yearly) / 100:.2f} %" if total >= COST else "below 0 %"
        print(f"{name:11} {years} years: return {shown}, payback {COST / float(yearly[0]):.2f}, "
              f"carries {floor(value(yearly, Fraction(3, 100))):,} at 3 %, "
              f"{ceil(value(yearly, Fraction(8, 100))):,} at 8 %")
assert sum(ROWS["streams"][name] for name in STREAMS) == 2_097_000

expected = plan() | {"variants": {
    "concession-20": plan(years=20),
    "interest-subsidy": plan(years=20, subsidy=True),
    "taxed": plan(tax=Fraction(25, 100)),
}}
if sys.argv[1:] == ["--write"]:
    text = json.dumps(expected, ensure_ascii=False, indent=2) + "\n"
    (FOLDER / "expected.json").write_text(text, encoding="utf-8")
if json.loads((FOLDER / "expected.json").read_text(encoding="utf-8")) != expected:
    sys.exit("expected.json differs from what is worked out here")
print("expected.json agrees")
