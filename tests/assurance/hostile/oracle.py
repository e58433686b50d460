# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""What must hold after a run with a hostile neighbour. Each check answers what is wrong, or ""."""

import re

JITTER = 8  # ticks, of window_entry_jitter


def victim_trace(boot):
    """Times and records. A window's record is written before the wait for its entry, and its slack is
    what the neighbour left of that: its time is left to `verify`. What was interrupted to the very
    instruction depends on the jitter."""
    records = []
    for line in boot.trace("--partition", "victim"):
        time, _, what = line.strip().partition(" ")
        what = re.sub(r" (pc|slack)=\S*", "", what)
        records.append((None if " WINDOW " in what else int(time), what.strip()))
    return records


def victim_output(boot):
    return [line for line in boot.lines() if line.startswith(b"[victim] ")]


class Oracle:
    """Holds runs against the one in which the victim is alone. One that was cut short is held against its
    beginning."""

    def __init__(self, absent):
        self.records = victim_trace(absent)
        self.output = victim_output(absent)
        self.worst = 0

    def same_trace(self, boot):
        records = victim_trace(boot)
        worst = 0
        for number, (alone, now) in enumerate(zip(self.records, records)):
            if alone[1] != now[1]:
                return f"record {number} differs: alone {alone}, now {now}"
            if alone[0] is not None:
                worst = max(worst, abs(alone[0] - now[0]))
                if worst > JITTER:
                    return f"record {number} is {now[0] - alone[0]} ticks late: {alone}"
        if len(records) != len(self.records) and not boot.cut:
            return f"{len(records)} records, alone {len(self.records)}"
        self.worst = max(self.worst, worst)
        return ""

    def same_output(self, boot):
        output = victim_output(boot)
        output = output[:-1] if boot.cut else output # the last line may be cut too
        for alone, now in zip(self.output, output):
            if alone != now:
                return f"{now!r}, alone {alone!r}"
        same = boot.cut or len(output) == len(self.output)
        return "" if same else f"{len(output)} lines, alone {len(self.output)}"


def ends_well(boot):
    return "" if boot.code == 0 or boot.cut else f"exit code {boot.code}"


def console_is_kernels(boot):
    """Each line begins with its partition's name, put there by the kernel; its own lines are the
    banner and errors of the hostile partition, which may be cut into several."""
    for line in boot.lines():
        if not re.match(rb"\[(victim|warden|peer|hostile|bulkhead)\] ", line) or \
                re.match(rb"\[(victim|warden|peer)\] not ok", line) or \
                re.match(rb"\[bulkhead\] .*(victim|warden|peer|KERNEL|NMI|MACHINE|WINDOW_MISSED|module [sr])", line):
            return repr(line)
    return ""


def only_hostile_errs(boot):
    status = boot.status()
    if not status:
        return "no status"
    for name, fields in status.items():
        wanted = {"errors": "0"} if name != "hostile" else {}
        if name == "peer" or name == boot.warden:
            wanted.update(mode="NORMAL", starts="1")
        elif name == "victim" and not boot.cut:
            wanted.update(mode="IDLE", code="0", starts="2")
        elif name == "":
            wanted.update(state="NORMAL", resets="0")
        for field, value in wanted.items():
            if fields.get(field) != value:
                return f"{name or 'module'}: {field}={fields.get(field)}, not {value}"
    return ""


def as_planned(boot):
    """No finding of `bulkhead trace --verify`, but for what a hostile partition may do to its own
    page: of it only the windows count."""
    lines = boot.trace("--verify")
    if not any(" windows" in line for line in lines):
        return "no trace"
    for line in lines:
        words = line.split()
        if len(words) > 2 and re.match(r"-?[0-9]+$", words[0]) and \
                (words[1] != "hostile" or words[2].startswith("window-")):
            return line.strip()
    return ""


def kernel_untouched(boot):
    if not boot.counts:
        return "nothing was counted"
    for name in ("double faults", "nmis", "machine checks"):
        if boot.counts[name] != 0:
            return f"{boot.counts[name]} {name}"
    other = boot.counts["exceptions in the kernel"] - boot.counts["vector 1"]
    return f"{other} exceptions in the kernel that are no debug exceptions" if other > 0 else ""


CHECKS = (
    ("the module ends with the victim's good exit code", ends_well),
    ("the console's lines are the kernel's to name, and none reports a failure", console_is_kernels),
    ("errors are the hostile partition's alone, and nobody else restarts", only_hostile_errs),
    ("all windows enter as planned", as_planned),
    ("the kernel has no exception but held-back debug exceptions", kernel_untouched),
)
