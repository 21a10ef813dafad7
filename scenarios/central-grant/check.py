#!/usr/bin/env python3
"""Works out the six splits of this folder in exact fractions and compares them with expected.json.

Reads the tables of regions, knows nothing of Fundmix, and ends with code 1 if an amount differs.
"""

import csv
import json
import sys
from fractions import Fraction
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
POOL = 200_000_000_000  # fen
ADVANCES = {"新疆": 96_377_000_000, "天津": 24_400_000_000}  # published
FACTORS = ["建筑面积(平方米)", "户数", "楼栋数", "小区数"]


def split(weights, flat=0, reward=0, hard=True, table="regions.csv", pool=POOL):
    with open(FOLDER / table, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    k = {row["地区"]: Fraction(row["财政困难程度系数"]) if hard else 1 for row in rows}
    q = {row["地区"]: Fraction(row["绩效"]) for row in rows}
    size = dict.fromkeys(k, Fraction(0))
    for weight, factor in zip(weights, FACTORS):
        total = sum(Fraction(row[factor]) * k[row["地区"]] for row in rows)
        for row in rows:
            share = Fraction(row[factor]) * k[row["地区"]] / total
            size[row["地区"]] += Fraction(weight, 100) * share
    for name in size:
        size[name] += Fraction(flat, 100) * q[name] / sum(q.values())
    merit = sum(size[name] * q[name] for name in size)
    part = Fraction(reward, 100)
    exact = {n: pool * ((1 - part) * size[n] + part * size[n] * q[n] / merit) for n in size}
    fen = {name: int(amount) for name, amount in exact.items()}
    ranked = sorted(exact, key=lambda n: (fen[n] - exact[n], n.encode()))
    for name in ranked[: pool - sum(fen.values())]:
        fen[name] += 1
    assert sum(fen.values()) == pool
    return {name: f"{amount // 100}.{amount % 100:02}" for name, amount in fen.items()}


BOTH = sum(ADVANCES.values())
answers = {
    None: split([40, 40, 10, 10]),
    "form-2020": split([40, 30, 10, 10], flat=10),
    "form-2024": split([40, 40, 10, 10], reward=20),
    "no-difficulty": split([40, 40, 10, 10], hard=False),
    "two-regions": split([40, 40, 10, 10], hard=False, table="regions-two.csv", pool=BOTH),
    "two-regions-1.5": split([40, 40, 10, 10], table="regions-two.csv", pool=BOTH),
}
expected = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
for variant, amounts in answers.items():
    wanted = expected if variant is None else expected["variants"][variant]
    print(variant or "as it is", amounts)
    if amounts != wanted["amounts"]:
        sys.exit(f"{variant or 'as it is'}: expected.json says {wanted['amounts']}")
ratio = Fraction(ADVANCES["新疆"], ADVANCES["天津"])
print(f"published advances: {float(ratio):.2f} to 1")
