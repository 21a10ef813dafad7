"""What HiGHS, a second solver, says of a model; needs `pip install highspy`.

    second_opinion.py MODEL --time-limit SECONDS --gap GAP --threads N

prints it as JSON, for programs that measure HiGHS in a process of its own.
"""

import argparse
import json
import math
import time

import highspy

# The tolerances that HiGHS is given, one after the other while it fails. At 1e-9 it was seen to call
# a plan optimal that its own other settings beat (random scenario 65), so its defaults come first.
STRICTNESS = [1e-6, 1e-7, 1e-9]
# Seconds for the payments of a plan whose whole-number decisions are fixed.
CHECK_SECONDS = 600


def new_highs(time_limit, gap, strictness=STRICTNESS[0], threads=1):
    """HiGHS with the settings of all comparisons; gap and strictness are relative, limits seconds."""
    highs = highspy.Highs()
    for option, value in [
        ("output_flag", False), ("threads", threads), ("random_seed", 1), ("time_limit", time_limit),
        ("mip_rel_gap", gap), ("mip_abs_gap", 0.0), ("mip_feasibility_tolerance", strictness),
        ("primal_feasibility_tolerance", strictness), ("dual_feasibility_tolerance", strictness),
    ]:
        highs.setOptionValue(option, value)
    return highs


class SecondOpinion:
    """What HiGHS says of a model: status, the value of its plan and its proved bound."""

    def __init__(self, model, time_limit, gap, threads=1):
        started = time.monotonic()
        for strictness in STRICTNESS:
            highs = new_highs(time_limit, gap, strictness, threads)
            if highs.readModel(str(model)) == highspy.HighsStatus.kError:
                raise RuntimeError("HiGHS cannot read the model")
            highs.run()
            status = highs.getModelStatus()
            if status != highspy.HighsModelStatus.kSolveError:
                break
        # Reading and solving; what follows is our own check of the answer.
        self.seconds = time.monotonic() - started
        self.status, self.value, self.bound = str(status).rsplit(".", 1)[-1], None, None
        self.is_maximum = highs.getLp().sense_ == highspy.ObjSense.kMaximize
        self.is_impossible = status == highspy.HighsModelStatus.kInfeasible
        self.is_optimal = status == highspy.HighsModelStatus.kOptimal
        if not self.is_optimal and status != highspy.HighsModelStatus.kTimeLimit:
            return
        info = highs.getInfo()
        is_whole = all(cost == round(cost) for cost in highs.getLp().col_cost_)
        if abs(info.mip_dual_bound) < 1e30:
            self.bound = self.settled(info.mip_dual_bound, is_whole)
        if info.primal_solution_status == 2:
            value = self.value_with_fixed_choice(highs)
            self.value = None if value is None else self.settled(value, is_whole)

    def settled(self, value, is_whole):
        """A value that whole payments can reach; HiGHS may pay in parts of a yuan."""
        if not is_whole:
            return value
        error = 1e-6 + 1e-9 * abs(value)
        return math.floor(value + error) if self.is_maximum else math.ceil(value - error)

    @staticmethod
    def value_with_fixed_choice(highs):
        """The value when whole numbers are whole, or None if the plan lived from tolerances."""
        values = highs.getSolution().col_value
        for column, kind in enumerate(highs.getLp().integrality_):
            if kind == highspy.HighsVarType.kInteger:
                value = round(values[column])
                highs.changeColBounds(column, value, value)
                highs.changeColIntegrality(column, highspy.HighsVarType.kContinuous)
        # HiGHS counts the seconds of all runs together: without more, the limit of a search that was
        # stopped would stop this one too, and a good plan would count as none.
        highs.setOptionValue("time_limit", highs.getRunTime() + CHECK_SECONDS)
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return highs.getInfo().objective_function_value


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("--time-limit", type=float, required=True)
    parser.add_argument("--gap", type=float, required=True)
    parser.add_argument("--threads", type=int, required=True)
    options = parser.parse_args()
    opinion = SecondOpinion(options.model, options.time_limit, options.gap, options.threads)
    answer = {name: getattr(opinion, name) for name in ["status", "value", "bound", "seconds"]}
    print(json.dumps(answer | {"version": highspy.Highs().version()}))


if __name__ == "__main__":
    main()
