#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""terminal.py TRANSCRIPT COMMAND...: runs a command on a terminal of its own and does what standard
input says, a step a line:

    type TEXT     types it; escapes as in Python, such as \\x01 for Ctrl-A
    expect TEXT   waits until it is shown, behind what was expected before
    never TEXT    it was not shown so far
    pid           notes the process that the command started first, for left
    signal N      sends the command a signal
    end           waits until the command has ended
    settings      the terminal's settings are those from before the command
    left          the process that was noted, and its group, are gone

Prints the command's status, and ends with 1 at a step that fails. What was shown is in TRANSCRIPT."""

import os
import pty
import select
import signal
import sys
import termios
import time

PATIENCE = 60  # s: far longer than anything takes


class Terminal:
    def __init__(self, transcript, command):
        self.transcript = open(transcript, "wb")
        self.shown, self.seen, self.group = b"", 0, None
        master, slave = pty.openpty()
        before = termios.tcgetattr(slave)
        self.pid = os.fork()
        if self.pid == 0:
            os.setsid()
            os.close(master)
            # The first terminal that a session's leader opens is its controlling one.
            os.close(os.open(os.ttyname(slave), os.O_RDWR))
            for file in range(3):
                os.dup2(slave, file)
            os.execvp(command[0], command)
        self.master, self.slave, self.before = master, slave, before

    def read(self):
        if select.select([self.master], [], [], 0.1)[0]:
            part = os.read(self.master, 4096)
            self.transcript.write(part)
            self.transcript.flush()
            self.shown += part

    def expect(self, text):
        end = time.monotonic() + PATIENCE
        while (at := self.shown.find(text, self.seen)) < 0:
            if time.monotonic() > end:
                raise AssertionError(f"not shown: {text}")
            self.read()
        self.seen = at + len(text)

    def type(self, text):
        os.write(self.master, text)

    def never(self, text):
        assert text not in self.shown, f"shown: {text}"

    def child(self):
        end = time.monotonic() + PATIENCE
        while not self.group and time.monotonic() < end:
            with open(f"/proc/{self.pid}/task/{self.pid}/children", encoding="ascii") as file:
                self.group = int((file.read().split() or [0])[0])
        assert self.group, "it started nothing"

    def left(self):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                os.killpg(self.group, 0)
            except ProcessLookupError:
                return
            time.sleep(0.05)
        raise AssertionError(f"process group {self.group} is still there")

    def settings(self):
        assert termios.tcgetattr(self.slave) == self.before, "the terminal is not as it was"

    def wait(self):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                while select.select([self.master], [], [], 0)[0]:
                    self.read()
                return os.waitstatus_to_exitcode(status)
            self.read()
        os.kill(self.pid, signal.SIGTERM)
        raise AssertionError("it does not end")


def main():
    terminal = Terminal(sys.argv[1], sys.argv[2:])
    status = None
    for line in sys.stdin:
        step, _, text = line.strip().partition(" ")
        text = text.encode().decode("unicode_escape").encode("latin-1")
        if step in ("expect", "type", "never"):
            getattr(terminal, step)(text)
        elif step == "pid":
            terminal.child()
        elif step == "signal":
            os.kill(terminal.pid, int(text))
        elif step == "end":
            status = terminal.wait()
        elif step in ("left", "settings"):
            getattr(terminal, step)()
        elif step:
            raise AssertionError(f"no such step: {step}")
    print(terminal.wait() if status is None else status)


try:
    main()
except AssertionError as error:
    print(error, file=sys.stderr)
    sys.exit(1)
