# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""Whether faults of requirements are found: each case is a small tree with one fault, and what is said of it."""
import tempfile
from pathlib import Path

import requirements as rq

GOOD = """\
# A page

### BH-X-01

A thing shall work.

- Source: {all_points}
- Code: `a.c:work`
- Tests: `unit/a`, `system/* /works/`
"""
SOURCE = "static int work(int a)\n{\n    return call(a) + other;\n}\n"
RESULTS = "== unit/a\nok - one\n== system/b\nok - it works\n"
POINTS = "; ".join(f"{kind} {n}" for kind, last in rq.POINTS.items() for n in range(1, last + 1))

# What is replaced by what in the page; what follows in the results; what is said.
CASES = [
    ("a requirement without a test", ("`unit/a`", "`unit/c`"), "", "no test of this run is `unit/c`"),
    ("a pattern that no sentence has", ("/works/", "/worked/"), "", "no test of this run is `system/* /worked/`"),
    ("a test without a requirement", None, "== unit/d\nok - two\n", "no requirement names the test of unit/d: two"),
    ("one in a group of which a requirement names some", None, "ok - three\n",
     "no requirement names the test of system/b: three"),
    ("evidence of a kind that no requirement names", None, "== assurance/luck\nok - heads\n",
     "no requirement names the test of assurance/luck: heads"),
    ("evidence of a kind that one names", ("- Tests", "- Evidence: `luck`\n- Tests"),
     "== assurance/luck/coin\nok - heads\n", None),
    ("a test that was skipped with its part", ("`unit/a`", "`unit/a`, `flight/air`"), "== flight\nskip - needs wings\n", None),
    ("a file that is not there", ("a.c:", "b.c:"), "", "there is no b.c"),
    ("a function that its file does not define", (":work", ":other"), "", "a.c defines no other"),
    ("one that its file calls only", (":work", ":call"), "", "a.c defines no call"),
    ("an identifier that two have", ("### ", "### BH-X-01\n\nIt shall.\n\n- Source: law 1\n- Code: `a.c`\n"
                                      "- Tests: `unit/a`\n\n### "), "", "is an identifier of"),
    ("a sentence without \"shall\"", ("shall", "will"), "", "its sentence says"),
    ("a source that there is not", ("law 8", "law 9"), "", "\"law 9\" is no source"),
    ("a law without a requirement", ("; law 8", ""), "", "no requirement has the source law 8"),
    ("a requirement without code", ("- Code: `a.c:work`\n", ""), "", "names no Code"),
    ("a pattern that is none", ("/works/", "/(works/"), "", "is none"),
]


def faults(page, results):
    """All that is said of a tree with this page."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "docs/requirements").mkdir(parents=True)
        (root / "docs/requirements/a.md").write_text(page, encoding="utf-8")
        (root / "a.c").write_text(SOURCE, encoding="utf-8")
        requirements = rq.read_pages(root)
        said = rq.faults_of_shape(requirements) + rq.faults_of_code(requirements, root)
        if not any("is none" in fault for fault in said):
            _, unmet, orphans = rq.join(requirements, rq.read_results(results)[0])
            said += unmet + orphans
        return said


def cases():
    """(sentence, faults) of each, for verdicts."""
    good = GOOD.format(all_points=POINTS)
    yield "a tree whose requirements have no fault has none", faults(good, RESULTS)
    for name, change, more, expected in CASES:
        found = faults(good.replace(*change, 1) if change else good, RESULTS + more)
        if expected is None:
            yield f"{name} is no fault", found
        else:
            missed = not any(expected in fault for fault in found)
            yield f"{name} is found", [f"not found: {expected}", *found] if missed else []
