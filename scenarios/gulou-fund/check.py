#!/usr/bin/env python3
"""Works out the answers of this scenario from its tables; --write makes tables and answers anew.

Knows nothing of Fundmix. Compares with expected.json and ends with code 1 if they differ.
"""

import csv
import json
import sys
from fractions import Fraction
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
BATCHES, EACH, MEAN = 23, 10, 18_000
PAID = 19_938_240
COSTS = {"roads": 120, "pipes": 90, "facades": 60}  # yuan for a square metre


def write_tables():
    """23 batches of ten communities: areas around the mean, eight of them with who has not paid."""
    short = {2: 3, 5: 4, 8: 2, 11: 4, 13: 3, 16: 4, 19: 3, 22: 3}
    assert sum(short.values()) == 26
    rows, left = [], 5 * BATCHES * EACH * MEAN - PAID
    for number in range(1, BATCHES + 1):
        area = EACH * MEAN + (number - 12) * 5_000
        unpaid = short.get(number, 0)
        missing = 0
        if unpaid:
            missing = left if number == max(short) else unpaid * 29_300
            left -= missing
        rate = 4 if number in (3, 17) else 5
        rows.append([
            f"GL{number:02}", f"第{number}批", EACH, EACH - unpaid, area, rate, 5 * area - missing])
    assert left == 0
    with open(FOLDER / "projects.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([
            "id", "name", "communities", "fully_paid", "area_m2", "agreed_rate", "fund_paid"])
        writer.writerows(rows)
    with open(FOLDER / "works.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["project", "id", "kind", "class", "cost"])
        for row in rows:
            for kind, price in COSTS.items():
                writer.writerow([row[0], kind, kind, "basic", price * row[4]])


def table(name):
    with open(FOLDER / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text(number):
    number = Fraction(number)
    return str(number) if number.denominator > 1 else str(number.numerator)


def answer(least=5, central=447_120_000):
    projects = table("projects.csv")
    due = sum(max(least, int(row["agreed_rate"])) * int(row["area_m2"]) for row in projects)
    paid = sum(int(row["fund_paid"]) for row in projects)
    full = sum(int(row["fully_paid"]) for row in projects)
    communities = sum(int(row["communities"]) for row in projects)
    cost = sum(int(row["cost"]) for row in table("works.csv"))
    assert (communities, full, paid) == (230, 204, PAID)
    return {
        "status": "optimal", "exitCode": 0,
        "goals": {"communities": str(communities), "district": f"{cost - central}.00"},
        "funded": {"count": BATCHES},
        "capitalUse": {
            "central": f"{central}.00", "local": f"{cost - central}.00", "utility": "0.00",
            "resident": "0.00", "social": "0.00"},
        "warnings": ["check-failed"],
        "figures": {
            "due": text(due), "paid": text(paid), "rate-by-money": text(Fraction(paid, due)),
            "rate-by-communities": text(Fraction(full, communities))},
        "memo": {
            "co-building-fund-due": f"{due}.00", "co-building-fund-paid": f"{paid}.00"},
    }


def answers():
    result = answer()
    assert result["figures"]["due"] == "20700000"
    result["variants"] = {
        "least-6": answer(least=6), "central-minus-10": answer(central=402_408_000)}
    return result


if sys.argv[1:] == ["--write"]:
    write_tables()
    (FOLDER / "expected.json").write_text(
        json.dumps(answers(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
if json.loads((FOLDER / "expected.json").read_text(encoding="utf-8")) != answers():
    sys.exit("expected.json differs from what the tables give")
print("expected.json agrees with the tables")
