#!/usr/bin/env python3
"""Works out the answers of this scenario by trying every set of communities and pipes.

Reads the tables, knows nothing of Fundmix. Compares with expected.json and ends with code 1 if they
differ; --write makes expected.json anew.
"""

import csv
import json
import sys
from itertools import product
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def table(name):
    with open(FOLDER / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


HOMES = {row["编号"]: int(row["户数"]) for row in table("projects.csv")}
ROAD = {name: 0 for name in HOMES}
PIPES = {name: [] for name in HOMES}
for row in table("works.csv"):
    if row["类别"] == "basic":
        ROAD[row["项目编号"]] += int(row["造价（万元）"])
    else:
        PIPES[row["项目编号"]].append(int(row["造价（万元）"]))


def ways(name, one_approval):
    """How a community can be done: its households, number of pipes and cost; the first is not at all."""
    yield 0, 0, 0
    pipes = PIPES[name]
    for chosen in product([False, True], repeat=len(pipes)):
        if not one_approval or len(set(chosen)) == 1:
            yield HOMES[name], sum(chosen), ROAD[name] + sum(
                cost for cost, is_done in zip(pipes, chosen) if is_done)


def answer(budget=380, one_approval=True, together=()):
    best, funded = None, None
    for plan in product(*(list(ways(name, one_approval)) for name in HOMES)):
        done = [name for name, way in zip(HOMES, plan) if way[0]]
        cost = sum(way[2] for way in plan)
        if cost > budget or len({name in done for name in together}) > 1:
            continue
        value = (sum(way[0] for way in plan), sum(way[1] for way in plan), -cost)
        assert value != best or done == funded, "two best answers"
        if best is None or value > best:
            best, funded = value, done
    city = f"{-best[2] * 10_000}.00"
    return {
        "status": "optimal",
        "exitCode": 0,
        "goals": {"households": str(best[0]), "pipes": str(best[1]), "city": city},
        "funded": funded,
        "capitalUse": {
            "central": "0.00", "local": city, "utility": "0.00", "resident": "0.00",
            "social": "0.00"},
    }


expected = answer() | {"variants": {
    "piecemeal": answer(one_approval=False),
    "short": answer(budget=100),
    "short-bundled": answer(budget=100, together=["G2", "G3"]),
}}
path = FOLDER / "expected.json"
if sys.argv[1:] == ["--write"]:
    path.write_text(json.dumps(expected, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
if json.loads(path.read_text(encoding="utf-8")) != expected:
    sys.exit("expected.json differs from what the enumeration finds")
print("expected.json agrees with the enumeration")
