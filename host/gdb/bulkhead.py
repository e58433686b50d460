# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""gdb's side of `bulkhead debug`: connects to the machine, takes it to the point where the kernel is
set up and no window has begun, and adds the command `bulkhead`. BULKHEAD_DEBUG names the file that
tells about the module (debug_settings.c)."""

import json
import os
import sys

import gdb

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import commands  # noqa: E402
import fine_clock  # noqa: E402
import machine  # noqa: E402
import stops  # noqa: E402

WELCOME = """Module {name} stands before its first window. Partitions: {partitions}.
  {example:30} stops in that partition alone
  continue, backtrace, step      work as ever
  help bulkhead                  lists the commands that know partitions"""


def begin():
    with open(os.environ["BULKHEAD_DEBUG"], encoding="utf-8") as file:
        settings = json.load(file)
    for setting in ("confirm off", "suppress-cli-notifications on", "print thread-events off",
                    "print inferior-events off", "osabi GNU/Linux"):
        gdb.execute(f"set {setting}")
    gdb.execute(f"file {settings['kernel']}", to_string=True)
    gdb.execute(f"target remote {settings['socket']}", to_string=True)
    fine_clock.begin()
    module = machine.Machine(settings)
    stops.follow(module)
    commands.add(module)
    module.run_to("settle_init")
    names = [partition.name for partition in module.partitions]
    print(WELCOME.format(name=settings["module"], partitions=", ".join(names),
                         example=f"bulkhead break {names[0]} main"))


begin()
