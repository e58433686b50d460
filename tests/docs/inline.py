#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""What sentences of the pages name is there: commands and options of bulkhead, targets of make, and
files of the tree. Prints each that is not, with page and line; exit code 1 then.
Environment: BUILD."""
import functools
import os
import pathlib
import re
import subprocess
import sys

import blocks

BUILD = pathlib.Path(os.environ.get("BUILD", "build")).resolve()
BULKHEAD = str(BUILD / "bulkhead")
HIDDEN = "--book"  # of help: how docs/command.md is made


@functools.cache
def output(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False).stdout


@functools.cache
def commands():
    """Those of a shell, and those of gdb that are said without it."""
    gdb = re.findall(r'^ +\("(\w+)", ', pathlib.Path("host/gdb/commands.py").read_text(), re.M)
    return set(output(BULKHEAD, "complete", "").split()) | set(gdb)


@functools.cache
def targets():
    """Also those that are there with an RTEMS kit only."""
    files = ["Makefile", *pathlib.Path().glob("*/*.mk"), *pathlib.Path().glob("*/*/*.mk")]
    text = "".join(pathlib.Path(file).read_text() for file in files)
    lines = "".join(re.findall(r"^[\w -]+:", text, re.M))
    return set(re.findall(r"[\w-]+", lines))


def fault(code):
    words = code.removeprefix("build/").split()
    if words[0] == "make":
        names = [word for word in words[1:] if "=" not in word]
        bad = [name for name in names if "/" not in name and name not in targets()]
        return bad and f"make has no target {bad[0]}"
    if words[0] == "bulkhead":
        named = next(iter(words[1:]), "")
        if re.match(r"[a-z]", named) and named not in commands():
            return f"bulkhead has no command {named}"
        bad = [word for word in words[2:] if re.match(r"--[a-z]", word) and
               word.split("=")[0] not in output(BULKHEAD, named, "--help") and word != HIDDEN]
        return bad and f"bulkhead {named} has no option {bad[0]}"
    if re.search(r"[A-Z]{3}|[<>…]", words[0]):  # a placeholder
        return ""
    path = re.sub(r":.*", "", words[0]).rstrip("/.,")
    # In the tree, or in an installation.
    return not any([*pathlib.Path().glob(path), *BUILD.glob(path)]) and f"there is no {path}"


def main():
    os.chdir(pathlib.Path(__file__).resolve().parents[2])
    faults = 0
    for page in [pathlib.Path("README.md"), *sorted(pathlib.Path("docs").rglob("*.md"))]:
        for line, code in blocks.inline(page.read_text(encoding="utf-8")):
            wrong = fault(code)
            if wrong:
                faults += 1
                print(f"{page}:{line}: `{code}`: {wrong}")
    sys.exit(faults > 0)


main()
