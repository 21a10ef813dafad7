#!/usr/bin/env python3
"""Writes the tables and the expected answers of this scenario; --check works the answers out again.

Whole numbers, a fixed seed, no libraries, no solver. The published totals are spread over invented
communities with the largest-remainder method; what must come out follows by sorting.
"""

import csv
import json
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
COMMUNITIES, HOUSEHOLDS = 227, 34_400
COST, CENTRAL, RESIDENT = 26_693, 11_788, 500
CAPACITY = 200_000_000
# Per mille of a community's cost, and whether the class must be done.
CLASSES = [("basic", 480), ("safety", 80), ("completion", 300), ("upgrade", 140)]
OUTPUTS = {
    "drains_m": ("basic", 116_800), "roads_m2": ("basic", 226_900),
    "parking": ("completion", 2_210), "places": ("upgrade", 65),
}


def numbers(seed):
    """Whole numbers from 0 to 999, the same everywhere."""
    state = seed
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield (state >> 33) % 1000


def spread(total, weights):
    """Whole parts of a total in proportion to weights: largest remainder, then first."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for index in order[: total - sum(parts)]:
        parts[index] += 1
    return parts


def tables():
    random = numbers(2024)
    households = spread(HOUSEHOLDS, [60 + next(random) % 200 for _ in range(COMMUNITIES)])
    areas = [count * (72 + next(random) % 17) for count in households]
    outputs = {name: spread(total, households) for name, (_, total) in OUTPUTS.items()}
    projects, works = [], []
    for index, count in enumerate(households):
        name = f"Q{index + 1:03d}"
        county = "ABCDEFG"[index % 7]
        projects.append([name, f"{county}县{index + 1:03d}小区", f"{county}县", count, areas[index]])
        cost = COST * count
        parts = spread(cost, [share for _, share in CLASSES])
        for (kind, _), part in zip(CLASSES, parts):
            cells = [
                outputs[column][index] if OUTPUTS[column][0] == kind else 0 for column in OUTPUTS
            ]
            works.append([name, kind, kind, part, *cells])
    return projects, works


def write(name, heading, rows):
    with open(FOLDER / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(rows)


def text(amount):
    return f"{amount}.00"


def answer(utilities_per_mille, capacity, projects, works):
    """The most works of the completion class, then of the upgrade class, then the least local money.

    All communities are served, because what must be done fits. A work costs the local budget what
    utilities do not pay of it, so the smallest works come first, and the smallest completion works
    lie in the same communities as the smallest upgrade works.
    """
    cost = {kind: sorted(w[3] for w in works if w[1] == kind) for kind, _ in CLASSES}
    must = sum(cost["basic"]) + sum(cost["safety"])
    fixed = CENTRAL * HOUSEHOLDS + RESIDENT * HOUSEHOLDS

    def local(total):
        return total - total * utilities_per_mille // 1000 - fixed

    def most(total, costs):
        count = 0
        while count < len(costs) and (
            capacity is None or local(total + sum(costs[: count + 1])) <= capacity
        ):
            count += 1
        return count, total + sum(costs[:count])

    completion, total = most(must, cost["completion"])
    upgrade, total = most(total, cost["upgrade"])
    utilities = total * utilities_per_mille // 1000
    done = {
        kind: {w[0] for w in sorted(
            (w for w in works if w[1] == kind), key=lambda w: w[3])[:count]}
        for kind, count in (("completion", completion), ("upgrade", upgrade))
    }
    parking = sum(w[6] for w in works if w[1] == "completion" and w[0] in done["completion"])
    places = sum(w[7] for w in works if w[1] == "upgrade" and w[0] in done["upgrade"])
    return {
        "status": "optimal", "exitCode": 0, "gap": 0,
        "goals": {
            "households": str(HOUSEHOLDS), "completion": str(completion), "upgrade": str(upgrade),
            "local": text(local(total)), "drains": "116800", "roads": "226900",
            "parking": str(parking), "places": str(places),
        },
        "funded": {"count": COMMUNITIES},
        "capitalUse": {
            "central": text(CENTRAL * HOUSEHOLDS), "local": text(local(total)),
            "utility": text(utilities), "resident": text(RESIDENT * HOUSEHOLDS), "social": "0.00",
        },
    }


def main():
    projects, works = tables()
    assert sum(row[3] for row in projects) == HOUSEHOLDS
    assert sum(row[3] for row in works) == COST * HOUSEHOLDS == 918_239_200
    expected = answer(367, None, projects, works)
    assert expected["capitalUse"]["local"] == "158538214.00"
    ten = answer(100, None, projects, works)
    assert ten["capitalUse"]["local"] == "403708080.00"
    expected["variants"] = {
        "utilities-10": ten, "utilities-10-local-200m": answer(100, CAPACITY, projects, works),
    }
    files = json.dumps(expected, indent=2) + "\n"
    if "--check" in sys.argv:
        assert (FOLDER / "expected.json").read_text(encoding="utf-8") == files
        with open(FOLDER / "works.csv", encoding="utf-8", newline="") as file:
            assert [row for row in csv.reader(file)][1:] == [[str(c) for c in w] for w in works]
        print("expected.json and works.csv are what the totals give")
        return
    write("projects.csv", ["id", "name", "district", "households", "area_m2"], projects)
    write("works.csv", ["project", "id", "class", "cost", *OUTPUTS], works)
    (FOLDER / "expected.json").write_text(files, encoding="utf-8")


main()
