# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers

BUILD := build
CC := gcc
# V=1 shows the commands.
Q := $(if $(V),,@)

CFLAGS_STRICT := -std=gnu11 -Wall -Wextra -Werror -Wconversion -Wsign-conversion -Wshadow \
    -Wcast-qual -Wvla -Wundef -Wstrict-prototypes -Wmissing-prototypes -Wno-unused-parameter
# Code without an operating system below it: no red tape of the host's compiler defaults.
CFLAGS_BARE := -m32 -march=i686 -ffreestanding -nostdlib -fno-pic -no-pie -fno-stack-protector \
    -fno-asynchronous-unwind-tables -fcf-protection=none -fno-common \
    -ffile-prefix-map=$(CURDIR)=.

.DEFAULT_GOAL := all
.PHONY: all bench check clean run system-tests

include kernel/kernel.mk
include guest/vcpu/vcpu.mk
include host/host.mk
-include guest/rtems/rtems.mk
-include tests/unit/unit.mk
-include docs/docs.mk

EXAMPLES := $(patsubst %.c,$(BUILD)/%.elf,$(wildcard examples/demo/*.c))
SYSTEM_TESTS := $(patsubst %.c,$(BUILD)/%.elf,$(wildcard tests/system/*/*.c))

all: $(BUILD)/share/kernel.elf $(BUILD)/share/start.bin $(BUILD)/guest/libbh.a $(BUILD)/bulkhead $(EXAMPLES)

BENCHES := $(patsubst %.c,$(BUILD)/%.elf,$(wildcard bench/kernel/*.c))

bench: all $(BENCHES) $(BUILD)/tests/system/oracle/hostile.elf $(BUILD)/tests/system/oracle/silent.elf
	@bench/run

system-tests: all $(SYSTEM_TESTS)

clean:
	rm -rf $(BUILD)
