# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# Unit tests of the kernel's architecture-independent half, on this computer: a program for each
# tests/unit/NAME.c that tests what kernel/NAME.c promises (irq, sampling,
# queuing, trace_read, trace_stream: what guest/vcpu/NAME.c promises; log: what its status.c does), and
# one for each tests/unit/host/NAME.c that tests what host/NAME.c promises.
# `make unit` builds them, tests/unit/run runs them.

UNIT_CC ?= gcc
UNIT_KERNEL ?= kernel
UNIT_TESTS := clock timer virq schedule partition health console hypercall settle trace line status
UNIT_GUEST_TESTS := irq sampling queuing trace_read trace_stream

UNIT_BUILD := $(BUILD)/tests/unit
UNIT_KERNEL_OBJECTS := $(patsubst %,$(UNIT_BUILD)/kernel/%.o, \
    clock timer virq schedule partition health console hypercall settle trace line status verify)
UNIT_SUPPORT := $(patsubst %,$(UNIT_BUILD)/%.o,unit machine module)
UNIT_PROGRAMS := $(UNIT_TESTS:%=$(UNIT_BUILD)/%)
UNIT_GUEST := $(UNIT_GUEST_TESTS:%=$(UNIT_BUILD)/%)

# This folder comes first: its machine.h is the machine.
UNIT_CFLAGS := $(CFLAGS_STRICT) -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
    -fno-sanitize-recover -iquote $(UNIT_KERNEL) -Itests/unit -Iinclude -Iinclude/i386

UNIT_HOST := $(patsubst %,$(UNIT_BUILD)/%,devices channels health_tables stacks)

.PHONY: unit
unit: $(UNIT_PROGRAMS) $(UNIT_GUEST) $(UNIT_BUILD)/log $(UNIT_HOST) $(UNIT_BUILD)/apex \
    $(UNIT_BUILD)/releases

# The architecture-independent half of the APEX runtime's scheduling, and its release points.
UNIT_APEX_INCLUDES := -Itests/unit/apex -Iguest/apex -Iguest/apex/include -Iguest/vcpu
UNIT_APEX_OBJECTS := $(patsubst %,$(UNIT_BUILD)/apex_objects/%.o,apex timer processor wait)
UNIT_RELEASES_OBJECTS := $(patsubst %,$(UNIT_BUILD)/apex_objects/%.o,releases release)
$(UNIT_BUILD)/apex: $(UNIT_APEX_OBJECTS) $(UNIT_BUILD)/unit.o
	$(Q)$(UNIT_CC) $(UNIT_CFLAGS) -o $@ $^ -lcmocka

$(UNIT_BUILD)/releases: $(UNIT_RELEASES_OBJECTS) $(UNIT_BUILD)/unit.o
	$(Q)$(UNIT_CC) $(UNIT_CFLAGS) -o $@ $^ -lcmocka

$(UNIT_BUILD)/apex_objects/apex.o $(UNIT_BUILD)/apex_objects/releases.o: \
    $(UNIT_BUILD)/apex_objects/%.o: tests/unit/apex/%.c tests/unit/unit.mk
	@mkdir -p $(@D)
	$(Q)$(UNIT_CC) $(UNIT_CFLAGS) $(UNIT_APEX_INCLUDES) -MMD -MP -c -o $@ $<

$(UNIT_BUILD)/apex_objects/%.o: guest/apex/%.c tests/unit/unit.mk
	@mkdir -p $(@D)
	$(Q)$(UNIT_CC) $(UNIT_CFLAGS) $(UNIT_APEX_INCLUDES) -MMD -MP -c -o $@ $<

-include $(UNIT_APEX_OBJECTS:.o=.d) $(UNIT_RELEASES_OBJECTS:.o=.d)

$(UNIT_PROGRAMS): $(UNIT_BUILD)/%: $(UNIT_BUILD)/%.o \
    $(UNIT_SUPPORT) $(UNIT_KERNEL_OBJECTS)
	$(Q)$(UNIT_CC) $(UNIT_CFLAGS) -o $@ $^ -lcmocka

# The host command with another main. Its module.h is not that of this folder.
$(UNIT_HOST): $(UNIT_BUILD)/%: $(UNIT_BUILD)/host/%.o $(UNIT_BUILD)/unit.o \
    $(filter-out $(BUILD)/host/main.o,$(HOST_OBJECTS))
	$(Q)$(UNIT_CC) $(UNIT_CFLAGS) -o $@ $^ -lcmocka $(HOST_LIBS)

$(UNIT_BUILD)/host/%.o: tests/unit/host/%.c tests/unit/unit.mk
	@mkdir -p $(@D)
	$(Q)$(UNIT_CC) $(CFLAGS_STRICT) -O1 -g -D_GNU_SOURCE -iquote host -Itests/unit -Iinclude \
	    -Iinclude/i386 -MMD -MP -c -o $@ $<

# The virtualization layer's C half stands alone; it finds its pages at their fixed addresses.
$(UNIT_GUEST): $(UNIT_BUILD)/%: $(UNIT_BUILD)/%.o $(UNIT_BUILD)/unit.o $(UNIT_BUILD)/guest/%.o
	$(Q)$(UNIT_CC) $(UNIT_CFLAGS) -o $@ $^ -lcmocka $(UNIT_LIBS)

$(UNIT_BUILD)/queuing: $(UNIT_BUILD)/guest/queuing_wait.o

# The host's half of the trace's line stands alone too.
$(UNIT_BUILD)/trace_stream: $(UNIT_BUILD)/guest/trace_read.o $(UNIT_BUILD)/guest/status.o \
    $(UNIT_BUILD)/line_reader.o
$(UNIT_BUILD)/trace_stream: UNIT_LIBS := -lz

$(UNIT_BUILD)/line_reader.o: host/trace_stream.c tests/unit/unit.mk
	@mkdir -p $(@D)
	$(Q)$(UNIT_CC) $(UNIT_CFLAGS) -MMD -MP -c -o $@ $<

$(UNIT_BUILD)/log: $(UNIT_BUILD)/log.o $(UNIT_BUILD)/unit.o $(UNIT_BUILD)/guest/status.o
	$(Q)$(UNIT_CC) $(UNIT_CFLAGS) -o $@ $^ -lcmocka

$(UNIT_BUILD)/%.o: tests/unit/%.c tests/unit/unit.mk
	@mkdir -p $(@D)
	$(Q)$(UNIT_CC) $(UNIT_CFLAGS) -MMD -MP -c -o $@ $<

$(UNIT_BUILD)/kernel/%.o: $(UNIT_KERNEL)/%.c tests/unit/unit.mk
	@mkdir -p $(@D)
	$(Q)$(UNIT_CC) $(UNIT_CFLAGS) -MMD -MP -c -o $@ $<

$(UNIT_BUILD)/guest/%.o: guest/vcpu/%.c tests/unit/unit.mk
	@mkdir -p $(@D)
	$(Q)$(UNIT_CC) $(UNIT_CFLAGS) -MMD -MP -c -o $@ $<

# Addresses of the guest are 32 bits wide.
$(UNIT_GUEST_TESTS:%=$(UNIT_BUILD)/%.o) $(UNIT_BUILD)/guest/queuing_wait.o \
    $(UNIT_BUILD)/log.o $(UNIT_BUILD)/guest/status.o \
    $(UNIT_GUEST_TESTS:%=$(UNIT_BUILD)/guest/%.o): \
    UNIT_CFLAGS += -D_GNU_SOURCE -Iguest/vcpu -Wno-pointer-to-int-cast -Wno-int-to-pointer-cast

-include $(wildcard $(UNIT_BUILD)/*.d $(UNIT_BUILD)/*/*.d)
