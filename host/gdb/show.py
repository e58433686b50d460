# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""What the kernel keeps of partitions and schedule, in words."""

import gdb

from machine import seconds

KEEP = 0xFFFFFFFF  # kernel/vcpu.h, MODE_KEEP
REGISTERS = ("eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi", "eip", "eflags", "cs", "ss")


def words(array):
    """An array of words as one number, the first word lowest."""
    low, high = array.type.range()
    return sum(int(array[i]) << 32 * i for i in range(low, high + 1))


def is_live(machine, partition):
    """Whether the processor executes the partition's own code."""
    return machine.running() is partition and machine.in_user_mode()


def registers(machine, partition):
    """A partition's registers: the processor's while it runs, else those that the kernel saved."""
    if is_live(machine, partition):
        return {name: machine.register(name) for name in REGISTERS}
    context = partition.vcpu()["machine"]["context"]
    return {name: int(context[name]) for name in REGISTERS}


def mode_name(machine, mode):
    return machine.settings["modes"][str(int(mode))]


def activity(machine, partition):
    vcpu, window = partition.vcpu(), machine.variable("schedule")["vcpu"]
    if int(vcpu["next_mode"]) != KEEP:
        return f"becomes {mode_name(machine, vcpu['next_mode'])}"
    here = int(window) == machine.address("partitions") + partition.index * vcpu.type.sizeof
    if mode_name(machine, vcpu["mode"]) == "IDLE":
        return "stopped"
    if is_live(machine, partition):
        return "runs"
    waits = "waits" if bool(vcpu["waiting"]) else "is ready"
    return f"{waits}, {'in its' if here else 'between'} window{'' if here else 's'}"


def partitions(machine):
    print(f"  {'partition':16} {'mode':10} {'':22} {'enabled':>7} {'pending':>18}  program")
    for one in machine.partitions:
        page = one.page()
        print(f"  {one.name:16} {mode_name(machine, one.vcpu()['mode']):10} "
              f"{activity(machine, one):22} {'yes' if int(page['enabled']) else 'no':>7} "
              f"{words(page['pending']):#18x}  {one.program}")


def window_name(machine, window):
    index = window.get("partition")
    return machine.partitions[index].name if index is not None else "(nobody)"


def schedule(machine):
    now = machine.variable("schedule")
    one = machine.settings["schedules"][int(now["index"])]
    begun = int(now["entry_ticks"]) != 0
    print(f"schedule {one['name']}, major frame {seconds(one['frame'])}")
    for index, window in enumerate(one["windows"]):
        mark = ">" if begun and index == int(now["window"]) else " "
        print(f"{mark} {index:3} {seconds(window['start']):>14}  {window_name(machine, window)}")
    if begun:
        print(f"window {int(now['window'])} entered its partition at "
              f"{machine.time(now['entry_ticks'])} of module time")
    following = one["windows"][int(now["next_window"])]
    planned = int(now["frame_start"]) + following["start"]
    print(f"window {int(now['next_window'])} ({window_name(machine, following)}) is planned for "
          f"{seconds(planned)}")
    to_come = int(machine.at(machine.variable("information"))["next_schedule"])
    if to_come != int(now["index"]):
        print(f"the next major frame has schedule {machine.settings['schedules'][to_come]['name']}")


def source_list(partition, mask):
    found = [partition.source_name(i) or str(i) for i in range(64) if mask >> i & 1]
    return ", ".join(found) or "none"


def vcpu(machine, partition):
    one, page = partition.vcpu(), partition.page()
    print(f"{partition.name}: {mode_name(machine, one['mode'])}, {activity(machine, partition)}; "
          f"start {machine.settings['starts'][str(int(one['start']))]}")
    if bool(one["waiting"]):
        print(f"  waits for {source_list(partition, words(one['wait_set']))} until "
              f"{machine.time(one['wait_due'])}")
    for index in range(2):
        print(f"  timer {index} is due: {machine.time(one['timer'][index]['due'])}")
    print(f"  entries: interrupts {int(one['irq_entry']):#x}, traps {int(one['trap_entry']):#x}")
    print(f"  page: enabled {int(page['enabled'])}, summary {int(page['summary'])}, pending "
          f"{words(page['pending']):#x}, mask {words(page['mask']):#x}")
    print(f"  interrupted at {int(page['irq_pc']):#x}, flags {int(page['irq_flags']):#x}")
    if int(page["trap_vector"]) != 0xFFFFFFFF:
        print(f"  trap {int(page['trap_vector'])} at {int(page['trap_pc']):#x}, error "
              f"{int(page['trap_error']):#x}, address {int(page['trap_address']):#x}")
    found = registers(machine, partition)
    for first in range(0, len(REGISTERS), 4):
        print("  " + "  ".join(f"{name:>6} {found[name]:08x}"
                               for name in REGISTERS[first : first + 4]))


def pending(machine, partition):
    page = partition.page()
    raised, mask = words(page["pending"]), words(page["mask"])
    print(f"{partition.name}: delivery is {'enabled' if int(page['enabled']) else 'disabled'}")
    print(f"  {'source':>6} {'name':16} {'pending':>7} {'masked':>6} {'count':>10}  first not taken")
    for index in range(64):
        count = int(page["source"][index]["count"])
        if count == 0 and not raised >> index & 1 and mask >> index & 1:
            continue
        first = machine.time(page["source"][index]["first"]) if raised >> index & 1 else ""
        print(f"  {index:6} {partition.source_name(index):16} {'yes' if raised >> index & 1 else '':>7} "
              f"{'yes' if mask >> index & 1 else '':>6} {count:10}  {first}".rstrip())
