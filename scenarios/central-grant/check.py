#!/usr/bin/env python3
"""Works out the four splits of this folder in exact fractions and compares them with expected.json.

Reads regions.csv, knows nothing of Fundmix, and ends with code 1 if an amount differs.
"""

import csv
import json
import sys
from fractions import Fraction
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
POOL = 200_000_000_000  # fen
FACTORS = ["建筑面积(平方米)", "户数", "楼栋数", "小区数"]


def split(weights, flat=0, reward=0, hard=True):
    with open(FOLDER / "regions.csv", encoding="utf-8", newline="") as file:
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
    exact = {n: POOL * ((1 - part) * size[n] + part * size[n] * q[n] / merit) for n in size}
    fen = {name: int(amount) for name, amount in exact.items()}
    ranked = sorted(exact, key=lambda n: (fen[n] - exact[n], n.encode()))
    for name in ranked[: POOL - sum(fen.values())]:
        fen[name] += 1
    assert sum(fen.values()) == POOL
    return {name: f"{amount // 100}.{amount % 100:02}" for name, amount in fen.items()}


answers = {
    None: split([40, 40, 10, 10]),
    "form-2020": split([40, 30, 10, 10], flat=10),
    "form-2024": split([40, 40, 10, 10], reward=20),
    "no-difficulty": split([40, 40, 10, 10], hard=False),
}
expected = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
for variant, amounts in answers.items():
    wanted = expected if variant is None else expected["variants"][variant]
    print(variant or "as it is", amounts)
    if amounts != wanted["amounts"]:
        sys.exit(f"{variant or 'as it is'}: expected.json says {wanted['amounts']}")
