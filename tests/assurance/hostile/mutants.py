# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""Whether the campaign would notice: each mutant is this kernel, or this host command, with one
protection taken away in a copy of the sources. One that no check fails on has survived."""

import os
import shutil
import subprocess

import boots
import oracle

ENTRY, CPU, VCPU = ("kernel/arch/i386/" + name for name in ("entry.S", "cpu.c", "vcpu.c"))
CALLS, SPACE = "kernel/hypercall.c", "host/space.c"

# Name, and edits: file, what is there, what is put in its place. Not among them, for this emulator cannot
# show them: the direction flag (no kernel path has a string instruction), a pending exception of the x87
# (QEMU raises it at FWAIT alone).
MUTANTS = (
    ("hypercall-number-not-masked", (ENTRY, "andl $HYPERCALL_MASK, %eax\n", "andl $0xffff, %eax\n")),
    ("guests-data-segments-kept", (ENTRY, "    movl %ebp, %ds\n    movl %ebp, %es\n", "")),
    ("timer-gate-open", (CPU, "gate(VECTOR_TIMER, entry_timer, GATE_INTERRUPT);\n    for",
                         "gate(VECTOR_TIMER, entry_timer, GATE_INTERRUPT | GATE_DPL3);\n    for")),
    ("line-gates-open", (CPU, "entry_lines + pin * LINE_STUB, GATE_INTERRUPT)",
                         "entry_lines + pin * LINE_STUB, GATE_INTERRUPT | GATE_DPL3)")),
    ("timer-index-unchecked", (CALLS, "    if (word1 >= BH_TIMERS) {\n        return status(BH_BAD_INDEX);\n    }\n    if (period >=",
                               "    if (period >=")),
    ("segment-index-unchecked", (CALLS, "word1 >= BH_TLS_COUNT", "word1 >= 0x10000000")),
    ("event-index-unchecked", (CALLS, "word1 >= caller->partition->events.count", "word1 >= 0x10000000")),
    ("line-index-unchecked", (CALLS, "index >= caller->partition->lines.count", "index >= 0x10000000")),
    ("error-number-unchecked", (CALLS, "word1 >= BH_ERRORS_MAX || (BH_ERRORS_RAISED & 1u << word1) == 0", "word1 >= 0x10000000")),
    ("rights-unchecked", (CALLS, "(right) != BH_RIGHT_NONE && (", "(right) == 64 && (")),
    ("resume-flags-unchecked", (VCPU, "(page->resume_flags & FLAGS_GUEST)", "page->resume_flags")),
    ("console-index-not-masked", ("kernel/console.c", "[vcpu->out_tail % BH_CONSOLE_OUT]", "[vcpu->out_tail]")),
    ("fpu-not-restored", (VCPU, '"fildl %4\\n\\t"\n                     "fxrstor %5"', '"fildl %4"')),
    ("segments-not-restored", (VCPU, '"movl %2, %%gs\\n\\t"\n                     "movl %3, %%fs\\n\\t"\n                     "fnclex',
                               '"fnclex')),
    ("lines-open-out-of-window", ("kernel/settle.c", "        line_window_end(schedule.vcpu);\n", "")),
    ("lines-not-collected", ("kernel/settle.c", "        arch_line_collect(); /* also of a line that was closed before */\n", "")),
    ("timer-not-discarded", ("kernel/settle.c", "    arch_timer_discard();\n", "")),
    ("entry-not-held", ("kernel/schedule.c", "    arch_clock_wait(entry);\n", "")),
    ("delivery-as-of-the-switch", ("kernel/settle.c", "settle_run(vcpu, schedule.entry_ticks);", "settle_run(vcpu, 0);")),
    ("kernel-pages-for-users", (SPACE, "#define KERNEL_WRITE     (PRESET", "#define KERNEL_WRITE     (PAGE_USER | PRESET"),
     ("host/pages.c", "#define DIRECTORY_KERNEL (PAGE", "#define DIRECTORY_KERNEL (PAGE_USER | PAGE")),
    ("information-written", (SPACE, "layout->information, BH_PAGE_SIZE, PARTITION_READ", "layout->information, BH_PAGE_SIZE, PARTITION_WRITE")),
    ("channels-written-by-readers", (SPACE, "source ? PARTITION_WRITE : PARTITION_READ", "PARTITION_WRITE")),
    ("all-ports-granted", ("host/devices.c", "memset(blob.bytes + BH_PORTS_BITMAP, 0xff, bitmap + 1)",
                           "memset(blob.bytes + BH_PORTS_BITMAP, 0, bitmap)")),
)

COPIED = ("Makefile", "kernel", "guest", "host", "include", "boards", "scripts")
BUILT = ("kernel", "guest", "host", "share", "bulkhead")


class Tree:
    """A copy of the sources and of what is built of them."""

    def __init__(self, path):
        shutil.rmtree(path, ignore_errors=True)
        os.makedirs(path + "/build")
        self.path = path
        for name in COPIED:
            subprocess.run(["cp", "-a", name, path], check=True)
        for name in BUILT:
            subprocess.run(["cp", "-a", f"{boots.BUILD}/{name}", path + "/build"], check=True)

    def change(self, name, old, new):
        """Answers whether the sources have the place, once."""
        with open(f"{self.path}/{name}", encoding="utf-8") as source:
            text = source.read()
        if text.count(old) != 1:
            return False
        with open(f"{self.path}/{name}", "w", encoding="utf-8") as source:
            source.write(text.replace(old, new))
        return True

    def make(self):
        result = subprocess.run(["make", "-C", self.path, "BUILD=build", "HOST_CHECKED=-Wno-error",
                                 "CFLAGS_STRICT=-std=gnu11", "build/share/kernel.elf", "build/bulkhead"],
                                capture_output=True, text=True, check=False)
        return result.returncode == 0


RUNS = (("sweep", "untraced", 200, 4096, "silent"), ("edge", "untraced", 400, 1, "warden"), ("hostile", "traced", 100, 1, "warden"),
        ("hostile", "untraced", 100, 2, "warden"), ("hostile", "traced", 100, 3, "warden"),
        ("hostile", "untraced", 100, 4, "warden"))


def killed(tree, judge):
    """What the campaign says against it, or ""."""
    use = {"bulkhead": tree.path + "/build/bulkhead", "share": tree.path + "/build/share", "timeout": 1800}
    places = boots.Places(tree.path + "/places", use["share"])
    alone = {}
    for neighbour, kinds, windows, seed, warden in RUNS:
        if (kinds, windows) not in alone:
            alone[kinds, windows] = oracle.Oracle(boots.Boot(tree.path, places, "absent", kinds, windows, 0, **use))
        boot = boots.Boot(tree.path, places, neighbour, kinds, windows, seed, warden=warden, **use)
        wrong = judge(boot, alone[kinds, windows])
        if wrong:
            return f"{neighbour} {seed}: {wrong}"
    return ""


def run(out, judge, verdict):
    tree = Tree(out + "/mutants")
    survivors = 0
    for name, *edits in MUTANTS:
        applied = all([tree.change(*edit) for edit in edits])
        how = killed(tree, judge) if applied and tree.make() else None
        for file, _, _ in edits:
            shutil.copyfile(file, f"{tree.path}/{file}")
        why = "it survives" if how == "" else "" if how else "it does not compile" if applied else "the sources have no such place"
        survivors += not verdict(why, f"the campaign notices the mutant {name}{' (' + how + ')' if how else ''}")
    print(f"figure mutants {len(MUTANTS)} mutants\nfigure mutants_survived {survivors} mutants")
