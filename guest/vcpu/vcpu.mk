# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# The virtualization layer: build/guest/libbh.a, and the start-up code build/share/start.bin.

GUEST_INCLUDES := -Iinclude -Iinclude/i386 -Iguest/vcpu -Iguest/vcpu/i386 -I$(BUILD)/guest 
GUEST_CFLAGS := $(CFLAGS_STRICT) $(CFLAGS_BARE) $(GUEST_INCLUDES) -O2 -fno-align-labels -fno-align-jumps -fno-align-loops
GUEST_LINK := -static -Wl,-T,guest/vcpu/i386/bare.ld -Wl,--build-id=none -Wl,-z,noexecstack \
    -Wl,-z,max-page-size=4096

VCPU_SOURCES := $(sort $(wildcard guest/vcpu/*.c)) guest/vcpu/i386/entry.S guest/vcpu/i386/string.c
VCPU_OBJECTS := $(patsubst %,$(BUILD)/%.o,$(VCPU_SOURCES))

# Not to be made of calls to themselves.
$(BUILD)/guest/vcpu/i386/string.c.o: GUEST_CFLAGS += -fno-tree-loop-distribute-patterns

$(BUILD)/guest/guest_offsets.h: guest/vcpu/i386/offsets.c $(wildcard include/bulkhead/*.h include/i386/bulkhead/*.h)
	@mkdir -p $(@D)
	$(Q)$(CC) $(GUEST_CFLAGS) -S -o - $< | sed -n 's/^#offset \(.*\)/#define \1/p' > $@

$(BUILD)/guest/%.c.o: guest/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(GUEST_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/guest/%.S.o: guest/%.S $(BUILD)/guest/guest_offsets.h
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_BARE) $(GUEST_INCLUDES) -MMD -MP -c -o $@ $<

$(BUILD)/guest/libbh.a: $(VCPU_OBJECTS)
	$(Q)rm -f $@
	$(Q)$(AR) rcsD $@ $^

$(BUILD)/share/start.bin: $(BUILD)/guest/vcpu/i386/start.S.o
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_BARE) -static -Wl,-Ttext,0x80000000 -Wl,-e,start -Wl,--build-id=none \
	    -o $(BUILD)/guest/start.elf $<
	$(Q)objcopy -O binary -j .text $(BUILD)/guest/start.elf $@

-include $(VCPU_OBJECTS:.o=.d)
-include $(wildcard $(BUILD)/*/*.bare.d $(BUILD)/*/*/*.bare.d $(BUILD)/*/*/*/*.bare.d)

# A bare program: build/DIR/NAME.elf from DIR/NAME.c.
$(BUILD)/%.elf: $(BUILD)/%.bare.o $(BUILD)/guest/libbh.a guest/vcpu/i386/bare.ld
	$(Q)$(CC) $(CFLAGS_BARE) $(GUEST_LINK) -o $@ $< $(BUILD)/guest/libbh.a -lgcc

$(BUILD)/%.bare.o: %.c $(BUILD)/guest/guest_offsets.h
	@mkdir -p $(@D)
	$(Q)$(CC) $(GUEST_CFLAGS) -MMD -MP -c -o $@ $<

.PRECIOUS: $(BUILD)/%.bare.o
