#!/usr/bin/env python3
"""Works out the answers of this scenario by trying every set of communities.

Reads the tables, knows nothing of Fundmix, uses exact fractions. A district's part of the grant is
split by the factor method in whole yuan; a community takes at most 60 % of its cost from it, and the
city pays the rest. Compares with expected.json and ends with code 1 if they differ.
"""

import csv
import json
import sys
from fractions import Fraction
from itertools import combinations
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
FACTORS = {"建筑面积(万㎡)": 40, "户数": 40, "楼栋数": 10, "小区数": 10}


def table(name):
    with open(FOLDER / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pots(pool, hard):
    rows = table("districts.csv")
    exact = dict.fromkeys((row["所在县区"] for row in rows), Fraction(0))
    for factor, weight in FACTORS.items():
        task = {
            row["所在县区"]: Fraction(row[factor])
            * (Fraction(row["财政困难程度系数"]) if hard else 1)
            for row in rows
        }
        for name in exact:
            exact[name] += pool * Fraction(weight, 100) * task[name] / sum(task.values())
    yuan = {name: int(amount) for name, amount in exact.items()}
    ranked = sorted(exact, key=lambda n: (yuan[n] - exact[n], n.encode()))
    for name in ranked[: pool - sum(yuan.values())]:
        yuan[name] += 1
    return yuan


def solve(pool=15_000_000, hard=True, city=12_000_000):
    rows = table("projects.csv")
    cost = {row["项目编号"]: int(row["造价（万元）"]) * 10_000 for row in table("works.csv")}
    pot = pots(pool, hard)
    answers = []
    for size in range(len(rows) + 1):
        for chosen in combinations(rows, size):
            grant = sum(
                min(pot[d], sum(cost[r["编号"]] * 6 // 10 for r in chosen if r["所在县区"] == d))
                for d in pot
            )
            local = sum(cost[r["编号"]] for r in chosen) - grant
            if local <= city:
                homes = sum(int(r["户数"]) for r in chosen)
                answers.append((-homes, local, [r["编号"] for r in chosen], grant))
    answers.sort()
    assert answers[0][:2] != answers[1][:2], "two sets are equally good"
    return pot, answers[0]


RUNS = {None: {}, "pool-minus-20": {"pool": 12_000_000}, "no-difficulty": {"hard": False}}
expected = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
for variant, settings in RUNS.items():
    pot, (homes, local, chosen, grant) = solve(**settings)
    print(variant or "as it is", pot, -homes, local, chosen, grant)
    wanted = expected if variant is None else expected["variants"][variant]
    found = {
        "funded": chosen,
        "goals": {"households": str(-homes), "local": f"{local}.00"},
        "capitalUse": {
            "central": f"{grant}.00", "local": f"{local}.00", "resident": "0.00",
            "social": "0.00", "utility": "0.00",
        },
    }
    for key, value in found.items():
        if wanted[key] != value:
            sys.exit(f"{variant or 'as it is'}: expected.json says {wanted[key]}, not {value}")
