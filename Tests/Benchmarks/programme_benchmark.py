#!/usr/bin/env python3
"""Times Fundmix, and other solvers on the same model, on programmes of any size.

    programme_benchmark.py FUNDMIX SCENARIO...                      scenario folders
    programme_benchmark.py FUNDMIX --generate N,N,... [options]     invented programmes
    ... --against highs,cbc,glpsol                                  with other solvers

For each programme it runs `fundmix solve -o`, and prints the phases of run.json and the peak memory.
With --against it exports the model of the first goal and gives it to each solver in the same run,
with the same gap and time limit, one after the other. Ends with code 1 if a program failed, or if a
plan is better than what another program proved that no plan can be.
"""

import argparse
import itertools
import json
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

sys.dont_write_bytecode = True

import other_solvers
from exported_model import export, scale_of
from measured_process import MeasuredProcess
from text_table import print_table

# Exit codes of `fundmix solve` that are answers, in words.
ANSWERS = {0: "proved", 3: "no plan exists", 4: "no plan found", 5: "not proved"}
# Allowed error between two programs, relative to a value: they count in doubles.
TOLERANCE = 1e-6


class OwnRun:
    """A run of Fundmix: phases, memory, and value and bound of the first goal in its own unit."""

    def __init__(self, binary, scenario, folder, options):
        plan = folder / "plan"
        command = [binary, "solve", scenario, "-o", plan, "--quiet", "--gap", options.gap]
        if options.time_limit:
            command += ["--time-limit", options.time_limit]
        process = MeasuredProcess(command, options.kill_after)
        self.seconds, self.megabytes = process.seconds, process.megabytes
        self.words = ANSWERS.get(process.code) or process.ending
        self.is_answer = process.code in ANSWERS
        self.phases, self.version, self.value, self.bound = {}, "", None, None
        self.projects, self.works = "", ""
        if not (plan / "run.json").exists():
            return
        run = json.loads((plan / "run.json").read_text(encoding="utf-8"))
        self.phases = {phase["name"]: phase["seconds"] for phase in run["phases"]}
        self.version = run["version"]
        goal = json.loads((plan / "result.json").read_text(encoding="utf-8"))
        goal = goal["tables"]["goals"]["rows"][0]
        self.value = float(Fraction(goal["value"]))
        if goal["bound"] is not None:
            self.bound = float(Fraction(goal["bound"]))


class Benchmark:
    """The programmes that were run, and what came of them."""

    def __init__(self, binary, options):
        self.binary, self.options = binary, options
        self.runs, self.comparisons, self.faults = [], [], []

    def run(self, name, scenario, folder):
        """Runs Fundmix on a programme, and the solvers to compare with."""
        own = OwnRun(self.binary, scenario, folder, self.options)
        self.note(name, "Fundmix", own)
        if not own.is_answer:
            self.faults.append(f"{name}: Fundmix {own.words}")
        self.runs.append((name, rows_of(scenario), own))
        self.save()
        if not self.options.against:
            return
        self.compare(name, "Fundmix", own, own, 1)
        exported = {}
        for solver in self.options.against:
            model = exported.get(solver.text_format)
            if not model:
                model = folder / f"model.{solver.text_format}"
                export(self.binary, scenario, solver.text_format, model)
                exported[solver.text_format] = model
            answer = solver.solve(model, self.options.time_limit, self.options.gap)
            self.note(name, solver.name, answer)
            self.compare(name, solver.name, answer, own, scale_of(model), model)
            self.save()
        for model in exported.values():
            model.unlink()

    def compare(self, name, who, answer, own, scale, model=None):
        value, bound = (
            None if figure is None else figure * float(scale)
            for figure in [answer.value, answer.bound])
        self.comparisons.append({
            "programme": name, "who": who, "version": answer.version, "seconds": answer.seconds,
            "megabytes": answer.megabytes, "value": value, "bound": bound,
            "gap": gap(value, bound), "ratio": answer.seconds / own.seconds,
            "words": answer.words})
        if model is None:
            return
        is_maximum = other_solvers.is_maximum(model)
        for better, one, worse, other in [
            ("Fundmix", own.value, who, bound), (who, value, "Fundmix", own.bound)]:
            if one is None or other is None:
                continue
            excess = one - other if is_maximum else other - one
            if excess > TOLERANCE * max(1.0, abs(one), abs(other)):
                self.faults.append(
                    f"{name}: {better} has a plan worth {one:.12g}, and {worse} says that none "
                    f"passes {other:.12g}")

    def note(self, name, who, answer):
        print(
            f"{name}: {who} {answer.seconds:.1f} s, {answer.words}", file=sys.stderr, flush=True)

    def save(self):
        """Stores what is known so far, so that a run of hours that is stopped leaves its figures."""
        if not self.options.json:
            return
        document = {
            "gap": self.options.gap, "timeLimit": self.options.time_limit,
            "runs": [
                {"programme": name, "projects": projects, "works": works, "seconds": own.seconds,
                 "megabytes": own.megabytes, "phases": own.phases, "version": own.version,
                 "value": own.value, "bound": own.bound, "words": own.words}
                for name, (projects, works), own in self.runs],
            "comparisons": self.comparisons, "faults": self.faults}
        Path(self.options.json).write_text(
            json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")

    def report(self):
        names = list(dict.fromkeys(phase for _, _, own in self.runs for phase in own.phases))
        print_table(
            ["programme", "projects", "works"] + [f"{name} s" for name in names]
            + ["whole s", "peak MB", "value", "bound", "gap", ""],
            [[name, str(projects), str(works)]
             + [f"{own.phases[phase]:.2f}" if phase in own.phases else "-" for phase in names]
             + [f"{own.seconds:.2f}", f"{own.megabytes:.0f}", show(own.value), show(own.bound),
                show_gap(gap(own.value, own.bound)), own.words]
             for name, (projects, works), own in self.runs])
        if self.comparisons:
            print()
            print_table(
                ["programme", "who", "seconds", "value", "bound", "gap", "ratio", "MB", ""],
                [self.comparison_row(entry) for entry in self.comparisons])
        for fault in self.faults:
            print(f"fault: {fault}")

    def comparison_row(self, entry):
        return [
            entry["programme"], f"{entry['who']} {entry['version']}".strip(),
            f"{entry['seconds']:.2f}", show(entry["value"]), show(entry["bound"]),
            show_gap(entry["gap"]), self.ratio(entry), f"{entry['megabytes']:.0f}",
            entry["words"]]

    def ratio(self, entry):
        """How many times the seconds of Fundmix; a bound of that where one of the two did not reach
        the gap and would have needed more seconds, nothing where neither did."""
        own = next(own for own in self.comparisons
                   if own["programme"] == entry["programme"] and own["who"] == "Fundmix")
        is_open, is_own_open = (
            each["gap"] is None or each["gap"] > self.options.gap for each in [entry, own])
        if entry is own:
            return "1"
        if is_open and is_own_open:
            return "-"
        return f"{'>' if is_open else '<' if is_own_open else ''}{entry['ratio']:.2g}"


def rows_of(scenario):
    """The numbers of projects and works: the rows of their tables where these have the usual names,
    an end of line inside a cell not looked for."""
    counts = []
    for table in ["projects.csv", "works.csv"]:
        path = Path(scenario) / table
        if not path.exists():
            counts.append("-")
            continue
        with open(path, "rb") as file:
            counts.append(sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) - 1)
    return counts


def gap(value, bound):
    """The distance to the bound as a share of the value; None where it is not known."""
    if value is None or bound is None:
        return None
    if value == bound:
        return 0.0
    return abs(bound - value) / abs(value) if value else None


def show(figure):
    return "-" if figure is None else f"{figure:.12g}"


def show_gap(share):
    return "-" if share is None else f"{share:.1e}"


def invented(binary, library, options):
    """Makes the programmes that the options name; yields name and folder."""
    for size in options.generate:
        for budgets in options.budgets:
            for seed in options.seeds:
                name = f"{size}-{budgets}"
                extra = []
                for option, letter in [("districts", "d"), ("years", "y"), ("goals", "g")]:
                    number = getattr(options, option)
                    if number is not None:
                        name += f"-{letter}{number}"
                        extra += [f"--{option}", str(number)]
                name += f"-seed{seed}"
                folder = library / name
                made = subprocess.run(
                    [binary, "new", folder, "--generate", str(size), "--seed", str(seed),
                     "--budgets", budgets, *extra], capture_output=True, text=True, check=False)
                if made.returncode != 0:
                    raise SystemExit(made.stderr.strip())
                yield name, folder


def arguments():
    def numbers(text):
        return [int(part) for part in text.split(",")]

    def solvers(text):
        known = other_solvers.BY_NAME
        for name in text.split(","):
            if name not in known:
                raise argparse.ArgumentTypeError(f"'{name}' is none of {', '.join(known)}")
        return [known[name] for name in text.split(",")]

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fundmix", help="the program, built with -c release")
    parser.add_argument("scenarios", nargs="*", help="scenario folders")
    parser.add_argument("--generate", type=numbers, default=[], help="numbers of projects")
    parser.add_argument("--seeds", type=numbers, default=[1], help="seeds (default: 1)")
    parser.add_argument(
        "--budgets", type=lambda text: text.split(","), default=["loose"],
        help="levels of budgets: loose, pools-0.6, tight (default: loose)")
    parser.add_argument("--districts", type=int, help="districts (default: 10)")
    parser.add_argument("--years", type=int, help="years (default: 1)")
    parser.add_argument("--goals", type=int, help="goals (default: 1)")
    parser.add_argument("--gap", type=float, default=1e-4, help="relative gap asked of all")
    parser.add_argument(
        "--time-limit", type=float, help="seconds for each solve; needed with --against")
    parser.add_argument("--kill-after", type=float, default=3600, help="seconds for Fundmix")
    parser.add_argument(
        "--against", type=solvers, default=[], help="other solvers: highs, cbc, glpsol")
    parser.add_argument("--json", metavar="FILE", help="write all figures here too")
    parser.add_argument("--keep", metavar="DIR", help="keep invented programmes and plans here")
    options = parser.parse_args()
    if not options.scenarios and not options.generate:
        parser.error("name scenario folders, or --generate N")
    if options.against and not options.time_limit:
        parser.error("--against needs --time-limit")
    return options


def main():
    options = arguments()
    missing = [f"{solver.name}: {reason}" for solver in options.against
               if (reason := solver.missing())]
    options.against = [solver for solver in options.against if not solver.missing()]
    benchmark = Benchmark(str(Path(options.fundmix).resolve()), options)
    benchmark.faults += missing
    with tempfile.TemporaryDirectory() as temporary:
        library = Path(options.keep or temporary)
        library.mkdir(parents=True, exist_ok=True)
        cases = [(str(folder), Path(folder)) for folder in options.scenarios]
        made = invented(benchmark.binary, library, options)
        for place, (name, scenario) in enumerate(itertools.chain(cases, made)):
            folder = library / f"run-{place}-{Path(name).name}"
            folder.mkdir(exist_ok=True)
            benchmark.run(name, scenario, folder)
    benchmark.report()
    sys.exit(1 if benchmark.faults else 0)


if __name__ == "__main__":
    main()
