# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""The traceability matrix as a page of Markdown: a line for each requirement, with its sources, code
and tests, and what the tests of a run said."""
from requirements import state

HEAD = """\
# Requirements, code and tests

Made by `tests/requirements/run` from `docs/requirements/` and the verdicts of one run of `make check`.

| requirement | source | code | tests | verdicts | state |
| --- | --- | --- | --- | --- | --- |
"""


def cell(text):
    return text.replace("|", "\\|")


def verdicts(tests):
    counts = [(sum(test.verdict == verdict for test in tests), word)
              for verdict, word in (("ok", "passed"), ("not ok", "failed"), ("skip", "skipped"))]
    return ", ".join(f"{count} {word}" for count, word in counts if count) or "none"


def of_requirement(one, taken):
    """All tests of a requirement, each once."""
    return list(dict.fromkeys(test for text in one.quoted("Tests") for test in taken[one.id, text]))


def markdown(requirements, taken):
    rows = []
    for one in requirements:
        tests = of_requirement(one, taken)
        code = "<br>".join(f"`{reference}`" for reference in one.quoted("Code"))
        claims = "<br>".join(f"`{cell(text)}`" for text in one.quoted("Tests"))
        kinds = "".join(f"<br>evidence of {kind}" for kind in one.quoted("Evidence"))
        rows.append(f"| {one.id} | {'; '.join(one.sources())} | {code} | {claims}{kinds} "
                    f"| {verdicts(tests)} | {state(tests)} |\n")
    return HEAD + "".join(rows)
