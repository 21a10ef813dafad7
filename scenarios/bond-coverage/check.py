#!/usr/bin/env python3
"""Works out the answers of this scenario in exact fractions, without a solver.

A project is funded where its debts (bond and other debt) are covered often enough and leave enough
to capital; what the debts must give up, the city's reserve replaces where there is one. Prints the
coverage of each project and its largest debt at 1.0, 1.1, 1.2 and 1.3 times, and compares the plans
with expected.json.
"""

import csv
import json
import sys
from fractions import Fraction
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
YUAN = 10_000  # yuan in 万元


def table(name):
    with open(FOLDER / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


COSTS = {row["project"]: Fraction(row["cost"]) * YUAN for row in table("works.csv")}
ROWS = {row["编号"]: row for row in table("projects.csv")}


def amount(row, name):
    return Fraction(row[f"{name}（万元）"]) * YUAN


def service_per_yuan(row, rate):
    return 1 + Fraction(row[f"{rate}（%）"]) / 100 * Fraction(row["期限"])


def covered(row, rate, least):
    """The largest debt in whole yuan."""
    return amount(row, "预期收益") / (least * service_per_yuan(row, rate)) // 1


def plan(least="1.2", rate="测算利率", capital="0.2", reserve=0):
    funded, bonds, used = [], 0, 0
    needs = {}
    for name, row in ROWS.items():
        bond, other = amount(row, "申请专项债"), amount(row, "其他债务")
        most = min(
            bond + other, covered(row, rate, Fraction(least)),
            (1 - Fraction(capital)) * COSTS[name] // 1)
        needs[name] = (COSTS[name] - amount(row, "资本金") - most, most - other)
    for name, (need, bond) in needs.items():
        if need == 0 or used + need <= reserve:
            funded.append(name)
            bonds, used = bonds + bond, used + need
    # The reserve is enough for all or for none, so that no choice is left.
    assert reserve == 0 or len(funded) == len(ROWS)
    total = sum(COSTS[name] for name in funded)

    def text(value):
        assert value == int(value)
        return f"{int(value)}.00"

    return {
        "status": "optimal",
        "exitCode": 0,
        "goals": {"projects": str(len(funded)), "reserve": text(used), "bonds": text(bonds)},
        "funded": funded,
        "capitalUse": {
            "central": "0.00", "local": text(total), "utility": "0.00", "resident": "0.00",
            "social": "0.00"},
    }


for name, row in ROWS.items():
    debt = amount(row, "申请专项债") + amount(row, "其他债务")
    assert debt + amount(row, "资本金") == COSTS[name] == amount(row, "总投资")
    for rate in ["测算利率", "发行利率"]:
        coverage = amount(row, "预期收益") / (debt * service_per_yuan(row, rate))
        most = [covered(row, rate, Fraction(least)) for least in ["1.0", "1.1", "1.2", "1.3"]]
        print(f"{name:11} {float(coverage):.3f}  debt {int(debt):>13,}  largest at 1.0 … 1.3 "
              + "  ".join(f"{int(m):>13,}" for m in most))

expected = plan() | {"variants": {
    "least-1.0": plan(least="1.0"),
    "least-1.1": plan(least="1.1"),
    "least-1.3": plan(least="1.3"),
    "issued-coupon": plan(rate="发行利率"),
    "reserve": plan(reserve=3000 * YUAN),
    "capital-21": plan(capital="0.21"),
}}
if sys.argv[1:] == ["--write"]:
    text = json.dumps(expected, ensure_ascii=False, indent=2) + "\n"
    (FOLDER / "expected.json").write_text(text, encoding="utf-8")
if json.loads((FOLDER / "expected.json").read_text(encoding="utf-8")) != expected:
    sys.exit("expected.json differs from what is worked out here")
print("expected.json agrees")
