#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""explained.py FOLDER: tries the examples of `bulkhead check --explain`. Each is a piece of a module or board, and
is put where it belongs into ones without fault: what is shown as wrong has to break the rule, what is
shown as right must not. FOLDER has small programs, and is written to. Environment: BULKHEAD.

Prints a line for each example that is not as it says; exit code 1 then."""
import copy
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BULKHEAD = os.environ["BULKHEAD"]
NAMES = ("control", "display", "log")
MODULE = """<Module Name="pump" Board="board.xml"><Partitions/><Schedules><Schedule Name="normal" MajorFrame="20ms"/>
</Schedules></Module>"""
RAM = '<MemoryRegions><MemoryRegion Name="ram" Type="RAM" Size="64K" AccessRights="READ_WRITE"/></MemoryRegions>'
# The program behind every Image, where the example is about programs: wrong, right.
PROGRAMS = {"image-not-elf": ("wide.elf", "small.elf"), "image-outside-memory": ("low.elf", "small.elf"),
            "image-missing": (None, "small.elf")}
# What the fragments say in a comment: that there are so many of what follows.
MANY = re.compile(r"the (\d+)(?:th|st|nd|rd)\b|^ (\d+) of them")
# Elements of a board. Ports, Memory and Interrupt are a device's, too, with other attributes.
BOARD = ("LocalApic", "Interrupts")


def fragment(text):
    """Elements, each as often as a comment before it says."""
    builder = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True))
    builder.feed(f"<x>{text}</x>")
    return multiplied(builder.close())


def multiplied(parent):
    found, count = [], 1
    for child in list(parent):
        if child.tag is ET.Comment:
            match = MANY.search(child.text)
            count = int(match[1] or match[2]) if match else 1
            continue
        inner = multiplied(child)
        for old in list(child):
            child.remove(old)
        child.extend(inner)
        found += [numbered(child, number) for number in range(count - 1)] + [child]
        count = 1
    return found


def numbered(element, number):
    """A copy with a name and number of its own."""
    one = copy.deepcopy(element)
    for key, value in {"Name": f"n{number}", "Identifier": str(number + 1), "Line": str(number),
                       "First": hex(0x1000 + 2 * number)}.items():
        if key in one.attrib:
            one.set(key, value)
    return one


def child(parent, tag):
    found = parent.find(tag)
    return ET.SubElement(parent, tag) if found is None else found


class Case:
    """A module and a board without fault, and a fragment's elements in their places. Where partitions are not
    named, those of a kind go to the same one, or to one each (`spread`)."""

    def __init__(self, elements, spread):
        self.module, self.spread, self.seen = ET.fromstring(MODULE), spread, {}
        self.board = ET.parse(ROOT / "boards/qemu-pc.xml").getroot()
        self.partitions = child(self.module, "Partitions")
        self.normal = self.module.find("Schedules/Schedule")
        self.own = [one for one in elements if one.tag == "Partition"]
        for element in elements:
            getattr(self, f"put_{element.tag.lower()}", self.put_any)(element)
        self.complete()

    def partition(self, name):
        for one in self.partitions:
            if one.get("Name") == name:
                return one
        used = {one.get("Identifier") for one in [*self.partitions, *self.own]}
        number = next(str(n) for n in range(1, 99) if str(n) not in used)
        return ET.SubElement(self.partitions, "Partition", Name=name, Identifier=number, Image=f"{name}.elf")

    def owner(self, element):
        """The partition that an element goes to which names none."""
        self.seen[element.tag] = self.seen.get(element.tag, 0) + 1
        return self.partition(NAMES[self.seen[element.tag] - 1 if self.spread else 0])

    def put_any(self, element):
        raise LookupError(f"no place for {element.tag}")

    def put_module(self, element):
        self.module.attrib.update(element.attrib)

    def put_trace(self, element):
        self.module.append(element)

    def put_partitions(self, element):
        for one in element:
            self.partitions.append(one)

    def put_partition(self, element):
        self.partitions.append(element)

    def put_rights(self, element):
        self.owner(element).append(element)

    put_processstacks = put_rights

    def put_memoryregions(self, element):
        self.owner(element).append(element)

    def put_memoryregion(self, element):
        child(self.owner(element), "MemoryRegions").append(element)

    def put_device(self, element):
        child(self.owner(element), "Devices").append(element)

    def put_interrupt(self, element):
        devices = child(self.owner(element) if self.spread else self.partition("control"), "Devices")
        child(devices, "Device").set("Name", "device")
        devices[0].append(element)

    put_ports = put_interrupt

    def put_memory(self, element):
        if "Start" in element.attrib:
            self.in_board(element)
        else:
            self.put_interrupt(element)

    def in_board(self, element):
        old = self.board.find(element.tag)
        self.board.insert(list(self.board).index(old), element)
        self.board.remove(old)

    put_localapic = put_interrupts = in_board

    def put_samplingport(self, element):
        owner = "control" if element.get("Direction") == "SOURCE" or not self.spread else "display"
        self.port(owner, element)

    put_queuingport = put_samplingport

    def port(self, owner, element):
        ET.SubElement(child(self.partition(owner), "PartitionPorts"), "PartitionPort").append(element)

    def put_source(self, element):
        channel = child(child(self.module, "Channels"), "Channel")
        channel.set("Name", "channel")
        channel.append(element)
        self.ends(channel)

    def put_channel(self, element):
        child(self.module, "Channels").append(element)
        self.ends(element)

    def ends(self, channel):
        """Gives a channel what it lacks: ends, and ports where a partition has none of that name."""
        for tag, owner in ("Source", "control"), ("Destination", "display"):
            if channel.find(tag) is None:
                ET.SubElement(channel, tag, PartitionNameRef=owner, PortNameRef=channel.get("Name"))
        several = len(channel.findall("Destination")) > 1 and "keys" not in channel.get("Name")
        queue = "keys" in channel.get("Name")
        for end in channel:
            ports = child(self.partition(end.get("PartitionNameRef")), "PartitionPorts")
            name, direction = end.get("PortNameRef"), end.tag.upper()
            # An example that spells a port's name wrong has the one it means.
            if any(port[0].get("Name") == name for port in ports) or (len(ports) and end.tag == "Source"):
                continue
            kind = "QueuingPort" if queue and not several else "SamplingPort"
            port = ET.SubElement(ET.SubElement(ports, "PartitionPort"), kind, Name=name, MaxMessageSize="16",
                                 Direction=direction)
            if kind == "QueuingPort":
                port.set("MaxNbMessage", "8")
            elif direction == "DESTINATION":
                port.set("RefreshPeriod", "50ms")

    def put_event(self, element):
        for side, name in ("Source", "control"), ("Destination", "display"):
            element.attrib.setdefault(side, name)
            self.partition(element.get(side))
        child(self.module, "Events").append(element)

    def put_schedules(self, element):
        for one in element:
            self.put_schedule(one)

    def put_schedule(self, element):
        schedules = child(self.module, "Schedules")
        if self.normal is not None:
            schedules.remove(self.normal)
            self.normal = None
        schedules.append(element)

    def put_partitiontimewindow(self, element):
        self.normal.append(element)

    put_partitionchangeaction = put_partitiontimewindow

    def put_erroraction(self, element):
        health = child(self.module, "HealthMonitoring")
        if "ModuleRecoveryAction" in element.attrib:
            child(health, "ModuleHM").append(element)
        else:
            table = child(health, "PartitionHM")
            table.set("PartitionNameRef", "control")
            table.append(element)

    def put_multipartitionhm(self, element):
        if len(element) == 0:
            ET.SubElement(element, "ErrorAction", ErrorIdentifierRef="TRAP", PartitionRecoveryAction="IDLE")
        child(self.module, "HealthMonitoring").append(element)

    def put_partitionhm(self, element):
        child(self.module, "HealthMonitoring").append(element)

    def complete(self):
        """What nobody wrote: memory, partitions that others name, windows, channels between ports."""
        self.connect()
        if len(self.partitions) < 32:
            self.partition("control")
            self.partition("display")
        for one in self.partitions:
            one.attrib = {"Identifier": "1", "Image": f"{one.get('Name')}.elf"} | one.attrib
            if one.find("MemoryRegions") is None:
                one.append(ET.fromstring(RAM))
        for schedule in self.module.find("Schedules"):
            if not self.explicit(schedule):
                self.windows(schedule)
            # Windows stand before actions.
            schedule[:] = sorted(schedule, key=lambda one: one.tag == "PartitionChangeAction")

    def explicit(self, schedule):
        return schedule is not self.normal and any(one.tag == "PartitionTimeWindow" for one in schedule)

    def windows(self, schedule):
        named = {one.get("PartitionNameRef") for one in schedule if one.tag == "PartitionTimeWindow"}
        slot = 20_000 // (len(self.partitions) + 1) // 100 * 100
        for number, one in enumerate(self.partitions):
            if one.get("Name") not in named:
                ET.SubElement(schedule, "PartitionTimeWindow", PartitionNameRef=one.get("Name"),
                              Offset=f"{(number + 1) * slot}us", Duration=f"{slot}us")

    def connect(self):
        """If each has a partition of its own: channels for ports that nobody connects, and their other ends."""
        if not self.spread or self.module.find("Channels") is not None:
            return
        ports = {(partition.get("Name"), one[0].get("Direction")): one[0]
                 for partition in self.partitions for one in partition.findall("PartitionPorts/PartitionPort")}
        sources = self.partition("control").findall("PartitionPorts/PartitionPort") if ports else []
        for number, (source,) in enumerate(sources):
            if ("display", "DESTINATION") not in ports:
                other = copy.deepcopy(source)
                other.set("Direction", "DESTINATION")
                if other.tag == "SamplingPort":
                    other.set("RefreshPeriod", "50ms")
                self.port("display", other)
            channel = ET.SubElement(child(self.module, "Channels"), "Channel", Name=f"channel-{number}")
            for tag, owner in ("Source", "control"), ("Destination", "display"):
                ET.SubElement(channel, tag, PartitionNameRef=owner, PortNameRef=source.get("Name"))


def broken(folder, text, program, spread):
    """The rules that a fragment breaks."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    path = folder / "module.xml"
    try:
        case = Case(fragment(text), spread)
    except ET.ParseError:
        path.write_text(MODULE.replace("<Partitions/>", text), encoding="utf-8")
    else:
        for image in {one.get("Image") for one in case.partitions}:
            if program:
                (folder / image).parent.mkdir(exist_ok=True)
                (folder / image).symlink_to(folder.parent / program)
        ET.ElementTree(case.board).write(folder / "board.xml")
        ET.ElementTree(case.module).write(path)
    said = subprocess.run([BULKHEAD, "check", path], capture_output=True, text=True, check=False)
    return re.findall(r"\[([a-z-]+)\]$", said.stderr, re.M), said.stderr


def examples():
    for page in sorted((ROOT / "host/explain").glob("*.md")):
        for section in re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.M)[1:]:
            wrong, right = section.split("Wrong:\n")[1].split("Right:\n")
            yield section.split("\n")[0], wrong, right


def main():
    folder, tried, bad = Path(sys.argv[1]).resolve() / "explained", 0, 0
    for check, wrong, right in examples():
        programs = PROGRAMS.get(check, ("small.elf", "small.elf"))
        said = []
        for spread in False, True:
            found, said_wrong = broken(folder, wrong, programs[0], spread)
            remaining, said_right = broken(folder, right, programs[1], spread)
            if check in found and check not in remaining:
                break
            said += [said_wrong, "right: " + said_right]
        else:
            bad += 1
            print(f"{check}: what is shown as wrong or right is not\n{''.join(said)}")
        tried += 1
    print(f"{tried - bad} of {tried} examples are as they say")
    sys.exit(bad > 0 or tried == 0)


main()
