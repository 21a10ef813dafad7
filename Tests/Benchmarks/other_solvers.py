"""HiGHS, CBC and glpsol on an exported model: what each prints, read and nothing added.

Values and bounds are in the model's own unit. HiGHS's value counts with whole numbers made whole and
the payments solved again; the others' values are what they print.
"""

import importlib.util
import json
import math
import re
import shutil
import sys
from pathlib import Path

from measured_process import MeasuredProcess

# How long after its time limit a program may go on before it is ended, in seconds.
GRACE = 60


class Answer:
    """What a program said of a model: its own words, and figures where it gave any."""

    def __init__(self, version, process):
        self.version, self.seconds, self.megabytes = version, process.seconds, process.megabytes
        self.words, self.value, self.bound = process.ending, None, None


def number(text):
    """A printed number; None for an infinite one."""
    value = float(text)
    return value if math.isfinite(value) and abs(value) < 1e49 else None


def is_maximum(model):
    """Whether an exported model, in either format, is to be maximized."""
    with open(model, encoding="ascii") as file:
        for line in file:
            word = line.strip()
            if word in {"MAX", "Maximize"}:
                return True
            if word in {"ROWS", "Minimize"}:
                return False
    raise RuntimeError("the model does not say which way it goes")


class Highs:
    """HiGHS through highspy, on two threads."""

    name, text_format = "HiGHS", "mps"

    @staticmethod
    def missing():
        if importlib.util.find_spec("highspy") is None:
            return f"highspy is not installed for {sys.executable}: pip install highspy"
        return None

    @staticmethod
    def solve(model, time_limit, gap):
        program = Path(__file__).with_name("second_opinion.py")
        # Its check of the plan comes after the limit and is not part of its seconds.
        process = MeasuredProcess(
            [sys.executable, "-B", program, model, "--time-limit", time_limit, "--gap", gap,
             "--threads", 2], 2 * time_limit + 10 * GRACE)
        answer = Answer("", process)
        if process.ending:
            return answer
        said = json.loads(process.output)
        answer.version, answer.words = said["version"], said["status"]
        answer.seconds, answer.value, answer.bound = said["seconds"], said["value"], said["bound"]
        if said["value"] is None and said["status"] == "kTimeLimit":
            answer.words += ", no usable plan"
        return answer


class CBC:
    """The program cbc of Debian's coinor-cbc, on two threads."""

    name, text_format = "CBC", "mps"

    @staticmethod
    def missing():
        return None if shutil.which("cbc") else "cbc is not there: apt-get install coinor-cbc"

    @staticmethod
    def solve(model, time_limit, gap):
        # CBC reads the section OBJSENSE and ignores it.
        sense = ["-max"] if is_maximum(model) else []
        process = MeasuredProcess(
            ["cbc", model, *sense, "-threads", 2, "-timeMode", "elapsed", "-sec", time_limit,
             "-ratio", gap, "-solve", "-quit"], time_limit + GRACE)
        version = re.search(r"^Version: (\S+)", process.output, re.M)
        answer = Answer(version[1] if version else "", process)
        result = re.search(r"^Result - (.*)$", process.output, re.M)
        if not result:
            told = re.search(r"^Problem is infeasible|^.*proven infeasible.*$", process.output, re.M)
            answer.words = answer.words or (told[0] if told else "no result printed")
            return answer
        figures = process.output[result.end():]
        answer.words = result[1].strip()
        if "No feasible solution found" in figures:
            answer.words += ", no plan"
        value = re.search(r"^Objective value: +(\S+)", figures, re.M)
        bound = re.search(r"^(?:Lower|Upper) bound: +(\S+)", figures, re.M)
        if value and "no plan" not in answer.words and "infeasible" not in answer.words:
            answer.value = number(value[1])
        if bound:
            answer.bound = number(bound[1])
        elif answer.words == "Optimal solution found":
            # It prints no bound where it is the value.
            answer.bound = answer.value
        return answer


class Glpsol:
    """GLPK's own program with all its cuts; it reads no OBJSENSE, so it gets LP text."""

    name, text_format = "glpsol", "lp"

    @staticmethod
    def missing():
        return None if shutil.which("glpsol") else "glpsol is not there: apt-get install glpk-utils"

    @staticmethod
    def solve(model, time_limit, gap):
        process = MeasuredProcess(
            ["glpsol", "--lp", model, "--cuts", "--mipgap", gap, "--tmlim",
             math.ceil(time_limit)], time_limit + GRACE)
        version = re.search(r"GLPK LP/MIP Solver (\S+)", process.output)
        answer = Answer(version[1].rstrip(",") if version else "", process)
        endings = re.findall(
            r"^(INTEGER OPTIMAL SOLUTION FOUND|PROBLEM HAS NO .*|LP HAS NO .*|.*SEARCH TERMINATED)$",
            process.output, re.M)
        answer.words = answer.words or (endings[-1].capitalize() if endings else "no result printed")
        lines = re.findall(
            r"^\+\s*\d+: (?:mip =|>>>>>)\s+(\S.*?)\s+[<>]=\s+(tree is empty|\S+)\s", process.output,
            re.M)
        if not lines:
            return answer
        value, bound = lines[-1]
        if value != "not found yet":
            answer.value = number(value)
        if bound == "tree is empty":
            # Nothing is left to search: the value is the bound.
            answer.bound = answer.value
        else:
            answer.bound = number(bound)
        return answer


BY_NAME = {"highs": Highs, "cbc": CBC, "glpsol": Glpsol}
