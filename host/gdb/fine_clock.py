# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""Where QEMU counts instructions, a stop at a breakpoint moves the machine's clock to its next timer,
as if the processor had idled until then. So the machine gets a timer that is never far: its HPET,
which nobody else uses, with the interrupt disabled. It is set before the first instruction; a stop
then takes at most PERIOD."""

import struct

import gdb

PERIOD = 200_000  # ns; the shorter, the longer QEMU takes for idle time

# IA-PC HPET specification 1.0a, 2.3; QEMU's counts in units of 10 ns.
BASE = 0xFED00000
UNIT = 10
GENERAL_CONFIGURATION, ENABLE = 0x10, 1
TIMER_CONFIGURATION, PERIODIC, SET_VALUE, NARROW, NO_LINE = 0x100, 1 << 3, 1 << 6, 1 << 8, 23 << 9
TIMER_COMPARATOR = 0x108


def begin():
    inferior = gdb.selected_inferior()
    # Not by inferior.connection: gdb 13 aborts when it is terminated while Python has seen that.
    gdb.execute("maintenance packet Qqemu.PhyMemMode:1", to_string=True)
    for register, value in ((GENERAL_CONFIGURATION, ENABLE),
                            (TIMER_CONFIGURATION, PERIODIC | SET_VALUE | NARROW | NO_LINE),
                            (TIMER_COMPARATOR, PERIOD // UNIT)):
        inferior.write_memory(BASE + register, struct.pack("<I", value))
    gdb.execute("maintenance packet Qqemu.PhyMemMode:0", to_string=True)
