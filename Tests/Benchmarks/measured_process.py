"""Runs a program and measures it: seconds, peak memory, and what it prints.

It waits with wait4, so that the memory is that of this child alone. The system counts a child from the
moment it is forked: no figure is below what Python itself has, some 17 MB.
"""

import os
import signal
import subprocess
import tempfile
import threading
import time


class MeasuredProcess:
    """A program that has ended.

    `code` is its exit code, negative for a signal; `seconds` the wall time; `megabytes` its peak
    resident memory in 10^6 bytes; `was_killed` whether it ran into `kill_after` seconds.
    """

    def __init__(self, command, kill_after):
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as messages:
            started = time.monotonic()
            child = subprocess.Popen(
                [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=output,
                stderr=messages)
            self.was_killed = False
            timer = threading.Timer(kill_after, self.kill, [child.pid])
            timer.start()
            # The number stays the child's until wait4, so the timer can end no other process.
            os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
            self.seconds = time.monotonic() - started
            timer.cancel()
            timer.join()
            _, status, usage = os.wait4(child.pid, 0)
            self.code = child.returncode = os.waitstatus_to_exitcode(status)
            self.megabytes = usage.ru_maxrss * 1024 / 1e6
            self.output = self.text(output)
            self.messages = self.text(messages)

    def kill(self, process):
        self.was_killed = True
        os.kill(process, signal.SIGKILL)

    @staticmethod
    def text(file):
        file.seek(0)
        return file.read().decode("utf-8", errors="replace")

    @property
    def ending(self):
        """How it ended, in words; empty where it ended with code 0."""
        if self.was_killed:
            return f"killed after {self.seconds:.0f} s"
        if self.code < 0:
            return f"ended by signal {signal.Signals(-self.code).name}"
        if self.code > 0:
            reason = self.messages.strip().splitlines()
            return f"exit code {self.code}" + (f": {reason[-1]}" if reason else "")
        return ""
