# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# The kernel: build/share/kernel.elf.

KERNEL_SOURCES := $(wildcard kernel/*.c kernel/arch/i386/*.c kernel/arch/i386/*.S)
KERNEL_SOURCES := $(filter-out %/offsets.c,$(KERNEL_SOURCES))
KERNEL_OBJECTS := $(patsubst %,$(BUILD)/%.o,$(KERNEL_SOURCES))

KERNEL_INCLUDES := -Iinclude -Iinclude/i386 -Ikernel/arch/i386 -I$(BUILD)/kernel
# The doors save all of a guest's registers, so no C function has to save any for its caller.
KERNEL_CFLAGS := $(CFLAGS_STRICT) $(CFLAGS_BARE) $(KERNEL_INCLUDES) -mregparm=3 -mgeneral-regs-only -O2 \
    -fcall-used-ebx -fcall-used-esi -fcall-used-edi -fno-align-labels -fno-align-jumps -fno-align-loops

$(BUILD)/kernel/offsets.h: kernel/arch/i386/offsets.c kernel/arch/i386/machine.h kernel/vcpu.h
	@mkdir -p $(@D)
	$(Q)$(CC) $(filter-out -Werror,$(KERNEL_CFLAGS)) -S -o - $< | sed -n 's/^#offset \(.*\)/#define \1/p' > $@

$(BUILD)/kernel/%.c.o: kernel/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(KERNEL_CFLAGS) -fcallgraph-info=su -MMD -MP -c -o $@ $<

$(BUILD)/kernel/%.S.o: kernel/%.S $(BUILD)/kernel/offsets.h
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_BARE) $(KERNEL_INCLUDES) -MMD -MP -c -o $@ $<

# A kernel whose stacks are too small for what the compiler says is not made.
$(BUILD)/share/kernel.elf: $(KERNEL_OBJECTS) kernel/arch/i386/link.ld scripts/stack
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_BARE) -static -Wl,-T,kernel/arch/i386/link.ld -Wl,--build-id=none \
	    -Wl,-z,noexecstack -Wl,-z,max-page-size=4096 -o $(BUILD)/kernel/kernel.elf $(KERNEL_OBJECTS)
	$(Q)scripts/stack $(BUILD)/kernel/kernel.elf $(patsubst %.c.o,%.c.ci,$(filter %.c.o,$(KERNEL_OBJECTS))) \
	    > $(BUILD)/kernel/stack.txt
	$(Q)cp $(BUILD)/kernel/kernel.elf $@

-include $(KERNEL_OBJECTS:.o=.d)
