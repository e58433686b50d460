#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""Whether something piles up in the kernel: compares its data at three times of one run, which have
the same place in all that the module does periodically.

memory.py MAP KERNEL EARLY LATER LAST: the output of `bulkhead build --map`, the kernel's ELF file, and
three files of the machine's memory. A word is late if it is the same at EARLY and LATER and another at
LAST: what goes on for ever (times, counts, indices) changes from the first on. Left out are the kernel's
stack, since what is below its pointer is not read, and the registers of partitions, which were interrupted
anywhere. Prints for each range its words, those that change and the
late ones, and these by symbol. Exit code 1 if there is one.
"""
import array
import re
import subprocess
import sys

LOOKED_AT = ("kernel data", "module status")
PARTITIONS, REGISTERS = 32, 52 # BH_PARTITIONS_MAX, bytes of struct context, with which a vCPU begins


def ranges(path):
    """Name, start and end of the module's physical memory."""
    for line in open(path, encoding="utf-8"):
        found = re.match(r"  ([0-9a-f]{8})-([0-9a-f]{8}) +\S+  (\S.*)", line)
        if found:
            yield found[3].strip(), int(found[1], 16), int(found[2], 16) + 1
        elif not line.startswith("physical memory"):
            return


def words(path, start, end):
    with open(path, "rb") as file:
        file.seek(start)
        return array.array("I", file.read(end - start))


def symbols(kernel):
    """Name, start and size of each."""
    listed = subprocess.run(["nm", "-nS", kernel], capture_output=True, text=True, check=True).stdout
    rows = (line.split() for line in listed.splitlines())
    return [(row[3], int(row[0], 16), int(row[1], 16)) for row in rows if len(row) == 4]


def place(address, names):
    """Symbol and offset of a word of the kernel's data; None if it is left out."""
    found = [symbol for symbol in names if symbol[1] <= address < symbol[1] + symbol[2]]
    if not found:
        return None  # the stack has no size
    name, start, size = found[0]
    if name == "partitions" and (address - start) % (size // PARTITIONS) < REGISTERS:
        return None
    return f"{name}+{address - start:#x}"


def main(map_file, kernel, *dumps):
    names = symbols(kernel)
    late = 0
    for name, start, end in ranges(map_file):
        if name not in LOOKED_AT:
            continue
        early, later, last = (words(dump, start, end) for dump in dumps)
        places = [place(start + 4 * i, names) if name == "kernel data" else f"{start + 4 * i:#x}"
                  for i in range(len(last))]
        changing = [i for i in range(len(last)) if not early[i] == later[i] == last[i] and places[i]]
        found = [i for i in changing if early[i] == later[i]]
        late += len(found)
        print(f"range {name}: {len(last)} words, {len(changing)} change, {len(found)} late")
        for i in found[:40]:
            print(f"  {places[i]}: {early[i]:#x} {later[i]:#x} {last[i]:#x}")
    return 1 if late else 0


sys.exit(main(*sys.argv[1:]))
