#!/usr/bin/env python3
"""Works out the three splits of this folder in exact fractions and compares them with expected.json.

Reads communities.csv, knows nothing of Fundmix, and ends with code 1 if an amount differs.
"""

import csv
import json
import sys
from fractions import Fraction
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
POOL = 3_000_000  # yuan

with open(FOLDER / "communities.csv", encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


def share(row):
    return Fraction(row.rstrip("%")) / 100


def split(*parts):
    exact = {row["小区名称"]: Fraction(0) for row in ROWS}
    for weight, value in parts:
        total = sum(value(row) for row in ROWS)
        for row in ROWS:
            exact[row["小区名称"]] += POOL * weight * value(row) / total
    yuan = {name: int(amount) for name, amount in exact.items()}
    ranked = sorted(exact, key=lambda n: (yuan[n] - exact[n], n.encode()))
    for name in ranked[: POOL - sum(yuan.values())]:
        yuan[name] += 1
    assert sum(yuan.values()) == POOL
    return {name: f"{amount}.00" for name, amount in yuan.items()}


def households(row):
    return Fraction(row["户数"])


def merit(row):
    return households(row) * share(row["参与率"]) * share(row["满意率"])


HALF = Fraction(1, 2)
answers = {
    None: split((1, merit)),
    "half-by-size": split((HALF, households), (HALF, merit)),
    "regardless-of-size": split(
        (HALF, lambda row: share(row["参与率"])), (HALF, lambda row: share(row["满意率"]))
    ),
}
expected = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
for variant, amounts in answers.items():
    print(variant or "as it is", amounts)
    wanted = expected if variant is None else expected["variants"][variant]
    if amounts != wanted["amounts"]:
        sys.exit(f"{variant or 'as it is'}: expected.json says {wanted['amounts']}")
