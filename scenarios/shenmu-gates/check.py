#!/usr/bin/env python3
"""Works out the answers of this scenario by trying every set of communities.

Reads the tables, knows nothing of Fundmix, uses exact fractions. A set is possible if what its
communities cost can be paid: each community gives central money up to 1/1.15 of its cost (the city
adds at least 15 % of it), in whole yuan. Compares with expected.json and ends with code 1 if they
differ.
"""

import csv
import json
import sys
from fractions import Fraction
from itertools import combinations
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
GATES = ["built", "consent", "fee", "illegal-building", "structure", "expropriation"]
VARIANTS = {
    "": {},
    "baoding-80": {"consent": Fraction(4, 5)},
    "built-2005": {"built": 2005},
    "one-yuan-short": {"central": 10_000, "local": 1_549_999},
    "all-four": {"local": 3_450_000},
    "ranked": {"ranked": "stop"},
    "ranked-skip": {"ranked": "skip"},
    "ranked-one-yuan-short": {"ranked": "stop", "local": 1_829_999},
    "boundary": {"tables": "-boundary"},
    "boundary-votes": {"tables": "-boundary", "votes": True},
}


def table(name):
    with open(FOLDER / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def refusals(row, consent, built, votes):
    agreed = Fraction(row["同意户数"]) / int(row["户数"]) if votes else Fraction(row["同意率"])
    holds = {
        "built": int(row["建成年份"]) <= built,
        "consent": agreed >= consent,
        "fee": Fraction(row["物业费收缴率"]) >= Fraction(1, 2),
        "illegal-building": row["违建已拆除"] == "是",
        "structure": row["结构安全"] == "是",
        "expropriation": row["列入征收计划"] == "否",
    }
    return [gate for gate in GATES if not holds[gate]]


def solve(consent=Fraction(2, 3), built=2000, central=3_600_000, local=2_400_000, ranked=None,
          tables="", votes=False):
    costs = {row["项目编号"]: int(row["造价（万元）"]) * 10_000 for row in table(f"works{tables}.csv")}
    rows = table(f"projects{tables}.csv")
    refused = {row["编号"]: refusals(row, consent, built, votes) for row in rows}
    homes = {row["编号"]: int(row["户数"]) for row in rows}
    for row in rows:
        assert costs[row["编号"]] == 300 * int(row["建筑面积"])
    allowed = [row["编号"] for row in rows if not refused[row["编号"]]]
    answers = []
    for size in range(len(allowed) + 1):
        for chosen in combinations(allowed, size):
            cost = sum(costs[name] for name in chosen)
            from_central = min(central, sum(costs[name] * 100 // 115 for name in chosen))
            if cost - from_central <= local:
                households = sum(homes[name] for name in chosen)
                answers.append((-households, cost - from_central, chosen, from_central))
    answers.sort()
    best = answers[0]
    assert len(answers) == 1 or answers[1][:2] != best[:2], "two best answers"
    ranking = {}
    if ranked:
        # In order of consent; a set that can be paid is one of the answers.
        possible = {frozenset(answer[2]): answer for answer in answers}
        taken, lacks, total = frozenset(), {}, central + local
        shares = {row["编号"]: Fraction(row["同意率"]) for row in rows}
        order = sorted(allowed, key=lambda name: (-shares[name], name))
        for name in order:
            if taken | {name} in possible:
                taken |= {name}
                total -= costs[name]
                continue
            # Here both pots together are too small, so that what is left is what all leave.
            assert costs[name] > total
            lacks[name] = {"needed": f"{costs[name]}.00", "left": f"{total}.00"}
            if ranked == "stop":
                break
        best = possible[taken]
        ranking = {"ranking": {
            "order": order, "shortages": lacks, "optimum": str(-answers[0][0])}}
    return {
        "status": "optimal",
        "exitCode": 0,
        "goals": {"households": str(-best[0]), "local": f"{best[1]}.00"},
        "funded": list(best[2]),
        "capitalUse": {
            "central": f"{best[3]}.00", "local": f"{best[1]}.00", "utility": "0.00",
            "resident": "0.00", "social": "0.00"},
        "refusedByGate": {name: gates for name, gates in refused.items() if gates},
    } | ranking


answers = {name: solve(**settings) for name, settings in VARIANTS.items()}
expected = answers.pop("") | {"variants": answers}
if sys.argv[1:] == ["--write"]:
    text = json.dumps(expected, ensure_ascii=False, indent=2) + "\n"
    (FOLDER / "expected.json").write_text(text, encoding="utf-8")
if json.loads((FOLDER / "expected.json").read_text(encoding="utf-8")) != expected:
    sys.exit("expected.json differs from what the enumeration finds")
print("expected.json agrees with the enumeration")
