# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""The machine as gdb sees it: its memory, the kernel's variables, its partitions. Memory is read from
the file that QEMU keeps it in, so that of a partition which does not run is read like any other."""

import contextlib
import mmap

import gdb

PAGE = 4096
LIVE = 1     # the inferior that is the machine
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
    """A partition; its program's symbols are in an inferior of its own, which has no process."""

    def __init__(self, machine, index, settings):
        self.machine = machine
        self.index = index
        self.name = settings["name"]
        self.program = settings["program"]
        self.directory = settings["directory"]
        self.sources = machine.settings["sources"] | settings["sources"]
        self.space = Space(machine, self.directory)
        self._inferior = None

    def inferior(self):
        """Number of its inferior."""
        if self._inferior is None:
            before = {inferior.num for inferior in gdb.inferiors()}
            gdb.execute(f"add-inferior -no-connection -exec {self.program}", to_string=True)
            new = [inferior.num for inferior in gdb.inferiors() if inferior.num not in before]
            self._inferior = new[0]
        return self._inferior

    def objfile(self):
        number = self.inferior()
        inferior = next(inferior for inferior in gdb.inferiors() if inferior.num == number)
        return inferior.progspace.objfiles()[0]

    def has(self, name):
        """Whether its program has a variable or function of this name."""
        objfile = self.objfile()
        return bool(objfile.lookup_global_symbol(name) or objfile.lookup_static_symbol(name))

    def evaluate(self, expression):
        """An expression with its program's symbols; of its memory nothing is read."""
        with self.machine.selected(self.inferior()):
            return gdb.parse_and_eval(expression)

    def type(self, name):
        with self.machine.selected(self.inferior()):
            return gdb.lookup_type(name)

    def variable(self, name):
        """A copy of a variable of its program as it is now."""
        pointer = self.evaluate(f"&{name}")
        return self.space.value(pointer, pointer.type.target())

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
        self.symbols = None  # path of the program whose symbols the live inferior has

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

    def variable(self, name):
        symbol = self.symbol(name)
        return gdb.Value(self.physical(int(symbol.value().address), symbol.type.sizeof),
                         symbol.type)

    def partition(self, name):
        for partition in self.partitions:
            if partition.name == name:
                return partition
        names = ", ".join(partition.name for partition in self.partitions)
        raise gdb.GdbError(f"there is no partition {name or '(which?)'}; there are {names}")

    @contextlib.contextmanager
    def selected(self, number):
        """With an inferior selected; 1 is the machine itself."""
        before, quiet = gdb.selected_inferior().num, self.quiet
        thread, frame = gdb.selected_thread(), None
        with contextlib.suppress(gdb.error):
            frame = gdb.selected_frame()
        self.quiet = True
        if before != number:
            gdb.execute(f"inferior {number}", to_string=True)
        try:
            yield
        finally:
            if before != number:
                gdb.execute(f"inferior {before}", to_string=True)
                if thread and thread.is_valid():
                    thread.switch()
            if frame and frame.is_valid():
                frame.select()
            self.quiet = quiet

    def register(self, name):
        with self.selected(LIVE):
            return int(gdb.newest_frame().read_register(name)) & 0xFFFFFFFF

    def running(self):
        """The partition whose address space the processor has, or None."""
        directory = int(self.register("cr3")) & -PAGE
        return next((one for one in self.partitions if one.directory == directory), None)

    def in_user_mode(self):
        return self.register("cs") & 3 == 3

    def run_to(self, function):
        """Run to a function of the kernel, without a word."""
        self.quiet = True
        breakpoint = gdb.Breakpoint(f"*{int(self.symbol(function).value().address):#x}",
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
