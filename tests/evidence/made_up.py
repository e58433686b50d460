# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""A tree and a build with evidence that ended in every way there is."""
# By name: the state to be shown, whether it is a good one, output and budget, where there are.
KINDS = {
    "whole": ("passed", True, "ok - this went well <script>alert(1)</script>\nskip - this wants a tool\n"
              "seed 4711\nfigure programs 12 programs\n", "full 7\nrevision 0123abcd\ndate 2026-01-01T00:00:00Z\n"),
    "broken": ("failed", False, "ok - this went well\nnot ok - this went wrong\n", "full 7\n"),
    "skipped": ("skipped", False, "skip - this wants a tool\n", "full 0\n"),
    "cut": ("did not finish", False, "ok - this went well\n", None),
    "brief": ("only the short form was run", False, None, None),
    "silent": ("not run", False, "", "full 0\n"),
    "never": ("not run", False, None, None),
    "absent": ("no such kind in this tree", False, None, None),
}

REQUIREMENT = """
### BH-X-{name}

A thing shall be {name}.

- Source: law 1
- Code: `a.c`
"""
REQUIREMENTS = {"GOOD": "- Tests: `unit/a`", "PROVED": "- Evidence: `whole`", "BROKEN": "- Tests: `unit/a`, `unit/b`",
                "SKIPPED": "- Tests: `unit/c`", "GONE": "- Tests: `unit/d`",
                "UNPROVED": "- Tests: `unit/a`\n- Evidence: `absent`", "REFUTED": "- Tests: `unit/a`\n- Evidence: `broken`"}

FILES = {
    "docs/requirements/README.md": "# Requirements\n\n[things](things.md)\n",
    "docs/requirements/things.md": "# Things\n" + "".join(
        REQUIREMENT.format(name=name) + text + "\n" for name, text in REQUIREMENTS.items()),
    "docs/not-promised.md": "# What is not promised\n\nCaches are not flushed.\n",
    "docs/assurance/README.md": "# Assurance\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n",
    "docs/assurance/whole.md": "# Whole\n\n## How it is made\n\nBy hand.\n\n## What it does not show\n\n"
                               "Nothing of real machines.\n",
    "scripts/revision": "#!/bin/sh\necho 89abcdef\n",
    "scripts/need": 'needed=(\n    "no-such-package:is not there"\n)\n',
    "build/assurance/brief/short.txt": "ok - this went well\n",
    "build/bench.json": '{ "hypercall_null": { "value": 21, "unit": "instructions" } }\n',
    "build/check.txt": "# revision 4567cdef\n== unit/a\nok - it works\n== unit/b\nnot ok - it breaks\n== unit/c\n"
                       "skip - it wants a kit\n== unit/e\nok - nobody asked for it\n",
}


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def make_tree(folder):
    root, build = folder / "tree", folder / "tree/build"
    for name, text in FILES.items():
        write(root / name, text)
    (root / "scripts/revision").chmod(0o755)
    for name, (state, _, output, budget) in KINDS.items():
        if state != "no such kind in this tree":
            write(root / f"tests/assurance/{name}/run", "#!/bin/sh\n")
        if output is not None:
            write(build / f"assurance/{name}/output.txt", output)
        if budget is not None:
            write(build / f"assurance/{name}/budget.txt", budget)
    return root, build
