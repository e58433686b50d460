# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# The APEX runtime, build/guest/libapex.a, and programs on it.

APEX_INCLUDES := -Iguest/apex -Iguest/apex/include -Iguest/apex/i386
APEX_SOURCES := $(sort $(wildcard guest/apex/*.c)) guest/apex/i386/context.c guest/apex/i386/switch.S
APEX_OBJECTS := $(patsubst %,$(BUILD)/%.o,$(APEX_SOURCES))
$(APEX_OBJECTS): GUEST_INCLUDES += $(APEX_INCLUDES)
$(APEX_OBJECTS): GUEST_CFLAGS += $(APEX_INCLUDES)

$(BUILD)/guest/apex/i386/switch.S.o: $(BUILD)/guest/apex_offsets.h

$(BUILD)/guest/apex_offsets.h: guest/apex/i386/offsets.c guest/apex/runtime.h guest/apex/i386/apex_machine.h \
    guest/apex/include/apex.h
	@mkdir -p $(@D)
	$(Q)$(CC) $(GUEST_CFLAGS) $(APEX_INCLUDES) -S -o - $< | sed -n 's/^#offset \(.*\)/#define \1/p' > $@

$(BUILD)/guest/libapex.a: $(APEX_OBJECTS)
	$(Q)rm -f $@
	$(Q)$(AR) rcsD $@ $^

-include $(APEX_OBJECTS:.o=.d)

# The page is made of what the conditions' test programs said last.
.PHONY: update-apex-docs
update-apex-docs: system-tests
	@tests/apex/run > $(BUILD)/tests/apex/run.out; cp $(BUILD)/docs/apex-conformance.md docs/

# An APEX program: build/DIR/NAME.apex.elf from DIR/NAME.c. A frame of more than a page touches each of
# its pages, so none jumps over the one below a process' stack.
$(BUILD)/%.apex.elf: $(BUILD)/%.apex.o $(BUILD)/guest/libapex.a $(BUILD)/guest/libbh.a \
    guest/vcpu/i386/bare.ld
	$(Q)$(CC) $(CFLAGS_BARE) $(GUEST_LINK) -Wl,-e,apex_program -Wl,-u,apex_program -o $@ $< \
	    $(BUILD)/guest/libapex.a $(BUILD)/guest/libbh.a -lgcc

$(BUILD)/%.apex.o: %.c $(BUILD)/guest/guest_offsets.h
	@mkdir -p $(@D)
	$(Q)$(CC) $(GUEST_CFLAGS) -fstack-clash-protection -Iguest/apex/include -MMD -MP -c -o $@ $<

.PRECIOUS: $(BUILD)/%.apex.o
-include $(wildcard $(BUILD)/*/*.apex.d $(BUILD)/*/*/*.apex.d)
