# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers

BUILD := build
CC := gcc
# V=1 shows the commands.
Q := $(if $(V),,@)

CFLAGS_STRICT := -std=gnu11 -Wall -Wextra -Werror -Wconversion -Wsign-conversion -Wshadow \
    -Wcast-qual -Wvla -Wundef -Wstrict-prototypes -Wmissing-prototypes -Wno-unused-parameter
# Code without an operating system below it: no red tape of the host's compiler defaults.
# -g is for debuggers and changes no byte of an image.
CFLAGS_BARE := -m32 -march=i686 -g -ffreestanding -nostdlib -fno-pic -no-pie -fno-stack-protector \
    -fno-asynchronous-unwind-tables -fcf-protection=none -fno-common \
    -ffile-prefix-map=$(CURDIR)=.

.DEFAULT_GOAL := all
.PHONY: all assurance assurance-built assurance-long bench bench-built benches check check-built \
    clean demo demo-built hostile hostile-built need run run-built system-tests

include kernel/kernel.mk
include guest/vcpu/vcpu.mk
include guest/apex/apex.mk
include guest/development.mk
include host/host.mk
-include guest/rtems/rtems.mk
-include tests/unit/unit.mk
-include tests/assurance/fuzz/fuzz.mk
-include docs/docs.mk
include scripts/install.mk

EXAMPLES := $(patsubst %.c,$(BUILD)/%.elf,$(wildcard examples/demo/*.c examples/tracer/*.c)) \
    $(patsubst %.c,$(BUILD)/%.apex.elf,$(wildcard examples/apex/*.c)) \
    $(addprefix $(BUILD)/examples/flight/,sensor.apex.elf navigation.apex.elf display.apex.elf \
        maintenance.apex.elf telemetry.elf faulty.elf)
BENCHES := $(patsubst %.c,$(BUILD)/%.elf,$(wildcard bench/kernel/*.c)) \
    $(BUILD)/bench/apex/apex.apex.elf
SYSTEM_TESTS := $(patsubst %.c,$(BUILD)/%.elf,$(wildcard tests/system/*/*.c tests/session/*.c \
        tests/assurance/hostile/*.c tests/assurance/covert/*.c tests/assurance/*/guest/*.c)) \
    $(patsubst %.c,$(BUILD)/%.apex.elf,$(wildcard tests/apex/*.c)) \
    $(BUILD)/tests/assurance/hostile/doors.so

# Everything but the tests.
all: $(BUILD)/share/kernel.elf $(BUILD)/share/start.bin $(BUILD)/guest/libbh.a $(BUILD)/guest/libapex.a $(BUILD)/bulkhead \
    $(EXAMPLES)

# Installs missing packages, then builds in a second make, which finds them.
need:
	@scripts/need

RUN_RTEMS = $(if $(RTEMS_KIT),$(BUILD)/bulkhead run --icount -I $(BUILD)/examples/rtems \
    examples/rtems/module.xml,echo "RTEMS partitions: skipped, RTEMS_KIT is not set")

# A flight of a minute: APEX and bare partitions, one of which keeps failing, and one of RTEMS; then
# three of RTEMS, where RTEMS_KIT names a kit.
run: need
	@$(MAKE) -s run-built

run-built: all $(if $(RTEMS_KIT),rtems-examples)
	@$(BUILD)/bulkhead run --icount -I $(BUILD)/examples/flight \
	    $(if $(RTEMS_KIT),$(BUILD)/examples/flight/rtems.xml,examples/flight/module.xml)
	@$(RUN_RTEMS)

# Bare partitions.
demo: need
	@$(MAKE) -s demo-built

demo-built: all
	@$(BUILD)/bulkhead run --icount -I $(BUILD)/examples/demo examples/demo/module.xml

check:
	@scripts/need tests
	@$(MAKE) -s check-built

check-built: all system-tests benches unit docs
	@tests/run

# Every kind of evidence (tests/assurance): the budgets of an hour, or the full ones.
assurance: BUDGET := full
assurance-long: BUDGET := long
assurance assurance-long:
	@scripts/need assurance
	@$(MAKE) -s assurance-built BUDGET=$(BUDGET)

assurance-built: all system-tests benches unit docs
	@tests/assurance/run $(BUDGET)

# Partitions that do whatever they can against their neighbours; SEED and PROGRAMS choose which.
hostile: need
	@$(MAKE) -s hostile-built

hostile-built: all system-tests
	@tests/assurance/run full hostile

bench: need
	@$(MAKE) -s bench-built

bench-built: benches
	@bench/run

# The neighbours of the benchmarks' window tests are those of the oracle.
benches: all $(BENCHES) $(BUILD)/tests/system/oracle/hostile.elf \
    $(BUILD)/tests/system/oracle/silent.elf $(BUILD)/tests/system/oracle_lines/flood.elf

system-tests: all $(SYSTEM_TESTS)

# A plugin for QEMU, which finds its interface when it is loaded.
$(BUILD)/tests/assurance/hostile/doors.so: tests/assurance/hostile/plugin/doors.c
	@mkdir -p $(@D)
	$(Q)$(HOST_CC) $(HOST_CFLAGS) -fPIC -shared -o $@ $<

clean:
	rm -rf $(BUILD)
