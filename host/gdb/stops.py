# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""What happens when the machine stops: all partitions' programs lie at the same addresses, so the
symbols of the one that runs are put in place before gdb looks at where it is."""

import gdb


def cause(event):
    if isinstance(event, gdb.BreakpointEvent):
        shown = [str(one.number) for one in event.breakpoints
                 if one.number > 0 and (not isinstance(one, InPartition) or one.stop())]
        return f"breakpoint {', '.join(shown)}, " if shown else ""
    if isinstance(event, gdb.SignalEvent) and event.stop_signal not in ("SIGTRAP", "0"):
        return f"{event.stop_signal}, "
    return ""


def on_stop(machine, event):
    if machine.quiet:
        return
    partition = machine.running()
    if partition:
        machine.use_symbols(partition.program)
    user = partition and machine.in_user_mode()
    name = partition.name if partition else "no partition"
    print(f"-- {cause(event)}{'' if user else 'kernel, '}{name}")
    gdb.execute("frame")


def on_exit(machine, event):
    machine.quiet = True
    print("-- the machine has ended; quit ends this too")


class InPartition(gdb.Breakpoint):
    """A breakpoint at an address of one partition. Others that come by go on."""

    def __init__(self, machine, partition, address):
        super().__init__(f"*{address:#x}")
        self.machine = machine
        self.directory = partition.directory

    def stop(self):
        return int(gdb.parse_and_eval("$cr3")) & -4096 == self.directory


class Running(gdb.Function):
    """Name of the partition whose address space the processor has, for conditions."""

    def __init__(self, machine):
        super().__init__("partition")
        self.machine = machine

    def invoke(self):
        partition = self.machine.running()
        return partition.name if partition else ""


def on_leave():
    """Quitting ends the machine where it stands."""
    try:
        gdb.execute("kill", to_string=True)
    except gdb.error:
        pass


def follow(machine):
    gdb.events.stop.connect(lambda event: on_stop(machine, event))
    gdb.events.exited.connect(lambda event: on_exit(machine, event))
    gdb.events.gdb_exiting.connect(lambda event: on_leave())
    Running(machine)
