#!/usr/bin/env python3
"""Works out the answers of this scenario by hand, without a solver, and compares expected.json.

Central budget investment of a district is the least of rate × eligible base and the approved
construction cost; the city pays the rest. The budget is enough in all runs but `body-counts`.
"""

import csv
import json
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
BUDGET = 243_700_000


def table(name):
    with open(FOLDER / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cost(project, component):
    return sum(
        int(row["cost"]) for row in table("works.csv")
        if row["project"] == project and row["component"] == component)


def answer(rate, body_rate, disclosed=False):
    paid = {}
    for row in table("projects.csv"):
        infrastructure, body = (cost(row["id"], name) for name in ["infrastructure", "building-body"])
        whole = infrastructure + body
        most = (rate * infrastructure + body_rate * body) // 100
        paid[row["id"]] = min(most, int(row["approved_construction_cost"]))
        if disclosed:
            assert int(row["disclosed_investment"]) <= paid[row["id"]]
            paid[row["id"]] = int(row["disclosed_investment"])
        print(f"{row['id']}: {paid[row['id']]:,} of {whole:,}, {paid[row['id']] / whole:.2%}")
    central = min(BUDGET, sum(paid.values()))
    total = sum(int(row["cost"]) for row in table("works.csv"))
    return {
        "status": "optimal",
        "exitCode": 0,
        "goals": {"projects": "3", "budget-investment": f"{central}.00"},
        "funded": sorted(paid),
        "capitalUse": {
            "central": f"{central}.00", "local": f"{total - central}.00", "utility": "0.00",
            "resident": "0.00", "social": "0.00"},
    }


expected = answer(90, 0) | {"variants": {
    "body-counts": answer(90, 90),
    "as-disclosed": answer(90, 90, disclosed=True),
    "central-guide-45": answer(45, 0),
}}
if sys.argv[1:] == ["--write"]:
    text = json.dumps(expected, ensure_ascii=False, indent=2) + "\n"
    (FOLDER / "expected.json").write_text(text, encoding="utf-8")
if json.loads((FOLDER / "expected.json").read_text(encoding="utf-8")) != expected:
    sys.exit("expected.json differs from what is worked out here")
print("expected.json agrees")
