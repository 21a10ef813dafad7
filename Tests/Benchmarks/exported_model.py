"""A model that `fundmix export` wrote, and Fundmix's plan placed into it.

The plan is read from plan.csv and knows nothing of the model: that it meets
every row of the model shows that what was solved is what was published.
"""

import csv
import re
import subprocess
from fractions import Fraction

# The variables that a plan gives; the others, such as "any of these works", follow from them.
DECISIONS = ("start(", "work(", "pay(")


def encoded(name):
    """A name as Fundmix writes it into a model: ASCII letters, digits and _ . ( ) , stay."""
    text = ""
    for place, sign in enumerate(name):
        following = name[place + 1 : place + 2]
        is_plain = sign.isascii() and (sign.isalnum() or sign in "_.(),")
        if sign == "_":
            is_plain = following != "u"
        elif place == 0:
            is_plain = is_plain and sign.isalpha()
        text += sign if is_plain else f"_u{ord(sign):X}_"
    return text


def export(binary, scenario, text_format, model):
    """Writes the model of a scenario's first goal into a file, as text in the format mps or lp."""
    with open(model, "wb") as file:
        run = subprocess.run(
            [binary, "export", scenario, "--format", text_format], stdout=file,
            stderr=subprocess.PIPE, check=False)
    if run.returncode != 0:
        reason = run.stderr.decode(errors="replace").strip()
        raise RuntimeError(f"export ended with {run.returncode}: {reason}")


def scale_of(model):
    """The factor from the model's objective to the goal's value, from the first line of the model."""
    with open(model, encoding="ascii") as file:
        found = re.fullmatch(
            r"[*\\] objective times (\d+/\d+) is the goal's value\n", file.readline())
    if not found:
        raise RuntimeError("the model does not begin with the factor of its objective")
    return Fraction(found[1])


class ExportedModel:
    """The rows, columns and objective of a model that HiGHS has read."""

    # A row counts as met within this share of its largest part: the check counts in doubles.
    TOLERANCE = 1e-9

    def __init__(self, highs):
        self.program = highs.getLp()
        self.columns = {name: place for place, name in enumerate(self.program.col_names_)}

    def place(self, plan_file):
        """The values of the variables in a plan; raises RuntimeError for what the model lacks."""
        values = [0.0] * self.program.num_col_
        with open(plan_file, encoding="utf-8-sig", newline="") as file:
            records = list(csv.DictReader(file))
        starts = {record["project"]: record["period"]
                  for record in records if record["record"] == "start"}
        for record in records:
            project, work, period = record["project"], record["work"], record["period"]
            if record["record"] == "start":
                self.put(values, ["start", project, period], 1.0)
            elif record["record"] == "work":
                self.put(values, ["work", project, work, starts[project]], 1.0, is_needed=False)
            elif record["record"] == "pay":
                keys = ["pay", project, work, record["source"], period]
                self.put(values, keys, float(record["amount"]))
        return values

    def put(self, values, keys, value, is_needed=True):
        """Sets a variable; a mandatory work has none of its own, it follows its project."""
        name = encoded(f"{keys[0]}({','.join(key for key in keys[1:] if key)})")
        if name in self.columns:
            values[self.columns[name]] = value
        elif is_needed:
            raise RuntimeError(f"the plan uses {name}, which the model does not have")

    def complete(self, values, highs):
        """Lets HiGHS find the variables that follow from the plan; unchanged where there are none
        or where the plan fits no values of theirs."""
        others = [place for name, place in self.columns.items() if not name.startswith(DECISIONS)]
        if not others:
            return
        for name, place in self.columns.items():
            if name.startswith(DECISIONS):
                highs.changeColBounds(place, values[place], values[place])
        highs.run()
        solution = highs.getSolution()
        if solution.value_valid:
            for place in others:
                values[place] = solution.col_value[place]

    def objective(self, values):
        costs = self.program.col_cost_
        return self.program.offset_ + sum(cost * value for cost, value in zip(costs, values))

    def broken_row(self, values):
        """The name of a row that the values break, or None."""
        program, matrix = self.program, self.program.a_matrix_
        # Each access to a property of HiGHS copies the whole list.
        starts, rows, numbers = matrix.start_, matrix.index_, matrix.value_
        lower, upper = program.row_lower_, program.row_upper_
        activity = [0.0] * program.num_row_
        size = [1.0] * program.num_row_
        for column, value in enumerate(values):
            if value == 0:
                continue
            for entry in range(starts[column], starts[column + 1]):
                row, part = rows[entry], numbers[entry] * value
                activity[row] += part
                size[row] = max(size[row], abs(part))
        for row in range(program.num_row_):
            error = self.TOLERANCE * size[row]
            if not lower[row] - error <= activity[row] <= upper[row] + error:
                return program.row_names_[row]
        return None
