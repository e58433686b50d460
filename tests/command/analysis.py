# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""Modules with windows at random (but always the same ones), and what the analysis should say of
them: found by laying several frames out on a line and looking at every pair of windows, and not as
the command does it. Arguments: the command, how many modules, a folder to work in that has
small.elf. Prints the first difference."""

import json
import random
import subprocess
import sys

O, LEAD = 370, 4130  # ns, WindowEntryOffset and WindowEntryLead of board qemu-pc
MS = 1000000
NAMES = ["one", "two", "three"]


def windows(random_source, frame):
    """Some windows that cut the frame into pieces of whole ms, each partition having one at least."""
    cuts = sorted(random_source.sample(range(1, frame), random_source.randint(3, min(9, frame - 1))))
    pieces = list(zip([0] + cuts, cuts + [frame]))
    owners = [random_source.choice(NAMES + [None]) for _ in pieces]
    for name, place in zip(NAMES, random_source.sample(range(len(pieces)), 3)):
        owners[place] = name
    return [(n, a * MS, b * MS) for n, (a, b) in zip(owners, pieces) if n]


def module(table, frame):
    ports = {
        "one": '<PartitionPort><SamplingPort Name="p" MaxMessageSize="8" Direction="SOURCE"/></PartitionPort>'
        '<PartitionPort><QueuingPort Name="q" MaxMessageSize="8" MaxNbMessage="2" Direction="DESTINATION"/></PartitionPort>',
        "two": '<PartitionPort><SamplingPort Name="p" MaxMessageSize="8" Direction="DESTINATION" RefreshPeriod="5ms"/></PartitionPort>',
        "three": '<PartitionPort><SamplingPort Name="p" MaxMessageSize="8" Direction="DESTINATION" RefreshPeriod="5ms"/></PartitionPort>'
        '<PartitionPort><QueuingPort Name="q" MaxMessageSize="8" MaxNbMessage="2" Direction="SOURCE"/></PartitionPort>',
    }
    partitions = "".join(
        f'<Partition Name="{n}" Identifier="{i}" Image="small.elf"><MemoryRegions><MemoryRegion Name="ram" '
        f'Type="RAM" Size="64K" AccessRights="READ_WRITE"/></MemoryRegions><PartitionPorts>{ports[n]}'
        f"</PartitionPorts></Partition>"
        for i, n in enumerate(NAMES)
    )
    rows = "".join(
        f'<PartitionTimeWindow PartitionNameRef="{n}" Offset="{a}" Duration="{b - a}"/>' for n, a, b in table
    )
    return (
        f'<Module Name="m" Board="qemu-pc"><Partitions>{partitions}</Partitions><Channels>'
        f'<Channel Name="p"><Source PartitionNameRef="one" PortNameRef="p"/><Destination PartitionNameRef="two" '
        f'PortNameRef="p"/><Destination PartitionNameRef="three" PortNameRef="p"/></Channel><Channel Name="q">'
        f'<Source PartitionNameRef="three" PortNameRef="q"/><Destination PartitionNameRef="one" PortNameRef="q"/>'
        f'</Channel></Channels><Schedules><Schedule Name="s" MajorFrame="{frame * MS}">{rows}</Schedule>'
        f"</Schedules></Module>"
    )


def on_a_line(table, frame, name):
    """The guest's parts of a partition's windows in eight frames."""
    return [
        (a + f * frame * MS + O, b + f * frame * MS - LEAD)
        for f in range(8)
        for n, a, b in table
        if n == name
    ]


def latency(table, frame, source, destination, samples):
    writes, reads = (on_a_line(table, frame, n) for n in (source, destination))
    middle = (2 * frame * MS, 4 * frame * MS)  # the frames behind and before are always there
    first, entry, use, ends, oldest = [], [], [], [], []
    for a, b in writes:
        if not middle[0] <= a < middle[1]:
            continue
        c, d = min(r for r in reads if r[0] >= b)
        first.append(min(c - w for w in (a, b)))
        entry.append(max(c - w for w in (a, b)))
        use.append(max(d - w for w in (a, b)))
        ends.append(d - b)
    for c, d in reads:
        if middle[0] <= c < middle[1]:
            oldest.append(d - max(a for a, b in writes if b <= c))
    wanted = {"first": min(first), "entry": max(entry), "use": max(use), "end_to_end": max(ends)}
    if samples:
        wanted["oldest"] = max(oldest)
    return wanted


def share(table, frame, name):
    parts = on_a_line(table, frame, name)
    own = [(a, b) for n, a, b in table if n == name]
    return {
        "windows": len(own),
        "planned": sum(b - a for a, b in own),
        "guest": sum(b - a for a, b in parts) // 8,
        "shortest": min(b - a for a, b in parts),
        "longest_wait": max(y[0] - x[1] for x, y in zip(parts, parts[1:])),
    }


def compare(what, wanted, got, table):
    for key, value in wanted.items():
        if got.get(key) != value:
            sys.exit(f"{what}: {key} is {got.get(key)}, not {value}; windows {table}")


def main(command, count, folder):
    random_source = random.Random(653)
    for _ in range(count):
        frame = random_source.randint(4, 30)
        table = windows(random_source, frame)
        path = f"{folder}/random.xml"
        with open(path, "w") as file:
            file.write(module(table, frame))
        said = subprocess.run([command, "check", "--json", path], capture_output=True, text=True)
        schedule = json.loads(said.stdout)["analysis"]["schedules"][0]
        for got in schedule["partitions"]:
            compare(got["partition"], share(table, frame, got["partition"]), got, table)
        for got in schedule["channels"]:
            ends = got["source"]["partition"], got["destination"]["partition"]
            compare(ends, latency(table, frame, *ends, got["channel"] == "p"), got, table)


main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
