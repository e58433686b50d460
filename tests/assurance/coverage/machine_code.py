# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""The kernel's machine code, with the source that each instruction was compiled from."""
import re
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

# Marks of plugin.c.
EXECUTED, TAKEN, NOT_TAKEN = 1, 2, 4

# What assembler and compiler fill gaps with.
FILLER = re.compile(r"nop|xchg +%ax,%ax|lea +0x0\(%esi(,%eiz,1)?\),%esi|(data16 |cs )+nop")
# After these the next instruction is not run.
GONE = re.compile(r"jmp|ret|iret|ljmp")
# A result that depends on a condition, without a jump.
CONDITIONAL = re.compile(r"cmov|set")
# Stubs that entry.S repeats, and the bytes from one to the next.
STUBS = {"entry_exceptions": 32, "entry_lines": 16}


@dataclass
class Place:
    """A line of source within a function; of inlined code, the one that was written there."""
    file: str
    line: int
    function: str

    def text(self):
        lines = source(self.file)
        return " ".join(lines[self.line - 1].split()) if 0 < self.line <= len(lines) else "?"


@dataclass
class Instruction:
    address: int
    size: int
    text: str
    symbol: str
    place: Place = None
    into: str = ""  # the function that it was inlined into, if it was
    stub: str = ""  # number, of one of the stubs that entry.S repeats
    marks: int = 0

    def is_jump(self):
        return bool(re.match(r"(j(?!mp)|loop)", self.text))

    def is_branchless(self):
        return bool(CONDITIONAL.match(self.text))

    def target(self):
        return int(self.text.split()[1], 16)

    def successors(self):
        """Where it goes, but for returns, interrupts, and what is computed."""
        if re.match(r"(call|jmp) +[0-9a-f]+$", self.text) or self.is_jump():
            yield self.target()
        if not GONE.match(self.text):
            yield self.address + self.size

    def name(self, shortly=None, inlined=True):
        """By its source, which changes less than addresses and lines' numbers do. `shortly`: beside
        another one's name; not `inlined`: the same of each copy."""
        place, into = self.place, f" in {self.into}" if self.into and inlined else ""
        if shortly and (self.into or place.function) == (shortly.into or shortly.place.function):
            into = ""
            if place.function == shortly.place.function:
                return place.text()
        return f"{place.file} {place.function}{self.stub}{into}: {place.text()}"


@lru_cache(maxsize=None)
def source(name):
    path = Path(name)
    return path.read_text().splitlines() if path.is_file() else []


def output(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def disassemble(kernel):
    """Instructions of .text, in order, and where symbols are."""
    listing, symbols = [], {}
    symbol = ""
    for line in output("objdump", "-dw", "-j.text", kernel).splitlines():
        head = re.match(r"([0-9a-f]+) <(.*)>:$", line)
        code = re.match(r" +([0-9a-f]+):\t((?:[0-9a-f]{2} )+)\s*\t?(.*)$", line)
        if head:
            symbol = head[2]
            symbols[symbol] = int(head[1], 16)
        elif code:
            text = re.sub(r"\s*(<.*|#.*)?$", "", code[3])
            listing.append(Instruction(int(code[1], 16), len(code[2].split()), text, symbol))
    return listing, symbols


def without_filler(listing):
    """Gaps lie behind what does not return, or end where a symbol begins."""
    kept, gap = [], []
    for instruction in listing:
        if FILLER.match(instruction.text):
            gap.append(instruction)
            continue
        begins = gap and gap[-1].symbol != instruction.symbol
        if not begins and not (kept and GONE.match(kept[-1].text)):
            kept += gap
        gap = []
        kept.append(instruction)
    return kept


def locate(kernel, listing):
    """Finds each instruction's place by the kernel's DWARF."""
    addresses = "".join(f"{instruction.address:#x}\n" for instruction in listing)
    answer = output("addr2line", "-aife", kernel, input=addresses)
    chains = re.split(r"^0x[0-9a-f]+\n", answer, flags=re.MULTILINE)[1:]
    for instruction, chain in zip(listing, chains):
        lines = chain.splitlines()
        file, line = lines[1].split(" ")[0].rsplit(":", 1)
        file = re.sub(r"[^/]+/\.\./", "", file.removeprefix("./"))
        function = lines[0] if lines[0] != "??" else instruction.symbol
        instruction.place = Place(file, int(line) if line.isdigit() else 0, function)
        instruction.into = lines[-2] if len(lines) > 2 else ""


def read(kernel):
    """The kernel's instructions, without the Multiboot header and filler; and where the text begins."""
    listing, symbols = disassemble(kernel)
    base = listing[0].address
    listing = without_filler([one for one in listing if one.symbol != "kernel_start"])
    locate(kernel, listing)
    for one in listing:
        if one.symbol in STUBS:
            one.stub = f" {(one.address - symbols[one.symbol]) // STUBS[one.symbol]}"
    return listing, base


def mark(listing, marks, base):
    """Adds what a run has seen: a byte for each of the text's."""
    for instruction in listing:
        instruction.marks |= marks[instruction.address - base]
