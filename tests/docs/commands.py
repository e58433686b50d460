#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""Runs every command that README.md and docs/ show, as blocks.py describes, each page's in order and
in one folder, with what it exports. The folder looks like the tree, with a copy of build/; what is written there is
thrown away. Prints a verdict a line; exit code 1 if one is "not ok".

usage: commands.py [PAGE]...: all pages, or those. Environment: BUILD, RTEMS_KIT."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import blocks

TREE = pathlib.Path(__file__).resolve().parents[2]
BUILD = TREE.joinpath(os.environ.get("BUILD", "build")).resolve()
KIT = os.environ.get("RTEMS_KIT", "")
LIMIT = 600  # s of the host's time, for what hangs
OURS = ("BULKHEAD", "BULKHEAD_SHARE", "RTEMS_KIT", "MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES",
        "PREFIX", "DESTDIR", "PKG_CONFIG_PATH", "BUILD")
SCRIPT = """ # folder, state, block
set -euo pipefail
[ ! -e "$2" ] || . "$2"
cd "$1"
set -- "$2" "$3"
. "$2"
export -p > "$1"
"""
failed = 0


def verdict(good, sentence, details=""):
    global failed
    print(f"{'ok' if good else 'not ok'} - {sentence}", flush=True)
    if not good:
        failed = 1
        print("\n".join("# " + line for line in details.splitlines()[-30:]), flush=True)


class Reader:
    """Somebody who tries a page: a home, the tree as they unpacked it, and what they exported."""

    def __init__(self, folder, build):
        self.folder, self.tree = folder, folder / "bulkhead"
        self.tree.mkdir()
        (folder / "home").mkdir()
        (folder / "path").mkdir()  # for /path/to
        for entry in TREE.iterdir():
            if not entry.name.startswith(".") and entry.name != "build":
                (self.tree / entry.name).symlink_to(entry)
        (self.tree / "build").symlink_to(build)
        if KIT:
            (folder / "path/kit").symlink_to(KIT)
        self.environment = {name: value for name, value in os.environ.items() if name not in OURS}
        self.environment |= {
            "HOME": str(folder / "home"), "TMPDIR": str(folder),
            "PATH": f"{folder}/home/.local/bin:{build}:{os.environ['PATH']}"}

    def where(self, block):
        """The tree, or a new module for a guest. It is made once for a page."""
        if not block.guest:
            return self.tree
        project = self.folder / block.guest / "pump"
        if not project.exists():
            project.parent.mkdir()
            made = f"bulkhead new pump -g {block.guest} && make -s -C pump"
            self.shell(project.parent, made, block.guest == "rtems")
        return project

    def shell(self, where, text, kit):
        state, block = self.folder / "state", self.folder / "block"
        block.write_text(text.replace("/path/to/", f"{self.folder}/path/"))
        kit = {"RTEMS_KIT": str(self.folder / "path/kit")} if kit and KIT else {}
        return subprocess.run(["bash", "-c", SCRIPT, "-", where, state, block],
                              env=self.environment | kit, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=LIMIT,
                              text=True, errors="replace", check=False)


def not_printed(expected, printed):
    """The first line of what a page shows that is not in what was printed, behind those before."""
    lines = iter(printed.splitlines())
    for line in expected:
        if line != "..." and line not in lines:
            return line
    return ""


def run(reader, block):
    kit = block.kit or block.guest == "rtems"
    title = f"{block.page}:{block.line}: {block.title}"
    if block.fault:
        verdict(False, f"{block.page}:{block.line}: a command is run, or marked with a reason",
                block.fault)
    elif block.reason:
        print(f"# {title}: not run: {block.reason}")
    elif kit and not KIT:
        print(f"skip - {title}: RTEMS_KIT is not set")
    else:
        result = reader.shell(reader.where(block), block.text, kit)
        missing = not_printed(block.output, result.stdout)
        verdict(result.returncode == block.status and not missing, title,
                f"{result.stdout}\nstatus {result.returncode}" +
                (missing and f"; it did not print: {missing}"))


def pages():
    if len(sys.argv) > 1:
        return [pathlib.Path(page) for page in sys.argv[1:]]
    return [pathlib.Path("README.md"), *sorted(pathlib.Path("docs").rglob("*.md"))]


def main():
    os.chdir(TREE)
    counts = {"run": 0, "marked": 0}
    with tempfile.TemporaryDirectory() as copy:
        build = pathlib.Path(copy) / "build"
        shutil.copytree(BUILD, build, symlinks=True, ignore=not_copied, copy_function=copied)
        run_pages(build, counts)
    print(f"# {counts['run']} blocks of commands are run or skipped, {counts['marked']} are marked")
    sys.exit(failed)


def not_copied(folder, names):
    """Of the build: evidence, which is large, and pipes and sockets that tests left."""
    paths = {name: pathlib.Path(folder, name) for name in names}
    special = {name for name, path in paths.items()
               if not path.is_symlink() and not path.is_dir() and not path.is_file()}
    return special | ({"assurance"} if pathlib.Path(folder) == BUILD else set())


def copied(source, target):
    """As shutil.copy2, but for what tests that run beside this one have just taken away."""
    try:
        return shutil.copy2(source, target, follow_symlinks=False)
    except FileNotFoundError:
        return target


def run_pages(build, counts):
    for page in pages():
        found = blocks.blocks(str(page), page.read_text(encoding="utf-8"))
        folder = pathlib.Path(tempfile.mkdtemp())
        try:
            reader = Reader(folder, build)
            for block in found:
                run(reader, block)
                counts["marked" if block.reason else "run"] += 1
        finally:
            shutil.rmtree(folder)


main()
