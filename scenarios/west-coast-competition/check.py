#!/usr/bin/env python3
"""Works out the answers of this scenario by trying all 256 sets of communities.

Reads the tables, knows nothing of Fundmix, uses exact fractions. Also prints whom an office would
choose in strict order of the score (ties by contribution, end at the first that does not fit).
Compares with expected.json and ends with code 1 if they differ.
"""

import csv
import json
import sys
from fractions import Fraction
from itertools import combinations
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
RATES = ["participation", "support", "contribution", "property_coverage"]
VARIANTS = {
    "": {},
    "contribution-twice": {"column": "score_contribution_twice"},
    "budget-33m": {"budget": 33_000_000},
    "budget-33m-open-to-all": {"budget": 33_000_000, "support": Fraction(1, 2)},
}


def table(name):
    with open(FOLDER / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = {row["id"]: row for row in table("projects.csv")}
COSTS = {row["project"]: int(row["cost"]) for row in table("works.csv")}
RESIDENTS = {name: int(row["resident_money"]) for name, row in ROWS.items()}
NEED = {name: COSTS[name] - RESIDENTS[name] for name in ROWS}


def check_scores():
    for row in ROWS.values():
        rates = [Fraction(row[rate]) for rate in RATES]
        assert Fraction(row["score"]) == sum(rates) * 100 / 4
        assert Fraction(row["score_contribution_twice"]) == (sum(rates) + rates[2]) * 100 / 5
    assert sum(RESIDENTS.values()) == 4_100_000


def solve(column="score", budget=40_000_000, support=Fraction(4, 5)):
    refused = [name for name, row in ROWS.items() if Fraction(row["support"]) < support]
    allowed = [name for name in ROWS if name not in refused]
    score = {name: Fraction(ROWS[name][column]) for name in allowed}

    order = sorted(allowed, key=lambda n: (-score[n], -Fraction(ROWS[n]["contribution"]), n))
    ranked = []
    for name in order:
        if sum(NEED[chosen] for chosen in ranked) + NEED[name] > budget:
            break
        ranked.append(name)
    left = budget - sum(NEED[name] for name in ranked)
    print(f"ranked by {column}, {budget} yuan: {' '.join(ranked)}, {left} yuan left")

    answers = sorted(
        (-sum(score[name] for name in chosen), sum(NEED[name] for name in chosen), chosen)
        for size in range(len(allowed) + 1) for chosen in combinations(allowed, size)
        if sum(NEED[name] for name in chosen) <= budget)
    best = answers[0]
    assert answers[1][:2] != best[:2], "two best answers"
    hundredths = -best[0] * 100
    assert hundredths.denominator == 1
    whole, decimals = divmod(hundredths.numerator, 100)
    residents = sum(RESIDENTS[name] for name in best[2])
    return {
        "status": "optimal",
        "exitCode": 0,
        "goals": {
            "score": f"{whole}.{decimals:02}".rstrip("0").rstrip("."),
            "government": f"{best[1]}.00"},
        "funded": list(best[2]),
        "capitalUse": {
            "central": "0.00", "local": f"{best[1]}.00", "utility": "0.00",
            "resident": f"{residents}.00", "social": "0.00"},
        "refusedByGate": {name: ["support"] for name in refused},
    }


check_scores()
answers = {name: solve(**settings) for name, settings in VARIANTS.items()}
expected = answers.pop("") | {"variants": answers}
if sys.argv[1:] == ["--write"]:
    text = json.dumps(expected, ensure_ascii=False, indent=2) + "\n"
    (FOLDER / "expected.json").write_text(text, encoding="utf-8")
if json.loads((FOLDER / "expected.json").read_text(encoding="utf-8")) != expected:
    sys.exit("expected.json differs from what the enumeration finds")
print("expected.json agrees with the enumeration")
