# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""What there is of evidence in a build's folder, and what it says of each requirement.

A kind of evidence is what tests/assurance/run keeps of it: BUILD/assurance/KIND/output.txt and
budget.txt, or short.txt of a short run. What is missing or unfinished is a state like others, and never a good one.
"""
import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "requirements"))
import requirements as rq  # noqa: E402

GOOD = ("passed", "shown")


@dataclass
class Kind:
    name: str
    known: bool = True
    state: str = "not run"
    budget: str = ""
    seconds: str = ""
    revision: str = ""
    date: str = ""
    tests: list = field(default_factory=list)
    figures: list = field(default_factory=list)
    seeds: list = field(default_factory=list)
    page: str = ""

    def of(self, verdict):
        return [test for test in self.tests if test.verdict == verdict]

    @property
    def good(self):
        return self.state in GOOD


@dataclass
class Shown:
    """A requirement, and what speaks for it: its tests, kinds of evidence, and what is not as it should be."""
    requirement: object
    claims: list
    kinds: list
    state: str
    why: list

    @property
    def good(self):
        return self.state in GOOD


def read(path):
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def read_kind(name, folder, known):
    """`folder` is what the kind left in the build; `known` whether there is such a kind at all."""
    kind = Kind(name, known)
    output, budget = read(folder / "output.txt"), read(folder / "budget.txt").splitlines()
    kind.tests, kind.figures = rq.read_results(output, f"assurance/{name}")
    kind.seeds = [line for line in output.splitlines() if re.search(r"\bseeds?\b", line, re.IGNORECASE)
                  and not rq.VERDICT.match(line)][:12]
    if budget:
        kind.budget, _, kind.seconds = budget[0].partition(" ")
    for line in budget[1:]:
        word, _, rest = line.partition(" ")
        if word in ("revision", "date"):
            setattr(kind, word, rest)
    kind.state = state_of(kind, bool(output), bool(budget), bool(read(folder / "short.txt")))
    return kind


def state_of(kind, has_output, has_budget, has_short):
    if not kind.known:
        return "no such kind in this tree"
    if kind.of("not ok"):
        return "failed"
    if not has_output and not has_budget:
        return "only the short form was run" if has_short else "not run"
    if not has_budget:
        return "did not finish"
    return rq.state(kind.tests)


def read_kinds(root, build, named):
    """All kinds that the tree has, the build has something of, or a requirement names."""
    folders = {path.parent.name for path in (root / "tests/assurance").glob("*/run")}
    left = {path.parent.name for path in (build / "assurance").glob("*/output.txt")}
    kinds = {}
    for name in sorted(folders | left | set(named)):
        kinds[name] = read_kind(name, build / "assurance" / name, name in folders)
        page = root / f"docs/assurance/{name}.md"
        kinds[name].page = str(page.relative_to(root)) if page.is_file() else ""
    return kinds


def show(requirement, taken, kinds):
    claims = [(text, taken[requirement.id, text]) for text in requirement.quoted("Tests")]
    own = [kinds[name] for name in requirement.quoted("Evidence")]
    states = [(f"tests {text}", rq.state(tests)) for text, tests in claims]
    states += [(f"evidence of {kind.name}", kind.state) for kind in own]
    why = [f"{what}: {state}" for what, state in states if state not in GOOD]
    failed = any(state == "failed" for _, state in states)
    return Shown(requirement, claims, own, "failed" if failed else "incomplete" if why else "shown", why)


def read_figures(path):
    """bench.json: {name: {value, unit}}; None if it was not made or cannot be read."""
    try:
        return [(name, one["value"], one["unit"]) for name, one in json.loads(read(path)).items()]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def said(command, cwd):
    try:
        return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""


def packages(root):
    """Name, reason and installed version of the packages that scripts/need lists."""
    listed = re.findall(r'^ +"([a-z0-9.+-]+):([^"]*)"', read(root / "scripts/need"), re.MULTILINE)
    versions = {}
    for line in said(["dpkg-query", "-W", "-f", "${Package} ${Version} ${db:Status-Status}\n"]
                     + [name for name, _ in listed], root).splitlines():
        name, version, status = line.rsplit(" ", 2)
        versions[name] = version if status == "installed" else ""
    return [(name, reason, versions.get(name, "")) for name, reason in listed]
