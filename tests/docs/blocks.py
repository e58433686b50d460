# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""The commands that a page of Markdown shows, and how each is to be run.

Commands stand in fences of the kind `sh`. Behind it may stand, in this order:

    norun: REASON   they are not run, and why
    in GUEST        where: a module as `bulkhead new` makes it for that guest (bare, apex, rtems)
    kit             they need RTEMS_KIT
    exit N          the last one ends with this status, not 0

A fence of the kind `output` has lines that the commands before it print, in this order; ... stands
for others.
"""
import dataclasses
import re

import markdown_it

INFO = re.compile(r"sh(?: norun: (?P<reason>\S.*)|(?: in (?P<guest>bare|apex|rtems))?(?P<kit> kit)?"
                  r"(?: exit (?P<status>\d+))?)")
# What begins a line that somebody would type.
COMMAND = re.compile(r"\s*(?:\$ |# |> )?(?:[A-Z_]+=\S* )*(?:sudo|apt|apt-get|make|bulkhead|cd|cp|"
                     r"export|gcc|gdb|git|socat|spin|qemu-system-\w+|(?:\./)?(?:build|tests|bench|"
                     r"scripts|docs)/[\w/-]+)(?:\s|$)")
OTHERS = ("c", "xml", "python", "json", "ini", "{toctree}")
INLINE = re.compile(r"(?:build/)?bulkhead |make(?: |$)|(?:tests|bench|scripts|docs|host|kernel|"
                    r"guest|include|examples|boards)/[\w.-]")


@dataclasses.dataclass
class Block:
    page: str
    line: int
    text: str
    reason: str = ""
    guest: str = ""
    kit: bool = False
    status: int = 0
    output: list = dataclasses.field(default_factory=list)
    fault: str = ""  # what is wrong with it as a block of commands

    @property
    def title(self):
        """Its first command, but for an export."""
        lines = self.text.replace("\\\n", " ").splitlines()
        line = next((line for line in lines if not line.startswith("export ")), lines[0])
        return " ".join(re.sub(r"\s#.*", "", line).split())


def of_fence(block, info):
    match = INFO.fullmatch(info)
    if not match:
        block.fault = f"```{info} is none of the forms that tests/docs/blocks.py describes"
        return block
    block.reason = match["reason"] or ""
    block.guest, block.kit = match["guest"] or "", bool(match["kit"])
    block.status = int(match["status"] or 0)
    return block


def blocks(page, text):
    """Of commands: those in fences of that kind, and, as a fault, those that are not."""
    found = []
    for token in markdown_it.MarkdownIt("commonmark").parse(text):
        if token.type not in ("fence", "code_block"):
            continue
        block = Block(page, token.map[0] + 1, token.content)
        kind = token.info.split(" ")[0]
        shown = [line for line in token.content.splitlines() if COMMAND.match(line)]
        if kind == "sh":
            found.append(of_fence(block, token.info))
        elif kind == "output" and found:
            found[-1].output += token.content.splitlines()
        elif kind not in OTHERS and shown:
            block.fault = f"neither run nor marked: {shown[0].strip()} (put it in a ```sh fence)"
            found.append(block)
    return found


def inline(text):
    """(line, words) of code within sentences that names a command or a file of the tree."""
    for token in markdown_it.MarkdownIt("commonmark").enable("table").parse(text):
        for child in token.children or []:
            if child.type == "code_inline" and INLINE.match(child.content):
                yield (token.map or [0])[0] + 1, child.content
