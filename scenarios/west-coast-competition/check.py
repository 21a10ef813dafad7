#!/usr/bin/env python3
"""Works out the answers of this scenario by trying all 256 sets of communities.

Reads the tables, knows nothing of Fundmix, uses exact fractions. Also works out whom an office
chooses in strict order of the score (ties by contribution, end at the first that does not fit, or
pass over it), which the variants "ranked" do. Compares with expected.json and ends with code 1 if they differ.
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
    "ranked": {"ranked": "stop"},
    "ranked-contribution-twice": {"ranked": "stop", "order": "score_contribution_twice"},
    "ranked-skip-contribution-twice": {"ranked": "skip", "order": "score_contribution_twice"},
    "ranked-budget-33m": {"ranked": "stop", "budget": 33_000_000},
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


def in_order(allowed, column, budget, when_full):
    """The communities that are taken in strict order of a score, and the order."""
    order = sorted(allowed, key=lambda name: (
        -Fraction(ROWS[name][column]), -Fraction(ROWS[name]["contribution"]), name))
    taken = []
    for name in order:
        if sum(NEED[chosen] for chosen in taken) + NEED[name] <= budget:
            taken.append(name)
        elif when_full == "stop":
            break
    return taken, order


def shortages(order, taken, budget, when_full):
    """What each community that was tried and did not fit needs, and what those before it left."""
    lacks = {}
    left = budget
    for name in order:
        if name in taken:
            left -= NEED[name]
        else:
            lacks[name] = {"needed": f"{NEED[name]}.00", "left": f"{left}.00"}
            if when_full == "stop":
                break
    return lacks


def points(score):
    hundredths = score * 100
    assert hundredths.denominator == 1
    whole, decimals = divmod(hundredths.numerator, 100)
    return f"{whole}.{decimals:02}".rstrip("0").rstrip(".")


def solve(column="score", budget=40_000_000, support=Fraction(4, 5), ranked=None, order=None):
    refused = [name for name, row in ROWS.items() if Fraction(row["support"]) < support]
    allowed = [name for name in ROWS if name not in refused]
    score = {name: Fraction(ROWS[name][column]) for name in allowed}

    taken, places = in_order(allowed, order or column, budget, ranked or "stop")
    left = budget - sum(NEED[name] for name in taken)
    print(f"{' '.join(places)} by {order or column}, {budget} yuan: {' '.join(taken)}, {left} left")

    answers = sorted(
        (-sum(score[name] for name in chosen), sum(NEED[name] for name in chosen), chosen)
        for size in range(len(allowed) + 1) for chosen in combinations(allowed, size)
        if sum(NEED[name] for name in chosen) <= budget)
    best = answers[0]
    assert answers[1][:2] != best[:2], "two best answers"
    if ranked:
        best = (-sum(score[name] for name in taken), sum(NEED[name] for name in taken),
                sorted(taken))
    residents = sum(RESIDENTS[name] for name in best[2])
    ranking = {} if not ranked else {"ranking": {
        "order": places,
        "shortages": shortages(places, taken, budget, ranked),
        "optimum": points(-answers[0][0])}}
    return {
        "status": "optimal",
        "exitCode": 0,
        "goals": {
            "score": points(-best[0]),
            "government": f"{best[1]}.00"},
        "funded": list(best[2]),
        "capitalUse": {
            "central": "0.00", "local": f"{best[1]}.00", "utility": "0.00",
            "resident": f"{residents}.00", "social": "0.00"},
        "refusedByGate": {name: ["support"] for name in refused},
    } | ranking


check_scores()
answers = {name: solve(**settings) for name, settings in VARIANTS.items()}
expected = answers.pop("") | {"variants": answers}
if sys.argv[1:] == ["--write"]:
    text = json.dumps(expected, ensure_ascii=False, indent=2) + "\n"
    (FOLDER / "expected.json").write_text(text, encoding="utf-8")
if json.loads((FOLDER / "expected.json").read_text(encoding="utf-8")) != expected:
    sys.exit("expected.json differs from what the enumeration finds")
print("expected.json agrees with the enumeration")
