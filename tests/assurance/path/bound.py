#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""bound.py KERNEL.elf LOOPS [CLOSED OPENED [pic]]: the most instructions from each of the kernel's doors to the
guest, over all paths through the binary, feasible or not.

LOOPS says how often each loop's head runs at most: function, bound, and a text that the line of source
of its head has. A bound may be `closed` or `opened`: CLOSED and OPENED are the lines of the window that
ends and of the one that begins (0 if not given), and `own` those of the one that has the processor. A
loop that is not listed ends the program. Paths that end or reset the module do not count: nobody waits for
them. Nor do those that write the 8259s, but with `pic`: with an I/O APIC they are masked at boot and not
written again. Where the kernel opens interrupts for a moment, what is taken there counts.
"""
import re
import subprocess
import sys

ENDS = {"settle_end", "arch_exit", "status_reset", "trap_kernel", "trap_task", "verify_refuse"}
IDLE_DOOR = 11  # instructions of entry_idle, a loop without an end that cannot be walked
# Interrupts that a function takes when it opens them, and the instructions of the stub before it. In
# arch_timer_discard those of lines may come too, which arch_line_collect then has to take no more.
TAKEN = {"arch_line_collect": ("line_collected", 4), "arch_timer_discard": ("entry_timer_discard", 0)}
IDLE_WORK = {"console_input", "console_drain"}  # not begun where it could delay a switch
OPENED = {"entry_idle", "idle_halt", "idle_on"}  # with interrupts open: they are doors' business
HOLD = "schedule_hold"  # waits for a window's planned entry
# From the instruction that reads the clock to the one that arms the timer, and QEMU's tick on top; and the
# one instruction that may follow a `mov ss`.
ARMING = 11
NEVER = float("-inf")  # the cost of a path that does not come back


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


class Kernel:
    def __init__(self, path):
        self.path, self.instructions, self.function_of, self.start = path, {}, {}, {}
        name = None
        for line in output("objdump", "-d", "--no-show-raw-insn", path).splitlines():
            if label := re.match(r"([0-9a-f]+) <(\S+)>:$", line):
                name = label[2]
                self.start[name] = int(label[1], 16)
            elif found := re.match(r"\s+([0-9a-f]+):\s+(\S.*)$", line):
                address = int(found[1], 16)
                self.instructions[address] = found[2].strip()
                self.function_of[address] = name
        order = sorted(self.instructions)  # padding between functions is never fallen into
        self.next = dict(zip(order, order[1:]))
        self.name_at = {address: name for name, address in self.start.items()}

    def source(self, address):
        place = output("addr2line", "-e", self.path, hex(address)).split()[0]
        path, _, line = place.rpartition(":")
        with open("kernel/" + path.split("kernel/", 1)[1], encoding="utf-8") as file:
            return place, file.read().splitlines()[int(line) - 1].strip()

    def hypercalls(self):
        return [name for name in self.start if name.startswith("guarded_")] + ["hypercall_unknown"]


def components(nodes, edges):
    """Strongly connected ones, each behind all that it leads to (Tarjan's, without recursion)."""
    index, low, stack, on, done = {}, {}, [], set(), []
    for root in nodes:
        if root in index:
            continue
        work = [(root, iter(edges[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on.add(root)
        while work:
            node, rest = work[-1]
            for target in rest:
                if target not in index:
                    index[target] = low[target] = len(index)
                    stack.append(target)
                    on.add(target)
                    work.append((target, iter(edges[target])))
                    break
                if target in on:
                    low[node] = min(low[node], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    part = set()
                    while node not in part:
                        part.add(stack.pop())
                    on -= part
                    done.append(part)
    return done


class Bounds:
    """Bounds by function, from its first instruction to its return. Paths that call one of `without` do
    not count."""

    def __init__(self, kernel, loops, without=()):
        self.kernel, self.loops, self.without = kernel, loops, set(without)
        self.known, self.open = {}, []
        self.at_return = 0

    def of(self, name):
        if name in self.open:
            sys.exit(" calls ".join(self.open + [name]) + ", in a circle")
        if name not in self.known:
            self.open.append(name)
            self.known[name] = self.walk(name)
            self.open.pop()
        return self.known[name]

    def exits(self, called):
        """Costs of ways that end in a call, counted from behind it."""
        return []

    def call(self, name):
        return NEVER if name in ENDS or name in self.without else self.of(name)

    def leave(self, address):
        """What a jump or a fall to another function costs from there on."""
        if address not in self.kernel.name_at:
            sys.exit(f"a jump into the middle of {self.kernel.function_of[address]}")
        return self.call(self.kernel.name_at[address])

    def step(self, address):
        """(cost, addresses that follow within the function, costs of ways out of it)"""
        text = self.kernel.instructions[address]
        name = self.kernel.function_of[address]
        cost, targets, ends = 1, [self.kernel.next.get(address)], []
        if text.startswith(("ret", "iret", "hlt", "ud2")):
            targets = []
        elif re.match(r"call\s+\*%ebp", text):
            cost += max(self.of(target) for target in self.kernel.hypercalls())
        elif re.match(r"(call|jmp)\s+\*", text):
            sys.exit(f"{name} jumps by a pointer: {text}")
        elif call := re.match(r"call\s+([0-9a-f]+) <(\w+)", text):
            cost += self.call(call[2])
            ends = self.exits(call[2])
        elif text == "sti" and name in TAKEN:
            taken, stub = TAKEN[name]
            cost += stub + self.of(taken)
        elif text.startswith("rep") or text == "sti" and name not in OPENED:
            sys.exit(f"{name} has {text}, which is no single instruction")
        elif jump := re.match(r"(j\w+)\s+([0-9a-f]+) <(\w+)", text):
            targets = ([] if jump[1] == "jmp" else targets) + [int(jump[2], 16)]
        if cost == NEVER:
            cost, targets, ends = (1, [], ends) if ends else (NEVER, [], [])
        here = [t for t in targets if self.kernel.function_of.get(t) == name]
        out = [self.leave(t) for t in targets if t not in here] + ends
        return cost, here, out

    def walk(self, name, start=None):
        """From its first instruction, or another."""
        start = start or self.kernel.start[name]
        steps, todo = {}, [start]
        while todo:
            address = todo.pop()
            if address not in steps:
                steps[address] = self.step(address)
                todo += steps[address][1]
        edges = {address: targets for address, (_, targets, _) in steps.items()}
        # What follows: nothing behind a return, no path where only such remain that do not come back.
        costs = {address: (cost, max(out, default=NEVER if targets else self.at_return))
                 for address, (cost, targets, out) in steps.items()}
        return self.longest(name, start, costs, edges)

    def longest(self, name, start, costs, edges):
        """The longest way from `start`. A loop is a component that is entered at its head: it takes
        its longest body as often as it may run and once more, and then what follows it."""
        best = {}
        for part in components([start], edges):
            follows = max([best[t] for node in part for t in edges[node] if t not in part] +
                          [costs[node][1] for node in part])
            node = next(iter(part))
            if len(part) == 1 and node not in edges[node]:
                best[node] = costs[node][0] + follows
                continue
            entered = {t for node in edges if node not in part for t in edges[node] if t in part}
            head = min(entered | (part & {start}))
            turns = self.loops.bound(self.kernel, name, head)
            inner = {node: [t for t in edges[node] if t in part and t != head] for node in part}
            inside = {node: (costs[node][0], NEVER if inner[node] else 0) for node in part}
            body = self.longest(name, head, inside, inner)
            for node in part:
                best[node] = (turns * body if turns else 0) + follows
        return best[start]


class Holds(Bounds):
    """Bounds to the return from HOLD: no other paths count."""

    def __init__(self, kernel, loops, without=()):
        super().__init__(kernel, loops, without)
        self.returns = Bounds(kernel, loops, self.without | {HOLD})
        self.at_return = NEVER

    def call(self, name):
        return self.returns.call(name)

    def exits(self, called):
        if called == HOLD:
            return [self.returns.of(HOLD)]
        before = 0 if self.returns.call(called) == NEVER else self.returns.call(called)
        ends = NEVER if called in ENDS or called in self.without else self.of(called)
        return [] if ends == NEVER else [ends - before]

    def leave(self, address):
        name = self.kernel.name_at[address]
        return NEVER if name in ENDS or name in self.without else self.of(name)


class Loops:
    def __init__(self, path, closed, opened, own):
        self.listed, self.used = {}, set()
        with open(path, encoding="utf-8") as file:
            for line in file:
                if line.strip() and not line.startswith("#"):
                    name, bound, text = line.rstrip("\n").split(None, 2)
                    named = {"closed": closed, "closed+1": closed + 1, "opened": opened, "own": own}
                    self.listed[name, text] = named[bound] if bound in named else int(bound)

    def bound(self, kernel, name, head):
        place, text = kernel.source(head)
        for (function, listed), bound in self.listed.items():
            if function == name and listed in text:
                self.used.add((function, listed))
                return bound
        sys.exit(f"no bound for the loop of {name} at {place}: {text}")


def reaches(kernel, name, seen):
    """The functions that a function calls or jumps to, itself with them."""
    if name not in seen:
        seen.add(name)
        for address, text in kernel.instructions.items():
            if kernel.function_of[address] == name:
                for target in re.findall(r"^(?:call|j\w+)\s+[0-9a-f]+ <(\w+)", text):
                    reaches(kernel, target, seen)
    return seen


def leaves_work(kernel, call):
    """Whether a hypercall can leave something for settle(): somewhere it writes `work`."""
    place = next(line.split()[0] for line in output("nm", kernel.path).splitlines()
                 if line.split()[-1] == "work")
    parts = reaches(kernel, call, set())
    return any(kernel.function_of[address] in parts and f"0x{int(place, 16):x}" in text
               for address, text in kernel.instructions.items())


def doors(kernel, bounds):
    """The longest way of each kind, from the guest and back to one. A hypercall settles only what it
    left to be settled: `work` is zero while a guest runs."""
    door = bounds.of("entry_hypercall") - bounds.of("settle_and_leave") - max(
        bounds.of(call) for call in kernel.hypercalls())
    for call in kernel.hypercalls():
        after = "settle_and_leave" if leaves_work(kernel, call) else "leave"
        yield call.replace("guarded_", ""), door + bounds.of(call) + bounds.of(after)
    yield "traced", bounds.of("entry_hypercall_traced")
    yield "timer", bounds.of("entry_timer")
    yield "line", bounds.of("entry_lines")
    yield "trap", bounds.of("entry_exceptions")


def main():
    kernel = Kernel(sys.argv[1])
    closed, opened = [int(lines) for lines in sys.argv[3:5] or (0, 0)]
    loops = Loops(sys.argv[2], closed, opened, closed)
    unused = [] if "pic" in sys.argv else ["pic_write"]
    usual = Bounds(kernel, loops, ["settle_window"] + unused)
    ways = dict(doors(kernel, usual))
    for what, bound in ways.items():
        print(f"figure path_{what}_bound {bound} instructions")
    # What the record adds to any call; one more where nothing is to be settled.
    trace = usual.of("entry_hypercall_traced") - usual.of("entry_hypercall") + 1
    print(f"figure call_trace_bound {trace} instructions")
    print(f"figure path_bound {max(ways.values())} instructions")
    # Idle work is not begun where it could delay a switch, so that only what it leaves may come before one.
    print(f"figure idle_work_bound {usual.of('settle_idle')} instructions")
    print(f"figure idle_bound {IDLE_DOOR + usual.of('settle_idle') + usual.of('settle_and_leave')} instructions")
    # A switch, from the timer's door to the wait for the entry. Before it: the timer's door for a virtual
    # timer that was due just before, if the path before was behind that already; the beginning of the idle
    # loop, if nothing was left to run.
    inside = Loops(sys.argv[2], closed, opened, opened)
    switch = Holds(kernel, inside, unused).of("entry_timer")
    timer = Bounds(kernel, loops, ["settle_window", "settle_arm"]).of("entry_timer")
    idle = IDLE_DOOR + Bounds(kernel, loops, IDLE_WORK).of("settle_idle")
    print(f"figure held_bound {switch} instructions")
    print(f"figure timer_first_bound {timer} instructions")
    print(f"figure switch_bound {ARMING + timer + idle + switch} instructions")
    # Behind the wait: a window that is hardly longer than the kernel's part has this as the path before.
    call = next(address for address, text in kernel.instructions.items()
                if kernel.function_of[address] == "settle_window" and text.endswith(f"<{HOLD}>"))
    behind = usual.walk("settle_window", kernel.next[call]) + usual.of("settle_and_leave")
    print(f"figure behind_bound {behind} instructions")
    Bounds(kernel, loops).of("entry_timer")  # all loops, those of the 8259s too
    if absent := set(loops.listed) - loops.used - inside.used:
        sys.exit(f"loops that are not there: {sorted(absent)}")


main()
