# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""The requirements of docs/requirements and the verdicts of a run, and how they meet.

Nothing but data and the questions about it: run, matrix.py and tests/assurance/page ask them.
The shape of a page is told in docs/requirements/README.md.
"""
import fnmatch
import re
from dataclasses import dataclass, field
from pathlib import Path

HEADING = re.compile(r"### (?P<id>\S+)(?: (?P<title>.*))?$")
IDENTIFIER = re.compile(r"BH-[A-Z]+-[A-Z0-9_-]+$")
FIELD = re.compile(r"- (?P<name>Source|Why|Code|Tests|Evidence): ?(?P<text>.*)$")
QUOTED = re.compile(r"`([^`]+)`")
SOURCE = re.compile(r"((?P<kind>law|mission|tools|house) (?P<number>\d+)|ARINC 653 Part [12], .+)$")
# The numbered points of docs/requirements/README.md that requirements come from.
POINTS = {"mission": 7, "law": 8, "tools": 4, "house": 3}
VERDICT = re.compile(r"(ok|not ok|skip) - (.*)$")
FIGURE = re.compile(r"figure (\S+) (\S+)(?: (.*))?$")


@dataclass
class Requirement:
    id: str
    title: str
    page: str
    line: int
    text: str = ""
    fields: dict = field(default_factory=dict)

    def quoted(self, name):
        return QUOTED.findall(self.fields.get(name, ""))

    def sources(self):
        return [one.strip() for one in self.fields.get("Source", "").split(";") if one.strip()]

    def where(self):
        return f"{self.page}:{self.line}"


@dataclass(frozen=True)
class Test:
    """A verdict of a run, and the group that printed it."""
    group: str
    verdict: str
    sentence: str


@dataclass(frozen=True)
class Claim:
    """What a requirement names as its tests: `GROUP` or `GROUP /PATTERN/`; a GROUP may have * in it."""
    group: str
    pattern: str

    @staticmethod
    def parse(text):
        group, _, pattern = text.partition(" ")
        return Claim(group, pattern.strip("/"))

    def takes(self, test):
        return (fnmatch.fnmatchcase(test.group, self.group)
                and re.search(self.pattern, test.sentence) is not None)


def read_page(path, name):
    """The requirements of one page, in its order. Text outside of their headings is for people."""
    found, current, last = [], None, None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        heading, member = HEADING.match(line), FIELD.match(line)
        if heading:
            current, last = Requirement(heading["id"], heading["title"] or "", name, number), None
            found.append(current)
        elif line.startswith("#"):
            current = None
        elif current is None:
            continue
        elif member:
            last = member["name"]
            before = current.fields.get(last)
            current.fields[last] = f"{before} {member['text']}" if before else member["text"]
        elif line.startswith("  ") and last:
            current.fields[last] += " " + line.strip()
        elif line.strip() and last is None:
            current.text = f"{current.text} {line.strip()}".strip()
    return found


def read_pages(root):
    folder = root / "docs/requirements"
    return [requirement for path in sorted(folder.glob("*.md"))
            for requirement in read_page(path, str(path.relative_to(root)))]


def read_results(text, group=""):
    """The verdicts and figures of a run: a line `== GROUP` names the group of those below it."""
    tests, figures = [], []
    for line in text.splitlines():
        verdict, figure = VERDICT.match(line), FIGURE.match(line)
        if line.startswith("== "):
            group = line[3:].strip()
        elif verdict:
            tests.append(Test(group, verdict[1], verdict[2]))
        elif figure:
            figures.append((figure[1], figure[2], figure[3] or ""))
    return tests, figures


def faults_of_shape(requirements):
    """What a reader of the pages alone can see."""
    faults, seen = [], {}
    for one in requirements:
        say = lambda what, at=one: faults.append(f"{at.where()}: {at.id}: {what}")
        if not IDENTIFIER.match(one.id):
            say("an identifier is BH-AREA-NAME")
        if one.id in seen:
            say(f"is an identifier of {seen[one.id]} too")
        seen[one.id] = one.where()
        if len(re.findall(r"\bshall\b", one.text)) != 1:
            say("its sentence says \"shall\" once")
        if not one.sources():
            say("has no Source")
        for source in one.sources():
            point = SOURCE.match(source)
            if not point or point["kind"] and not 0 < int(point["number"]) <= POINTS[point["kind"]]:
                say(f"\"{source}\" is no source: law N, mission N, tools N, house N or ARINC 653 Part N, section")
        if not one.quoted("Code"):
            say("names no Code")
        if not one.quoted("Tests") + one.quoted("Evidence"):
            say("names neither Tests nor Evidence")
        for claim in one.quoted("Tests"):
            try:
                re.compile(Claim.parse(claim).pattern)
            except re.error as error:
                say(f"the pattern of `{claim}` is none: {error}")
    for source in (f"{kind} {n}" for kind, last in POINTS.items() for n in range(1, last + 1)):
        if requirements and not any(source in one.sources() for one in requirements):
            faults.append(f"docs/requirements: no requirement has the source {source}")
    return faults


def defines(text, name):
    """Whether a source file defines a function, macro, label or structure of that name."""
    name = re.escape(name)
    # A definition of C begins in the first column, and its line does not end with a semicolon.
    shapes = (rf"^[A-Za-z_][^\n;]*\b{name}\([^;\n]*$", rf"^\s*#\s*define {name}\b", rf"^{name}:",
              rf"^(struct|enum|union) {name}\b")
    return any(re.search(shape, text, re.MULTILINE) for shape in shapes)


def faults_of_code(requirements, root):
    faults, texts = [], {}
    for one in requirements:
        for reference in one.quoted("Code"):
            path, _, name = reference.partition(":")
            if path not in texts:
                file = root / path
                texts[path] = (file.read_text(encoding="utf-8", errors="replace") if file.is_file()
                               else "" if file.is_dir() else None)
            if texts[path] is None:
                faults.append(f"{one.where()}: {one.id}: there is no {path}")
            elif name and not defines(texts[path], name):
                faults.append(f"{one.where()}: {one.id}: {path} defines no {name}")
    return faults


def kind_of(group):
    """KIND of assurance/KIND and of what is below it; else nothing."""
    part, _, rest = group.partition("/")
    return rest.split("/")[0] if part == "assurance" else None


def skipped(claim, tests):
    """What stands for the tests of a part that was skipped as a whole, before any group of it."""
    part = claim.group.split("/")[0]
    return [test for test in tests if test.verdict == "skip" and test.group == part]


def join(requirements, tests):
    """How requirements and tests meet: the tests of each (identifier, claim); claims that no test meets;
    tests that no requirement claims. A kind of evidence is claimed as a whole."""
    taken, unmet, owned = {}, [], set()
    for one in requirements:
        for text in one.quoted("Tests"):
            claim = Claim.parse(text)
            found = [test for test in tests if claim.takes(test)] or skipped(claim, tests)
            taken[one.id, text] = found
            owned.update(found)
            if not found:
                unmet.append(f"{one.where()}: {one.id}: no test of this run is `{text}`")
    kinds = {kind for one in requirements for kind in one.quoted("Evidence")}
    orphans = [f"no requirement names the test of {test.group}: {test.sentence}" for test in tests
               if test not in owned and kind_of(test.group) not in kinds]
    return taken, unmet, orphans


def state(tests):
    """What a set of verdicts says together."""
    verdicts = {test.verdict for test in tests}
    if "not ok" in verdicts:
        return "failed"
    if "ok" in verdicts:
        return "passed"
    return "skipped" if verdicts else "not run"
