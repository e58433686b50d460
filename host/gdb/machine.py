# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""The machine as gdb sees it: its memory, the kernel's variables, its partitions. Memory is read from
the file that QEMU keeps it in, so that of a partition which does not run is read like any other."""

import contextlib
import mmap

import gdb

PAGE = 4096
PRESENT, USER = 1, 4  # bits of a page table's entries


class Space:
    """An address space: what a page directory maps."""

    def __init__(self, machine, directory):
        self.machine = machine
        self.directory = directory

    def _entry(self, table, index):
        word = int.from_bytes(self.machine.physical(table + 4 * index, 4), "little")
        return word if word & PRESENT else 0

    def read(self, address, count):
        """Bytes at a virtual address; None where nothing is mapped."""
        result = b""
        while count > 0:
            offset = address % PAGE
            table = self._entry(self.directory, address >> 22)
            page = table and self._entry(table & -PAGE, address >> 12 & 1023)
            part = self.machine.physical((page & -PAGE) + offset, min(count, PAGE - offset))
            if not page or not part:
                return None
            result += part
            address += len(part)
            count -= len(part)
        return result

    def value(self, address, kind):
        """A gdb.Value of a type at an address. It is a copy: pointers in it are not followed."""
        found = self.read(int(address), kind.sizeof)
        if found is None:
            raise gdb.GdbError(f"nothing is mapped at {int(address):#x}")
        return gdb.Value(found, kind)

    def word(self, address):
        found = self.read(address, 4)
        return int.from_bytes(found, "little") if found else 0

    def text(self, address, limit=32):
        found = b""
        while len(found) < limit and (byte := self.read(address + len(found), 1) or b"\0") != b"\0":
            found += byte
        return found.decode(errors="replace")

    def pages(self):
        """Runs of RAM that user mode may read: pairs of address and contents."""
        for high in range(1024):
            table = self._entry(self.directory, high)
            for low in range(1024) if table & USER else ():
                page = self._entry(table & -PAGE, low)
                contents = page & USER and self.machine.physical(page & -PAGE, PAGE)
                if contents:
                    yield high << 22 | low << 12, contents


class Partition:
    """A partition. What asks for its program's symbols needs them in place: Machine.program."""

    def __init__(self, machine, index, settings):
        self.machine = machine
        self.index = index
        self.name = settings["name"]
        self.program = settings["program"]
        self.directory = settings["directory"]
        self.sources = machine.settings["sources"] | settings["sources"]
        self.space = Space(machine, self.directory)

    def objfile(self):
        return gdb.lookup_objfile(self.program)

    def symbol(self, name):
        """A variable or function of its program, or None."""
        return self.objfile().lookup_global_symbol(name) or \
            self.objfile().lookup_static_symbol(name)

    def address(self, name):
        return int(self.symbol(name).value().address)

    def variable(self, name):
        """A copy of a variable of its program as it is now."""
        return self.space.value(self.address(name), self.symbol(name).type)

    def element(self, name, index):
        """A copy of an array's element. A declaration need not tell how many it has."""
        kind = self.symbol(name).type.strip_typedefs().target()
        return self.space.value(self.address(name) + index * kind.sizeof, kind)

    def vcpu(self):
        """The kernel's struct vcpu of it."""
        return self.machine.variable("partitions")[self.index]

    def page(self):
        """Its vCPU page."""
        return self.machine.at(self.vcpu()["page"])

    def source_name(self, source):
        return self.sources.get(str(source), "")


class Machine:
    def __init__(self, settings):
        self.settings = settings
        self.quiet = False  # stops are the commands' own
        with open(settings["ram"], "rb") as file:
            self.ram = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        self.kernel = gdb.lookup_objfile(settings["kernel"])
        self.partitions = [Partition(self, i, one) for i, one in enumerate(settings["partitions"])]
        self.space = Space(self, 0)
        self.symbols = None  # path of the program whose symbols are in place

    def physical(self, address, count):
        return self.ram[address : address + count]

    def at(self, pointer):
        """What a pointer of the kernel's points to: it sees its memory at physical addresses."""
        kind = pointer.type.strip_typedefs().target().unqualified()
        return gdb.Value(self.physical(int(pointer), kind.sizeof), kind)

    def symbol(self, name):
        symbol = self.kernel.lookup_global_symbol(name) or self.kernel.lookup_static_symbol(name)
        if symbol is None:
            raise gdb.GdbError(f"the kernel has no {name}: is its debugging information whole?")
        return symbol

    def address(self, name):
        return int(self.symbol(name).value().address)

    def variable(self, name):
        kind = self.symbol(name).type
        return gdb.Value(self.physical(self.address(name), kind.sizeof), kind)

    def partition(self, name):
        for partition in self.partitions:
            if partition.name == name:
                return partition
        names = ", ".join(partition.name for partition in self.partitions)
        raise gdb.GdbError(f"there is no partition {name or '(which?)'}; there are {names}")

    def use_symbols(self, program):
        """Put a program's symbols beside the kernel's, and take another's away: all programs lie at
        the same addresses."""
        if self.symbols == program:
            return
        if self.symbols:
            gdb.execute(f"remove-symbol-file {self.symbols}", to_string=True)
        if program:
            gdb.execute(f"add-symbol-file {program}", to_string=True)
        self.symbols = program

    @contextlib.contextmanager
    def program(self, partition):
        """With the symbols of a partition's program in place."""
        before = self.symbols
        self.use_symbols(partition.program)
        try:
            yield
        finally:
            self.use_symbols(before)

    def register(self, name):
        return int(gdb.newest_frame().read_register(name)) & 0xFFFFFFFF

    def running(self):
        """The partition whose address space the processor has, or None."""
        if not gdb.selected_thread():
            return None  # the machine has ended
        directory = int(self.register("cr3")) & -PAGE
        return next((one for one in self.partitions if one.directory == directory), None)

    def in_user_mode(self):
        return self.register("cs") & 3 == 3

    def run_to(self, function):
        """Run to a function of the kernel, without a word."""
        self.quiet = True
        breakpoint = gdb.Breakpoint(f"*{self.address(function):#x}",
                                    internal=True, temporary=True)
        breakpoint.silent = True
        gdb.execute("continue", to_string=True)
        self.quiet = False

    def ns(self, ticks):
        """Module time in ns of a reading of the clock; struct bh_information defines it."""
        information = self.at(self.variable("information"))
        elapsed = int(ticks) - int(information["epoch"])
        return elapsed * int(information["multiplier"]) >> int(information["shift"])

    def time(self, ticks):
        """The same in words. Nothing is due later than the module's clock can tell."""
        if int(ticks) >= 1 << 62:
            return "never"
        return seconds(self.ns(ticks))


def seconds(ns):
    return f"{'-' if ns < 0 else ''}{abs(ns) // 10**9}.{abs(ns) % 10**9:09d} s"
