#!/usr/bin/env python3
"""Works out the bills of this folder in exact fractions and compares them with expected.json.

Reads the rosters, knows nothing of Fundmix, and ends with code 1 if an amount differs.
"""

import csv
import json
import sys
from fractions import Fraction
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
NET = 35_000_000  # fen for each stair unit: 700,000 yuan less a subsidy of 350,000


def coefficient(floor):
    return {1: Fraction(0), 2: Fraction(1, 2)}.get(floor, 1 + Fraction(floor - 3, 10))


def bills(roster, refusing=()):
    with open(FOLDER / roster, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    units = {}
    for row in rows:
        units.setdefault((row["楼栋"], row["单元"]), []).append(row)
    result = {}
    for (building, stair), flats in units.items():
        shares = {}
        for row in flats:
            floor = [r for r in flats if r["楼层"] == row["楼层"]]
            area = Fraction(row["面积(平方米)"])
            name = f"{building}-{stair}-{row['房号']}"
            part = area / sum(Fraction(r["面积(平方米)"]) for r in floor)
            shares[name] = (coefficient(int(row["楼层"])) * part, int(row["楼层"]))
        for name in refusing:
            if name in shares:
                shares[name] = (Fraction(0), shares[name][1])
        whole = sum(share for share, _ in shares.values())
        exact = {name: NET * share / whole for name, (share, _) in shares.items()}
        fen = {name: int(amount) for name, amount in exact.items()}
        ranked = sorted(exact, key=lambda n: (fen[n] - exact[n], shares[n][1], n.encode()))
        for name in ranked[: NET - sum(fen.values())]:
            fen[name] += 1
        assert sum(fen.values()) == NET
        result.update(fen)
    return result


def text(fen):
    return f"{fen // 100}.{fen % 100:02}"


answers = {
    None: bills("roster.csv"),
    "six-floors": bills("roster-six-floors.csv"),
    "unequal-flats": bills("roster-60-90.csv"),
    "one-refuses": bills("roster.csv", refusing=["1-1-301"]),
    "channels": bills("roster.csv"),
}
expected = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
for variant, amounts in answers.items():
    wanted = expected if variant is None else expected["variants"][variant]
    for name, amount in wanted["amounts"].items():
        if text(amounts[name]) != amount:
            sys.exit(f"{variant or 'as it is'}: {name} pays {text(amounts[name])}, not {amount}")
    print(variant or "as it is", text(sum(amounts.values())))
    if text(sum(amounts.values())) != wanted["sum"]:
        sys.exit(f"{variant or 'as it is'}: the sum is not {wanted['sum']}")
