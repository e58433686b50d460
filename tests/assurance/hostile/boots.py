# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""One run of a module of the campaign, and what is counted at the kernel's doors meanwhile."""

import os
import re
import struct
import subprocess

import module

BUILD = os.environ.get("BUILD", "build")
BULKHEAD = os.environ.get("BULKHEAD", BUILD + "/bulkhead")
IMAGES = BUILD + "/tests/assurance/hostile"
UARTS = ("0x2f8,irq=3", "0x3e8,irq=5", "0x2e8,irq=7")

# doors.c ended QEMU before its defect would have spoiled the run, with status 97: as if the machine had
# written 48 to the exit device, which only the module's end does, with the victim's 0 or the kernel's 65.
DEFECT_STATUS = 97 >> 1

EXCEPTIONS, EXCEPTION_STUB = 32, 32  # kernel/arch/i386/entry.S
PINS, LINE_STUB = 24, 16


def symbols(path):
    listing = subprocess.run(["nm", path], capture_output=True, text=True, check=True).stdout
    return {name: int(address, 16) for address, _, name in
            (line.split() for line in listing.splitlines() if len(line.split()) == 3)}


def role(name):
    """What a place is to the plugin besides one to count at."""
    if name in ("calls", "calls traced", "timer", "idle") or name.startswith(("vector ", "pin ")):
        return " door"
    if name.startswith("call "):
        return " part"
    return {"leave": " leave", "idle halts": " leave", "idle goes on": " leave", "hold": " hold"}.get(name, "")


class Places:
    """Addresses at which the plugin counts, by what is said of them."""

    def __init__(self, path, share=BUILD + "/share"):
        kernel = symbols(share + "/kernel.elf")
        self.of = {}
        for name, address in kernel.items():
            if name.startswith("guarded_"):
                self.of["call " + name[len("guarded_"):]] = address
        self.of["call unknown"] = kernel["hypercall_unknown"]
        for vector in range(EXCEPTIONS):
            self.of[f"vector {vector}"] = kernel["entry_exceptions"] + vector * EXCEPTION_STUB
        for pin in range(PINS):
            self.of[f"pin {pin}"] = kernel["entry_lines"] + pin * LINE_STUB
        self.of.update({
            "calls": kernel["entry_hypercall"], "calls traced": kernel["entry_hypercall_traced"],
            "timer": kernel["entry_timer"], "timer discarded": kernel["entry_timer_discard"],
            "starts": kernel["arch_vcpu_reset"], "exceptions in the kernel": kernel["exception_kernel"],
            "double faults": kernel["entry_double_fault"], "nmis": kernel["entry_nmi"],
            "machine checks": kernel["entry_machine_check"],
            "lines in flight": kernel["line_collected"],
            "idle": kernel["entry_idle"], "idle halts": kernel["idle_halt"], "idle goes on": kernel["idle_on"],
            "leave": kernel["leave"], "hold": kernel["schedule_hold"],
            "programs": symbols(IMAGES + "/hostile.elf")["program"]})
        self.path = path
        with open(path, "w", encoding="ascii") as out:
            out.writelines(f"{address:x}{role(name)}\n" for name, address in self.of.items())

    def read(self, path):
        """How often each was reached; and by door, the instructions of the longest way from it to the
        next guest's, and to the wait for a planned entry."""
        with open(path, "rb") as counts:
            data = counts.read()
        numbers = struct.unpack(f"{len(data) // 8}Q", data)
        names, doors = list(self.of), len(self.of)
        left, held = numbers[doors + 1:2 * doors + 1], numbers[2 * doors + 1:]
        ways = {}
        for name, way, switch in zip(names, left, held):
            door = re.sub("^(vector|pin) .*", r"\1s", name)
            before = ways.get(door, (0, 0))
            ways[door] = (max(before[0], way), max(before[1], switch))
        return dict(zip(names + ["irets mended"], numbers)), {door: way for door, way in ways.items() if any(way)}


class Boot:
    """Runs the module; the files that it leaves begin with `name`."""

    def __init__(self, out, places, neighbour, trace, windows, seed, rights="", warden="warden", lines=True,
                 bulkhead=BULKHEAD, share=BUILD + "/share", timeout=1800):
        self.neighbour, self.trace_kinds, self.windows, self.seed = neighbour, trace, windows, seed
        self.base = f"{out}/{neighbour}-{trace}-{windows}-{seed}{'-' + re.sub('[^a-z]', '', rights.lower()) if rights else ''}{'' if lines else '-plain'}"
        self.warden = warden
        self.forget()
        with open(self.base + ".xml", "w", encoding="ascii") as xml:
            xml.write(module.module(neighbour, trace, windows, seed, rights, warden, lines))
        # Without AVX, which the kernel leaves off: QEMU 7.2 crashes on 0F 38 0C without VEX.
        qemu = ["-seed", "1", "-cpu", "max,-smap,-avx", "-device", "pc-testdev", "-device", "isa-vga"]
        for uart in UARTS:
            qemu += ["-device", "isa-serial,iobase=" + uart]
        qemu += ["-plugin", f"{IMAGES}/doors.so,places={places.path},counts={self.base}.counts"]
        command = [bulkhead, "run", "--icount", "--headless", "--timeout", str(timeout), "-I", IMAGES,
                   "--trace", self.base + ".trace", "--status", self.base + ".status"]
        with open(self.base + ".out", "wb") as output:
            self.code = subprocess.run(command + [f"--qemu={one}" for one in qemu] + [self.base + ".xml"],
                                       stdout=output, stderr=subprocess.STDOUT,
                                       stdin=subprocess.DEVNULL, check=False,
                                       env=dict(os.environ, BULKHEAD_SHARE=os.path.abspath(share))).returncode
        self.cut = self.code == DEFECT_STATUS
        try:
            self.counts, self.ways = places.read(self.base + ".counts")
        except FileNotFoundError: # QEMU did not begin
            self.counts, self.ways = {}, {}

    def lines(self):
        """The console's, as bytes: the hostile partition writes any."""
        with open(self.base + ".out", "rb") as output:
            return output.read().split(b"\n")[:-1]

    def status(self):
        """By partition, its line of the module's status; "" is the module's own."""
        result = {}
        try:
            with open(self.base + ".status", encoding="ascii") as text:
                for line in text:
                    words = line.split()
                    if words and words[0] in ("module", "partition"):
                        fields = dict(word.split("=") for word in words[2:])
                        result["" if words[0] == "module" else words[1]] = fields
        except FileNotFoundError:
            pass
        return result

    def trace(self, *options):
        return subprocess.run([BULKHEAD, "trace", *options, self.base + ".trace"], stderr=subprocess.DEVNULL,
                              capture_output=False, stdout=subprocess.PIPE, text=True, check=False).stdout.splitlines()

    def forget(self):
        """What can be made again from the seed, and must not be taken for another run's."""
        for end in (".trace", ".out", ".counts", ".status"):
            if os.path.exists(self.base + end):
                os.remove(self.base + end)
