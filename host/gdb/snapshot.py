# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""A partition as it is now, as a core file in the partition's own inferior: gdb then looks at its
memory, threads and stacks although another partition runs, and nothing of the machine changes."""

import os
import struct

import gdb

import show
import threads
from machine import LIVE

# In the order of the registers in a core file's notes (struct user_regs_struct of i386).
ORDER = ("ebx", "ecx", "edx", "esi", "edi", "ebp", "eax", "ds", "es", "fs", "gs", "orig_eax", "eip",
         "cs", "eflags", "esp", "ss")
NOTE_PRSTATUS = 1
HEADER, SEGMENT = 52, 32


def status(registers, number):
    """An ELF note with a thread's registers (struct elf_prstatus)."""
    words = [registers.get(name, 0) for name in ORDER]
    head = struct.pack("<iiihxxII", 0, 0, 0, 0, 0, 0)
    body = head + struct.pack("<iiii", number, 0, 0, 0) + bytes(32) + struct.pack("<17I", *words)
    body += struct.pack("<i", 0)
    return struct.pack("<III", 5, len(body), NOTE_PRSTATUS) + b"CORE\0\0\0\0" + body


def runs(pages):
    """Neighbouring pages put together."""
    start, contents = 0, bytearray()
    for address, page in pages:
        if contents and address != start + len(contents):
            yield start, contents
            contents = bytearray()
        if not contents:
            start = address
        contents += page
    if contents:
        yield start, contents


def write_core(path, notes, memory):
    memory = list(memory)
    offset = HEADER + SEGMENT * (len(memory) + 1)
    ident = b"\x7fELF\1\1\1" + bytes(9)
    header = ident + struct.pack("<HHIIIIIHHHHHH", 4, 3, 1, 0, HEADER, 0, 0, HEADER, SEGMENT,
                                 len(memory) + 1, 0, 0, 0)
    table = struct.pack("<8I", 4, offset, 0, 0, len(notes), 0, 0, 4)
    offset += len(notes)
    for address, contents in memory:
        size = len(contents)
        table += struct.pack("<8I", 1, offset, address, 0, size, size, 7, 1)
        offset += size
    with open(path, "wb") as file:
        file.write(header + table + notes)
        for _, contents in memory:
            file.write(contents)


def enter(machine, partition):
    """Select a copy of a partition, its threads included."""
    own = threads.of(partition) or []
    here = next((one for one in own if one.current), None)
    listed = [(here.name if here else partition.name, show.registers(machine, partition))]
    listed += [(one.name, one.registers) for one in own if one.registers]
    notes = b"".join(status(registers, i + 1) for i, (_, registers) in enumerate(listed))
    path = os.path.join(machine.settings["folder"], f"{partition.name}.core")
    write_core(path, notes, runs(partition.space.pages()))
    machine.quiet = True
    try:
        gdb.execute(f"inferior {partition.inferior()}", to_string=True)
        gdb.execute(f"core-file {path}", to_string=True)
    finally:
        machine.quiet = False
    for thread in gdb.selected_inferior().threads():
        thread.name = listed[thread.ptid[1] - 1][0]
    print(f"-- {partition.name}, a copy as of now, {len(listed)} thread{'s'[:len(listed) > 1]}")
    gdb.execute("frame")


def leave():
    if gdb.selected_inferior().num != LIVE:
        gdb.execute(f"inferior {LIVE}", to_string=True)
        print("-- the machine")
