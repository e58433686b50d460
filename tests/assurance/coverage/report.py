#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""What the runs of tests reached of the kernel, against the list of what none reaches.

Usage: report.py KERNEL MARKS OUT: MARKS is a folder with a file a run, as plugin.c makes them; OUT gets
coverage.txt, by functions; coverage.info, for genhtml; and unreached.txt, what is not reached, with its
machine code. Prints verdicts and figures.
"""
import collections
import re
import sys
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import machine_code as mc  # noqa: E402

KINDS = ("hardware", "proof", "unit", "compiler")


def behind(begin, by_address):
    """What never ran and, as far as jumps and calls tell, runs when `begin` does."""
    found, waiting = {}, [begin]
    while waiting:
        one = waiting.pop()
        if one and not one.marks & mc.EXECUTED and one.address not in found:
            found[one.address] = one
            waiting += [by_address.get(address) for address in one.successors()]
    return found


def ways(listing, by_address):
    """Of the conditional jumps that ran: where each goes, and whether it did."""
    for one in listing:
        if one.is_jump() and one.marks & mc.EXECUTED:
            for way, address in ((mc.TAKEN, one.target()), (mc.NOT_TAKEN, one.address + one.size)):
                yield one, by_address[address], bool(one.marks & way)


def unreached(listing):
    """What never ran, by name: ways of jumps, each named by the source at its ends, with all that is behind
    it; then lines that are behind none of these, such as those where an interrupt would begin. Second:
    ways that were gone in another copy of the same inlined source."""
    by_address = {one.address: one for one in listing}
    found, explained, elsewhere = collections.OrderedDict(), {}, collections.OrderedDict()
    gone = {(one.name(inlined=False), end.place.text()) for one, end, went in ways(listing, by_address) if went}

    for one, end, went in ways(listing, by_address):
        if not went:
            copied = (one.name(inlined=False), end.place.text()) in gone
            lines = behind(end, by_address)
            (elsewhere if copied else found).setdefault(f"way {one.name()} => {end.name(shortly=one)}", {}).update(lines)
            explained.update(lines)
    for one in listing:
        if not one.marks & mc.EXECUTED and one.address not in explained:
            lines = behind(one, by_address)
            found.setdefault(f"line {one.name()}", {}).update(lines)
            explained.update(lines)
    return found, elsewhere


class ListFault(Exception):
    """The list is not one."""


def read_list(path):
    """Names with their kind of reason. A reason begins with its kind and a colon and goes on in indented
    lines; what it is for follows, each behind a dash."""
    names, kind, fresh = {}, None, False
    for number, line in enumerate(path.read_text().splitlines(), 1):
        head = re.match(r"(\w+): \S", line)
        if not line.strip() or line.startswith("#"):
            continue
        if head and head[1] in KINDS:
            kind = head[1]
        elif line.startswith("- ") and kind:
            if line[2:] in names:
                raise ListFault(f"{path}:{number}: is there twice; remove one")
            names[line[2:]] = kind
        elif not (line.startswith(" ") and kind):
            raise ListFault(f"{path}:{number}: neither a reason ({', '.join(KINDS)}: ...) nor \"- \" and a name")
    return names


class Count:
    """Things, and how many of them are reached."""

    def __init__(self):
        self.all = self.reached = 0

    def add(self, reached):
        self.all += 1
        self.reached += bool(reached)

    def text(self):
        return f"{self.reached}/{self.all}"


def tally(listing):
    """By file and function: instructions, lines and ways of jumps."""
    counts = collections.OrderedDict()
    lines = collections.defaultdict(int)
    for one in listing:
        count = counts.setdefault((one.place.file, one.place.function), [Count(), Count(), Count()])
        count[0].add(one.marks & mc.EXECUTED)
        lines[one.place.file, one.place.function, one.place.line] |= one.marks
        if one.is_jump():
            count[2].add(one.marks & mc.TAKEN)
            count[2].add(one.marks & mc.NOT_TAKEN)
    for (file, function, _), marks in lines.items():
        counts[file, function][1].add(marks & mc.EXECUTED)
    return counts


def write_text(path, counts):
    with open(path, "w") as out:
        print(f"{'instructions':>13} {'lines':>9} {'branches':>9}  function", file=out)
        for file in sorted({file for file, _ in counts}):
            print(f"\n{file}", file=out)
            for (name, function), (instructions, lines, branches) in counts.items():
                if name == file:
                    print(f"{instructions.text():>13} {lines.text():>9} {branches.text():>9}  {function}",
                          file=out)


def write_info(path, listing, root):
    """The form of lcov's geninfo(1). A line is as often hit as it has instructions that ran."""
    files = collections.defaultdict(list)
    for one in listing:
        files[one.place.file].append(one)
    with open(path, "w") as out:
        for file, code in sorted(files.items()):
            functions, lines = {}, collections.defaultdict(int)
            print(f"TN:kernel\nSF:{root / file}", file=out)
            for one in code:
                first, ran = functions.get(one.place.function, (one.place.line, 0))
                functions[one.place.function] = (min(first, one.place.line), ran | one.marks & mc.EXECUTED)
                lines[one.place.line] += one.marks & mc.EXECUTED
                if one.is_jump():
                    for branch, way in enumerate((mc.TAKEN, mc.NOT_TAKEN)):
                        count = int(bool(one.marks & way)) if one.marks & mc.EXECUTED else "-"
                        print(f"BRDA:{one.place.line},{one.address},{branch},{count}", file=out)
            for function, (line, ran) in functions.items():
                print(f"FN:{line},{function}\nFNDA:{ran},{function}", file=out)
            for line, count in sorted(lines.items()):
                print(f"DA:{line},{count}", file=out)
            print("end_of_record", file=out)


def write_unreached(path, found, names):
    with open(path, "w") as out:
        for name, code in found.items():
            print(f"{names.get(name, 'NO REASON')}: {name}", file=out)
            for one in code.values():
                print(f"    {one.address:#x} {one.text:40} {one.name()}", file=out)


def verdict(good, sentence, faults):
    print(f"{'ok' if good else 'not ok'} - {sentence}")
    for fault in faults[:40]:
        print(f"    {fault}")
    if len(faults) > 40:
        print(f"    and {len(faults) - 40} more")


def figures(listing, counts, found, names):
    jumps = [one for one in listing if one.is_jump()]
    ran = sum(one.marks & mc.EXECUTED for one in listing)
    both = sum(bool(one.marks & way) for one in jumps for way in (mc.TAKEN, mc.NOT_TAKEN))
    lines = [sum(count[1].all for count in counts.values()), sum(count[1].reached for count in counts.values())]
    for name, value, unit in (
            ("instructions", len(listing), "instructions"), ("instructions_run", ran, "instructions"),
            ("lines", lines[0], "lines"), ("lines_run", lines[1], "lines"),
            ("branch_ways", 2 * len(jumps), "ways"), ("branch_ways_taken", both, "ways"),
            ("branchless_conditions", sum(one.is_branchless() for one in listing), "instructions"),
            ("unreached_beginnings", sum(name.startswith("line") for name in found), "entries"),
            ("untaken_ways", sum(name.startswith("way") for name in found), "entries"),
            *((f"unreached_for_{kind}", sum(names.get(name) == kind for name in found), "entries")
              for kind in KINDS)):
        print(f"figure coverage_{name} {value} {unit}")


def main(kernel, marks, out):
    listing, base = mc.read(kernel)
    runs = sorted(Path(marks).iterdir())
    for run in runs:
        mc.mark(listing, run.read_bytes(), base)
    found, elsewhere = unreached(listing)
    counts = tally(listing)
    try:
        names = read_list(HERE / "unreached.txt")
    except ListFault as fault:
        sys.exit(str(fault))
    write_text(out / "coverage.txt", counts)
    write_info(out / "coverage.info", listing, Path.cwd())
    write_unreached(out / "unreached.txt", found, names)
    missing = [name for name in found if name not in names]
    stale = [name for name in names if name not in found]
    verdict(not missing, "every line of the kernel runs and every conditional jump goes both ways, or there is a "
                         "reason", missing)
    verdict(not stale, "and nothing that has a reason is reached", stale)
    print(f"figure coverage_runs {len(runs)} runs")
    figures(listing, counts, found, names)
    print(f"figure coverage_ways_of_another_copy {len(elsewhere)} entries")


main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
