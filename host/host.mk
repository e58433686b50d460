# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# The host command. Included by the top Makefile; alone, `make -f host/host.mk` builds it too.

BUILD ?= build
HOST_CC ?= $(CC)

host_sources := $(sort $(wildcard host/*.c))
host_objects := $(host_sources:host/%.c=$(BUILD)/host/%.o)
host_share   := $(BUILD)/share/module.xsd \
                $(patsubst boards/%,$(BUILD)/share/boards/%,$(sort $(wildcard boards/*.xml)))

host_cflags := -std=c11 -O2 -g -D_GNU_SOURCE -Iinclude -Iinclude/i386 \
               $(patsubst -I%,-isystem %,$(shell pkg-config --cflags libxml-2.0 libelf zlib)) \
               -Wall -Wextra -Werror -Wconversion -Wsign-conversion -Wshadow -Wcast-qual -Wvla \
               -Wundef -Wstrict-prototypes -Wmissing-prototypes
host_libs   := $(shell pkg-config --libs libxml-2.0 libelf zlib)

.PHONY: host
host: $(BUILD)/bulkhead $(host_share)

$(BUILD)/bulkhead: $(host_objects)
	$(HOST_CC) -o $@ $^ $(host_libs)

$(BUILD)/host/%.o: host/%.c
	@mkdir -p $(@D)
	$(HOST_CC) $(host_cflags) -MMD -MP -c -o $@ $<

$(BUILD)/share/module.xsd: host/module.xsd
	@mkdir -p $(@D)
	cp $< $@

$(BUILD)/share/boards/%.xml: boards/%.xml
	@mkdir -p $(@D)
	cp $< $@

-include $(host_objects:.o=.d)
