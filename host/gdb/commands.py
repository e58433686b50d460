# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""The command `bulkhead` and what is under it."""

import gdb

import show
import snapshot
import stops
import threads


class Bulkhead(gdb.Command):
    """Look at a module's partitions: those that do not run, too."""

    def __init__(self):
        super().__init__("bulkhead", gdb.COMMAND_USER, prefix=True)

    def invoke(self, argument, from_tty):
        gdb.execute("help bulkhead")


class Subcommand(gdb.Command):
    def __init__(self, machine, name, action, text):
        self.__doc__ = text
        self.machine = machine
        self.action = action
        super().__init__(f"bulkhead {name}", gdb.COMMAND_USER)

    def complete(self, text, word):
        if " " in text:
            return gdb.COMPLETE_LOCATION
        return [one.name for one in self.machine.partitions if one.name.startswith(word)]

    def invoke(self, argument, from_tty):
        self.dont_repeat()
        self.action(self.machine, *argument.split(maxsplit=1))


def of_partition(action):
    def invoke(machine, name=""):
        action(machine, machine.partition(name))
    return invoke


def addresses(partition, location):
    """Where a location is in a partition's program, whose symbols are in place."""
    objfile = partition.objfile()
    try:
        _, found = gdb.decode_line(location)
    except gdb.error as error:
        raise gdb.GdbError(f"{partition.name}: {error}")
    return sorted({one.pc for one in found or ()
                   if one.symtab and one.symtab.objfile == objfile and one.pc})


def set_breakpoint(machine, name="", location=""):
    if not location:
        raise gdb.GdbError("bulkhead break NAME LOCATION: which location?")
    if name == "bulkhead":
        gdb.Breakpoint(location)
        return
    partition = machine.partition(name)
    with machine.program(partition): # so that gdb says where it is
        found = addresses(partition, location)
        if not found:
            raise gdb.GdbError(f"{partition.program} has no {location}")
        for address in found:
            stops.InPartition(machine, partition, address)


def look(machine, name="", command=""):
    snapshot.enter(machine, machine.partition(name), command)


COMMANDS = (
    ("partitions", "", lambda machine, *_: show.partitions(machine),
     "Every partition's mode, whether it runs, and its pending virtual interrupts."),
    ("schedule", "", lambda machine, *_: show.schedule(machine),
     "The current schedule, the current window, and the next one."),
    ("vcpu", "NAME", of_partition(show.vcpu),
     "A partition's virtual CPU: what the kernel keeps of it, its page, its registers."),
    ("pending", "NAME", of_partition(show.pending),
     "A partition's virtual interrupt sources that are in use."),
    ("threads", "NAME", of_partition(threads.show),
     "The threads of an RTEMS partition, or the processes of an APEX partition."),
    ("break", "NAME LOCATION", set_breakpoint,
     "A breakpoint in one partition alone, or in the kernel, whose name is bulkhead.\n"
     "Commands such as delete and condition take its number."),
    ("in", "NAME [COMMAND]", look,
     "Look at a partition as it is now, whether it runs or not.\n"
     "A gdb of its own shows its memory, its threads (info threads, thread N) and their stacks, on a\n"
     "copy; quit comes back. With a command it executes that and comes back."),
)


def add(machine):
    Bulkhead()
    for name, usage, action, text in COMMANDS:
        Subcommand(machine, name, action, f"{text}\nUsage: bulkhead {name} {usage}".rstrip())
