# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""Threads of a partition's own: RTEMS' and APEX' tables, read with the program's own debugging
information."""

import gdb

import show as machine_show


class Thread:
    """`registers` is None for the one that has the partition's virtual CPU, or that never ran."""

    def __init__(self, name, state, detail, registers, current=False):
        self.name = name
        self.state = state
        self.detail = detail
        self.registers = registers
        self.current = current


def saved(sp, eip, **others):
    registers = dict.fromkeys(machine_show.REGISTERS, 0)
    registers |= {"esp": sp, "eip": eip, "cs": 0x23, "ss": 0x2B, "eflags": 0x202}
    return registers | others


# APEX: guest/apex/runtime.h; the saved contexts are those of guest/apex/i386/switch.S.

HELD = {1: "DORMANT", 2: "FAULTED", 4: "WAITING", 8: "WAITING"}


def apex_registers(partition, sp):
    space = partition.space
    names = ("eflags", "edi", "esi", "ebx", "ebp", "eip")
    found = {name: space.word(sp + 4 * i) for i, name in enumerate(names)}
    preempted = int(gdb.parse_and_eval("(unsigned)&apex_preempted"))
    sp += 4 * len(names)
    if found["eip"] == preempted:
        names = ("edx", "ecx", "eax", "eip", "cs", "eflags")
        found |= {name: space.word(sp + 4 * i) for i, name in enumerate(names)}
        sp += 4 * len(names)
    return saved(sp, found.pop("eip"), **found)


def apex_state(process, current):
    if current:
        return "RUNNING"
    held = int(process["held"])
    return next((name for bit, name in HELD.items() if held & bit), "READY")


def apex_process(partition, address, kind, name, current):
    process = partition.space.value(address, kind)
    here = current == address
    deadline = int(process["deadline_time"])
    detail = f"priority {int(process['priority'])}"
    if name not in ("(main)", "(error handler)") and deadline >= 0:
        detail += f", deadline {deadline / 1e9:.9f} s"
    ran = not here and int(process["sp"]) != 0
    return Thread(name, apex_state(process, here), detail,
                  apex_registers(partition, int(process["sp"])) if ran else None, here)


def apex(partition):
    kind, named = gdb.lookup_type("struct apex_process"), gdb.lookup_type("struct named_process")
    running = int(partition.variable("apex_current"))
    table = partition.variable("processes")
    found = []
    for name, label in (("apex_main", "(main)"), ("apex_handler", "(error handler)")):
        found.append(apex_process(partition, partition.address(name), kind, label, running))
    for index in range(int(table["count"])):
        entry = partition.space.word(int(table["entries"]) + 4 * index)
        name = partition.space.text(entry, named["name"].type.sizeof)
        entry += named["process"].bitpos // 8
        found.append(apex_process(partition, entry, kind, name, running))
    return found


# RTEMS: cpukit/include/rtems/score/thread.h and statesimpl.h.

APIS = {1: "internal", 2: "classic", 3: "POSIX"}
STATES = {
    0x1: "mutex", 0x2: "semaphore", 0x4: "event", 0x8: "system event", 0x10: "message",
    0x20: "condition variable", 0x40: "futex", 0x100: "time", 0x200: "period", 0x400: "signal",
    0x800: "barrier", 0x1000: "rwlock", 0x2000: "join", 0x4000: "join", 0x8000: "SUSPENDED",
    0x10000: "segment", 0x40000000: "ZOMBIE", 0x80000000: "DORMANT",
}


def rtems_state(state, current):
    if current:
        return "EXECUTING"
    names = [name for bit, name in STATES.items() if state & bit]
    return " ".join(names) if names else "READY" if state == 0 else f"{state:#x}"


def rtems_name(partition, thread):
    text = partition.space.text(int(thread["Join_queue"]["Queue"]["name"]), 16)
    if text:
        return text
    name = int(thread["Object"]["name"]["name_u32"])
    return name.to_bytes(4, "big").decode(errors="replace").rstrip("\0 ")


def rtems_registers(partition, context):
    sp = int(context["esp"])
    return saved(sp + 4, partition.space.word(sp), ebp=int(context["ebp"]), ebx=int(context["ebx"]),
                 esi=int(context["esi"]), edi=int(context["edi"]))


def rtems_threads(partition, api, information, kind, running):
    length = int(information["maximum_id"]) & 0xFFFF
    table = int(information["local_table"])
    for index in range(length):
        address = partition.space.word(table + 4 * index)
        if not address:
            continue
        thread = partition.space.value(address, kind)
        here = address == running
        priority = int(thread["Real_priority"]["priority"]) >> 1  # its lowest bit is a flag
        yield Thread(rtems_name(partition, thread), rtems_state(int(thread["current_state"]), here),
                     f"{APIS[api]} {int(thread['Object']['id']):#010x}, priority {priority}",
                     None if here else rtems_registers(partition, thread["Registers"]), here)


def rtems(partition):
    executing = partition.element("_Per_CPU_Information", 0)["per_cpu"]["executing"]
    kind = executing.type.strip_typedefs().target()
    found = []
    for api in APIS:
        classes = partition.element("_Objects_Information_table", api)
        first = partition.space.word(int(classes) + 4)
        if first:
            pointer = classes.type.strip_typedefs().target().strip_typedefs()
            information = partition.space.value(first, pointer.target())
            found += rtems_threads(partition, api, information, kind, int(executing))
    return found


def of(partition):
    """A partition's threads; None for a program that has none of its own."""
    with partition.machine.program(partition):
        if partition.symbol("apex_current"):
            return apex(partition)
        if partition.symbol("_Per_CPU_Information"):
            return rtems(partition)
    return None


def show(machine, partition):
    found = of(partition)
    if found is None:
        print(f"{partition.name} is neither an APEX nor an RTEMS program with debugging "
              "information: it has one thread of execution")
        return
    for one in found:
        where = one.registers and f"at {one.registers['eip']:#x}" or ""
        print(f"{'*' if one.current else ' '} {one.name:20} {one.state:18} {one.detail}  {where}"
              .rstrip())
