#!/usr/bin/env python3
"""Works out the answers of this folder in exact fractions and compares them with expected.json.

Reads the tables, knows nothing of Fundmix: each price earns rides × price × 365 less upkeep a year.
"""

import csv
import json
import sys
from fractions import Fraction
from math import floor
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def table(name):
    with open(FOLDER / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def value(yearly, years, rate):
    return sum(yearly / (1 + rate) ** t for t in range(1, years + 1))


def rate_of_return(yearly, years, investment):
    """To the nearest hundredth of a percent; none if the money does not come back."""
    if yearly * years < investment:
        return None
    low, high = 0, 100_000
    while high - low > 1:
        middle = (low + high) // 2
        if value(yearly, years, Fraction(2 * middle - 1, 20_000)) >= investment:
            low = middle
        else:
            high = middle
    return low


def answer(investment="company_half", streams="streams.csv"):
    amounts, figures = {}, {}
    income = {row["project"]: int(row["quantity"]) * Fraction(row["price"]) * int(row["times"])
              for row in table(streams)}
    for row in table("projects.csv"):
        name, years, paid = row["id"], int(row["concession"]), int(row[investment])
        yearly = income[name] - int(row["upkeep"])
        carried = floor(value(yearly, years, Fraction(3, 100)))
        if carried < paid:
            amounts[name] = f"{paid - carried}.00"
        if yearly * years >= paid:
            figures[f"{name} payback"] = f"{float(paid / yearly):.2f}"
        found = rate_of_return(yearly, years, paid)
        figures[f"{name} return"] = (
            "below 0 %" if found is None else f"{found // 100}.{found % 100:02} %")
    total = sum(int(amount[:-3]) for amount in amounts.values())
    return {"kind": "ledger", "amounts": amounts, "sum": f"{total}.00", "figures": figures}


for row in table("projects.csv"):
    assert int(row["after_subsidy"]) == 650_000 - 300_000 == 2 * int(row["company_half"])
expected = answer() | {"variants": {
    "nothing-up-front": answer(investment="after_subsidy"),
    "fewer-rides": answer(streams="streams-fewer.csv"),
}}
if sys.argv[1:] == ["--write"]:
    text = json.dumps(expected, ensure_ascii=False, indent=2) + "\n"
    (FOLDER / "expected.json").write_text(text, encoding="utf-8")
if json.loads((FOLDER / "expected.json").read_text(encoding="utf-8")) != expected:
    sys.exit("expected.json differs from what is worked out here")
print("expected.json agrees")
