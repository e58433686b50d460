# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""WP over contracts/: what is proved, held against unproved.txt."""
import os
import re
import shutil
import subprocess
from pathlib import Path

HERE = Path("tests/assurance/proof")
# Assembly, and one-line functions around registers.
INLINED = "arch_clock,arch_pc,arch_flags,arch_enter,arch_result,arch_trap_flags,trace_raise,trace_deliver"
# Of the prover, for a goal: its own measure, the same on every machine. What it proves takes a tenth at the most.
STEPS = "500000"
# What must not be provable any more: file, text, what stands in its place, the contract that is broken.
MUTANTS = (
    ("kernel/virq.h", "page->source[source].count += occurrences;", "page->source[source].count++;", "virq_raise",
     "several occurrences count as one"),
    ("kernel/timer.c", "timer->fraction = left + 1 + (UINT32_MAX - unit);", "timer->fraction = left + (UINT32_MAX - unit);",
     "timer_advance", "a late timer loses a fraction of a tick"),
    ("kernel/schedule.c", "schedule.frame_start += schedule.table->frame;", "schedule.frame_start = schedule.planned;",
     "schedule_step", "a frame does not begin where the last was planned to end"),
    ("kernel/health.c", "module_action = NULL;", "", "health_module_post", "the module's fault can be met twice"),
)


def promised():
    """Functions with a contract that is to be proved."""
    return re.findall(r"^\w[\w *]*?(\w+)\([^;{]*\);", (HERE / "contracts/contracts.h").read_text(encoding="utf-8"), re.M)


class Proof:
    def __init__(self, out, functions, root=Path(".")):
        config = (out / "why3.conf").resolve()
        environment = dict(os.environ, WHY3CONFIG=str(config))
        if not config.is_file():
            subprocess.run(["why3", "config", "detect"], env=environment, capture_output=True, check=False)
        share = subprocess.run(["frama-c", "-print-share-path"], capture_output=True, text=True, check=True).stdout.strip()
        flags = f"-I. -I{HERE}/model -Iinclude -Iinclude/i386 -Ikernel/arch/i386 -I{share}/libc"
        command = ["nice", "frama-c", "-machdep", "gcc_x86_32", "-c11", f"-cpp-extra-args={flags} -DIO_APIC=1 -DTRACED=1 -DINITIAL=0",
                   "-inline-calls", INLINED, "-wp", "-wp-prover", "cvc4", "-wp-steps", STEPS, "-wp-timeout", "120", "-wp-par", "2", "-wp-smoke-tests",
                   "-wp-no-smoke-dead-code", "-wp-no-smoke-dead-call", "-wp-smoke-timeout", "2", "-wp-fct", ",".join(functions),
                   str(HERE / "contracts/core.c")]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=root)
        self.text = done.stdout + done.stderr
        self.log = out / (f"{root.name}_wp.txt" if root != Path(".") else "wp.txt")
        self.log.write_text(self.text, encoding="utf-8")
        summary = re.search(r"Proved goals:\s+(\d+) / (\d+)", self.text)
        self.finished = done.returncode == 0 and summary is not None
        self.proved, self.goals = (int(summary[1]), int(summary[2])) if summary else (0, 0)
        self.unproved = set(re.findall(r"Goal typed_(\w+) : (?!Valid)", self.text))
        self.vacuous = re.findall(r"\[Failed\] Smoke-test typed_(\w+)", self.text)


def listed():
    lines = (HERE / "unproved.txt").read_text(encoding="utf-8").splitlines()
    return {line.split()[0] for line in lines if line and not line.startswith("#")}


def mutants(out, verdict, known):
    noticed = 0
    for number, (path, text, instead, function, what) in enumerate(MUTANTS):
        root = out / f"mutant_of_contracts{number}"
        shutil.rmtree(root, ignore_errors=True)
        for folder in "kernel", "include", HERE / "model", HERE / "contracts":
            shutil.copytree(folder, root / folder)
        source = (root / path).read_text(encoding="utf-8")
        (root / path).write_text(source.replace(text, instead, 1), encoding="utf-8")
        proof = Proof(out, [function], root)
        good = source.count(text) == 1 and proof.finished and bool(proof.unproved - known)
        verdict(good, f"a kernel in which {what} is not proved", [f"see {proof.log}"])
        noticed += good
        shutil.rmtree(root)
    return noticed


def run(out, verdict, figure):
    functions, known = promised(), listed()
    proof = Proof(out, functions)
    new = sorted(proof.unproved - known)
    verdict(proof.finished and not new, f"{len(functions)} functions of the core keep their contracts, but for {len(known)} goals that are listed",
            [f"not proved: {goal}" for goal in new] + [f"see {proof.log}"])
    verdict(proof.finished and known <= proof.unproved, "each goal that is listed as not proved is not",
            [f"proved, or gone: {goal}" for goal in sorted(known - proof.unproved)])
    verdict(proof.finished and not proof.vacuous, "no contract requires what cannot be",
            [f"contradiction: {test}" for test in proof.vacuous])
    figure("contracts", len(functions), "functions")
    figure("goals", proof.goals, "goals")
    figure("goals_proved", proof.proved, "goals")
    figure("contract_mutants", len(MUTANTS), "mutants")
    figure("contract_mutants_noticed", mutants(out, verdict, known), "mutants")
