#!/usr/bin/env python3
"""Compares Fundmix with HiGHS, a second solver, on the first goal of scenarios.

    compare_highs.py FUNDMIX SCENARIO...            scenario folders
    compare_highs.py FUNDMIX --random N [--seed S]  N random small scenarios, seeds S, S+1, ...

For each scenario `fundmix export --format mps` writes the model and `fundmix solve` the plan. HiGHS
solves the model; its whole-number decisions are then fixed and the payments solved again, so that
its plan does not live from tolerances. Two answers disagree if
- one program found a plan that the other proved impossible,
- Fundmix's plan breaks a row of the model, or is not worth there what result.json says,
- a plan is better than what the other program proved that no plan can be,
- both say "optimal" and the values differ by more than the two gaps.
Ends with code 1 if any pair disagrees. Needs `pip install highspy`.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path

sys.dont_write_bytecode = True

from exported_model import ExportedModel, export, scale_of
from random_scenario import Scenario
from second_opinion import SecondOpinion, new_highs
from text_table import print_table

# Allowed error of the second solver, relative to the size of a value: it counts in doubles.
TOLERANCE = 1e-7
# Exit codes of `fundmix solve`: proved, no plan exists, stopped without a plan, not proved.
PROVED, IMPOSSIBLE, NO_PLAN, UNPROVED = 0, 3, 4, 5


def run_fundmix(binary, scenario, folder, time_limit, gap):
    """Exports the model of the first goal and solves; returns (exit code, plan folder, model)."""
    model = folder / "model.mps"
    export(binary, scenario, "mps", model)
    plan = folder / "plan"
    solved = subprocess.run(
        [binary, "solve", scenario, "-o", plan, "--time-limit", str(time_limit),
         "--gap", str(gap), "--quiet"], capture_output=True, text=True)
    if solved.returncode not in {PROVED, IMPOSSIBLE, NO_PLAN, UNPROVED}:
        raise RuntimeError(f"solve ended with {solved.returncode}: {solved.stderr.strip()}")
    return solved.returncode, plan, model


class OwnAnswer:
    """What Fundmix says: exit code, and its plan's value and bound in the model's unit."""

    def __init__(self, code, plan, model):
        self.code, self.value, self.bound, self.fault = code, None, None, None
        if not (plan / "plan.csv").exists():
            return
        highs = new_highs(10, 0)
        highs.readModel(str(model))
        exported = ExportedModel(highs)
        values = exported.place(plan / "plan.csv")
        exported.complete(values, highs)
        self.value = exported.objective(values)
        result = json.loads((plan / "result.json").read_text(encoding="utf-8"))
        goal = result["tables"]["goals"]["rows"][0]
        scale = scale_of(model)
        if goal["bound"] is not None:
            self.bound = float(Fraction(goal["bound"]) / scale)
        reported = float(Fraction(goal["value"]) / scale)
        broken_row = exported.broken_row(values)
        if broken_row:
            self.fault = f"Fundmix's plan breaks row {broken_row}"
        elif abs(reported - self.value) > 1e-9 * max(1.0, abs(reported)):
            self.fault = f"result.json says {reported:.9g}, the plan is worth {self.value:.9g}"


def compare(binary, name, scenario, folder, options):
    """Returns a row of the table and whether the two agree."""
    started = time.monotonic()
    own = OwnAnswer(*run_fundmix(binary, scenario, folder, options.time_limit, options.gap))
    own_seconds = time.monotonic() - started
    started = time.monotonic()
    other = SecondOpinion(folder / "model.mps", options.time_limit, options.gap)
    other_seconds = time.monotonic() - started
    faults = disagreements(own, other, options.gap)
    row = [
        name, str(own.code), show(own.value), show(own.bound), other.status, show(other.value),
        show(other.bound), f"{own_seconds:.1f}", f"{other_seconds:.1f}",
        "; ".join(faults) or "agree"]
    return row, not faults


def disagreements(own, other, gap):
    faults, code, value, bound = [], own.code, own.value, own.bound
    if own.fault:
        faults.append(own.fault)
    known = [abs(number) for number in [value, bound, other.value, other.bound]
             if number is not None]
    error = TOLERANCE * max([1.0] + known)

    def is_better(left, right, allowance=error):
        """Whether left is better than right by more than the allowance."""
        return left - right > allowance if other.is_maximum else right - left > allowance

    if code == IMPOSSIBLE and other.value is not None:
        faults.append("HiGHS has a plan where Fundmix proved that there is none")
    if value is not None and other.is_impossible:
        faults.append("Fundmix has a plan where HiGHS proved that there is none")
    if value is not None and other.bound is not None and is_better(value, other.bound):
        faults.append("Fundmix's plan is better than HiGHS's bound")
    if bound is not None and other.value is not None and is_better(other.value, bound):
        faults.append("HiGHS's plan is better than Fundmix's bound")
    if code == PROVED and other.is_optimal and value is not None and other.value is not None:
        if abs(value - other.value) > error + 2 * gap * max(abs(value), abs(other.value)):
            faults.append("both say optimal, the values differ")
    return faults


def show(number):
    return "-" if number is None else f"{number:.9g}"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fundmix", help="the program to check")
    parser.add_argument("scenarios", nargs="*", help="scenario folders")
    parser.add_argument("--random", type=int, default=0, metavar="N", help="random scenarios")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first random scenario")
    parser.add_argument("--gap", type=float, default=1e-4, help="relative gap asked of both")
    parser.add_argument("--time-limit", type=float, default=60, help="seconds for each solve")
    parser.add_argument("--keep", metavar="DIR", help="keep the folders of random scenarios here")
    options = parser.parse_args()
    if not options.scenarios and not options.random:
        parser.error("name scenario folders, or --random N")

    binary = str(Path(options.fundmix).resolve())
    rows, failures = [], 0
    with tempfile.TemporaryDirectory() as temporary:
        library = Path(options.keep or temporary)
        cases = [(str(folder), Path(folder)) for folder in options.scenarios]
        for seed in range(options.seed, options.seed + options.random):
            folder = library / f"random-{seed}"
            Scenario(seed).write(folder)
            cases.append((f"random-{seed}", folder))
        for place, (name, scenario) in enumerate(cases):
            folder = Path(temporary) / f"run-{place}"
            folder.mkdir()
            try:
                row, agree = compare(binary, name, scenario, folder, options)
            except RuntimeError as error:
                row, agree = [name] + ["-"] * 8 + [str(error).splitlines()[0]], False
            rows.append(row)
            failures += not agree
    print_table(
        ["scenario", "exit", "fundmix", "bound", "HiGHS", "value", "bound", "s", "s", ""], rows)
    print(f"{len(rows) - failures} of {len(rows)} agree")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
