# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""A partition as it is now, as a core file, with a gdb of its own: so its memory, threads and stacks
are looked at although another partition runs, and nothing of the machine changes."""

import os
import signal
import struct
import subprocess

import show
import threads

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


def threads_of(machine, partition):
    """Names and registers, the one that has the virtual CPU first."""
    own = threads.of(partition) or []
    here = next((one.name for one in own if one.current), partition.name)
    return [(here, show.registers(machine, partition))] + \
        [(one.name, one.registers) for one in own if one.registers]


def naming(listed):
    """Commands that give a core file's threads their names, and select the first."""
    commands = ["set suppress-cli-notifications on"]
    for index, (name, _) in enumerate(listed):
        commands += [f"thread {index + 1}", f"thread name {name}"]
    return commands + ["thread 1", "set suppress-cli-notifications off"]


def enter(machine, partition, command):
    """Start gdb on a copy of a partition; with a command it does that, and ends."""
    listed = threads_of(machine, partition)
    notes = b"".join(status(registers, i + 1) for i, (_, registers) in enumerate(listed))
    path = os.path.join(machine.settings["folder"], f"{partition.name}.core")
    write_core(path, notes, runs(partition.space.pages()))
    print(f"-- {partition.name}, a copy as of now" + ("" if command else "; quit ends it"), flush=True)
    arguments = ["gdb", "-q", "-nx", "-iex", "set osabi GNU/Linux", "-iex", "set confirm off",
                 "-ex", f"set prompt ({partition.name}) "]
    for one in (f"file {partition.program}", f"core-file {path}", *naming(listed)):
        arguments += ["-ex", f"python gdb.execute({one!r}, to_string=True)"]
    arguments += ["-ex", command, "-batch"] if command else ["-ex", "frame"]
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the other gdb's
    try:
        subprocess.call(arguments, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    finally:
        signal.signal(signal.SIGINT, before)
