# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# The host command. Included by the top Makefile; alone, `make -f host/host.mk` builds it too.

BUILD ?= build
HOST_CC ?= $(CC)

HOST_SOURCES := $(sort $(wildcard host/*.c))
HOST_OBJECTS := $(HOST_SOURCES:host/%.c=$(BUILD)/host/%.o)
HOST_SHARE   := $(BUILD)/share/module.xsd $(BUILD)/share/until.so \
                $(patsubst host/%,$(BUILD)/share/%,$(sort $(wildcard host/gdb/*.py))) \
                $(patsubst boards/%,$(BUILD)/share/boards/%,$(sort $(wildcard boards/*.xml)))

HOST_CFLAGS := -std=c11 -O2 -g -D_GNU_SOURCE -Iinclude -Iinclude/i386 \
               $(patsubst -I%,-isystem %,$(shell pkg-config --cflags libxml-2.0 libelf libdw zlib)) \
               -Wall -Wextra -Werror -Wconversion -Wsign-conversion -Wshadow -Wcast-qual -Wvla \
               -Wundef -Wstrict-prototypes -Wmissing-prototypes
HOST_LIBS   := $(shell pkg-config --libs libxml-2.0 libelf libdw zlib)

# SANITIZE=1 builds the command with run-time checks, for its tests. It gives no memory back, so
# they run with ASAN_OPTIONS=detect_leaks=0. Use another BUILD for it.
HOST_CHECKED := $(if $(SANITIZE),-fsanitize=address -fsanitize=undefined -fno-sanitize-recover=all)

.PHONY: host
host: $(BUILD)/bulkhead $(HOST_SHARE)

$(BUILD)/bulkhead: $(HOST_OBJECTS) | $(HOST_SHARE)
	$(Q)$(HOST_CC) $(HOST_CHECKED) -o $@ $^ $(HOST_LIBS)

$(BUILD)/host/%.o: host/%.c host/host.mk
	@mkdir -p $(@D)
	$(Q)$(HOST_CC) $(HOST_CFLAGS) $(HOST_CHECKED) -MMD -MP -c -o $@ $<

$(BUILD)/share/module.xsd: host/module.xsd
	@mkdir -p $(@D)
	$(Q)cp $< $@

$(BUILD)/share/gdb/%.py: host/gdb/%.py
	@mkdir -p $(@D)
	$(Q)cp $< $@

# A plugin for QEMU, which finds its interface when it is loaded.
$(BUILD)/share/until.so: host/plugin/until.c host/until.h host/ram.h
	@mkdir -p $(@D)
	$(Q)$(HOST_CC) $(HOST_CFLAGS) -fPIC -shared -o $@ $<

$(BUILD)/share/boards/%.xml: boards/%.xml
	@mkdir -p $(@D)
	$(Q)cp $< $@

-include $(HOST_OBJECTS:.o=.d)
