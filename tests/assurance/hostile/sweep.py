# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""What the sweeping partition could reach, against what the host says that it may."""

import re
import subprocess

import boots

PAGE = 4096


def merged(ranges):
    """Neighbouring ranges as one, as the partition prints them."""
    result = []
    for first, last in sorted(ranges):
        if result and result[-1][1] + 1 == first:
            result[-1][1] = last
        else:
            result.append([first, last])
    return [tuple(one) for one in result]


def tried(stride):
    """The pages that the partition tries, as sweep.c has it."""
    page = 0
    while page < 1 << 20:
        yield page
        page += 1
        if not (page < 0x1000 or page % 0x10000 < 0x20 or 0x3ff00 <= page < 0x40100 or 0xfec00 <= page < 0xfef00):
            page = -(-page // stride) * stride


def sampled(ranges, stride):
    """The ranges of what is found among the pages that are tried."""
    result, was = [], False
    for page in tried(stride):
        now = any(first <= page * PAGE <= last for first, last in ranges)
        if now and was:
            result[-1][1] = page * PAGE + PAGE - 1
        elif now:
            result.append([page * PAGE, page * PAGE + PAGE - 1])
        was = now
    return [tuple(one) for one in result]


def given(boot):
    """By way of access, the ranges that `bulkhead build --map` gives the partition."""
    text = subprocess.run([boots.BULKHEAD, "build", "--map", "-I", boots.IMAGES, "-o", "/dev/null",
                           boot.base + ".xml"], capture_output=True, text=True, check=False).stdout
    part = re.split(r"\n *partition ", text)[-1]
    pages = re.findall(r"([0-9a-f]{8})-([0-9a-f]{8}) +\S+ +at \S+ (rw?) ", part)
    ports = re.findall(r"ports ([0-9a-f]{4})-([0-9a-f]{4})", part)
    numbers = [(int(a, 16), int(b, 16), flags) for a, b, flags in pages]
    ranges = merged((int(a, 16), int(b, 16)) for a, b in ports)
    return {"read": sampled(merged((a, b) for a, b, _ in numbers), boot.seed),
            "write": sampled(merged((a, b) for a, b, flags in numbers if flags == "rw"), boot.seed),
            "in": ranges, "out": ranges, "in-16": [(a, b - 1) for a, b in ranges if b > a],
            "jump": [(0x20, 0x23)], "call": [(0x20, 0x23)]}


def reached(boot):
    """What the partition printed: ranges, counts, and its last line."""
    text = "\n".join(line[10:].decode("latin1") for line in boot.lines() if line.startswith(b"[hostile] "))
    result = {}
    for what, first, last in re.findall(r"^(\S+) ([0-9a-f]+)-([0-9a-f]+)$", text, re.M):
        result.setdefault(what, []).append((int(first, 16), int(last, 16)))
    return result, text


def judge(boot, verdict):
    """Verdicts on the sweep's own findings."""
    may, (did, text) = given(boot), reached(boot)
    words = {"read": "pages are read", "write": "pages are written", "in": "ports are read", "out": "ports are written",
             "in-16": "ports are read in pairs", "jump": "selectors are jumped to", "call": "selectors are called"}
    for what, ranges in may.items():
        wrong = "" if did.get(what) == ranges else f"{did.get(what)}, given {ranges}"
        verdict(wrong, f"of all that there are, those {words[what]} that the configuration gives ({len(ranges)} ranges)")
    surprises = re.findall("surprise: .*", text)
    verdict("" if "refused 253 software interrupts" in text and not surprises else "; ".join(surprises[:3]) or "not all tried",
            "every other software interrupt, page, port and selector faults, as what it is")
    loads = [int(n) for n in re.findall(r"(\d+) selectors load", text)]
    verdict("" if loads == [268, 268, 268, 268, 65] and "sweep done" in text else str(loads),
            "and the sweep comes to its end")
