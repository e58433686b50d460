# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# The fuzz targets, each TARGET.c here. `make fuzz` makes BUILD/fuzz/fuzz-TARGET with clang's libFuzzer
# and BUILD/fuzz/replay-TARGET with the usual compiler, which only runs the files that it is given.
# The second takes the host command's objects as they are (its heap is watched nevertheless), the
# first compiles all with the sanitizers.

FUZZ := tests/assurance/fuzz
FUZZ_BUILD := $(BUILD)/fuzz
FUZZ_CC ?= clang
FUZZ_HOST_TARGETS := config board elf trace
FUZZ_TARGETS := $(FUZZ_HOST_TARGETS) kernel
FUZZ_CHECKS := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

# What the targets change of the command.
FUZZ_WRAP := -Wl,--wrap=exit,--wrap=report_faults,--wrap=program_read,--wrap=elf_rawfile,--wrap=mmap,--wrap=xmlSchemaParse

FUZZ_HOST_CFLAGS := $(HOST_CFLAGS) -iquote host -Wno-missing-prototypes
FUZZ_HOST_OBJECTS := $(patsubst $(BUILD)/%,$(FUZZ_BUILD)/%,$(filter-out $(BUILD)/host/main.o,$(HOST_OBJECTS)))

FUZZ_KERNEL_CFLAGS := $(CFLAGS_STRICT) -Wno-missing-prototypes -O1 -g -iquote kernel -Itests/unit -Iinclude -Iinclude/i386
FUZZ_KERNEL_NAMES := $(notdir $(UNIT_KERNEL_OBJECTS:.o=))
FUZZ_SUPPORT := machine module

.PHONY: fuzz replay
fuzz: $(FUZZ_TARGETS:%=$(FUZZ_BUILD)/fuzz-%)
replay: $(FUZZ_TARGETS:%=$(FUZZ_BUILD)/replay-%)

# With libFuzzer.
FUZZ_FLAGS := -O1 $(FUZZ_CHECKS) -fsanitize=fuzzer-no-link -w

$(FUZZ_HOST_TARGETS:%=$(FUZZ_BUILD)/fuzz-%): $(FUZZ_BUILD)/fuzz-%: $(FUZZ_BUILD)/%.o $(FUZZ_BUILD)/host.o \
    $(FUZZ_BUILD)/mutate.o $(FUZZ_HOST_OBJECTS)
	$(Q)$(FUZZ_CC) $(FUZZ_CHECKS) -fsanitize=fuzzer $(FUZZ_WRAP) -o $@ $^ $(HOST_LIBS)

$(FUZZ_BUILD)/host/%.o: host/%.c $(FUZZ)/fuzz.mk
	@mkdir -p $(@D)
	$(Q)$(FUZZ_CC) $(HOST_CFLAGS) $(FUZZ_FLAGS) -MMD -MP -c -o $@ $<

$(patsubst %,$(FUZZ_BUILD)/%.o,$(FUZZ_HOST_TARGETS) host mutate): $(FUZZ_BUILD)/%.o: $(FUZZ)/%.c $(FUZZ)/fuzz.mk
	@mkdir -p $(@D)
	$(Q)$(FUZZ_CC) $(FUZZ_HOST_CFLAGS) $(FUZZ_FLAGS) -MMD -MP -c -o $@ $<

$(FUZZ_BUILD)/fuzz-kernel: $(FUZZ_BUILD)/kernel.o $(FUZZ_SUPPORT:%=$(FUZZ_BUILD)/unit/%.o) \
    $(FUZZ_KERNEL_NAMES:%=$(FUZZ_BUILD)/kernel/%.o)
	$(Q)$(FUZZ_CC) $(FUZZ_CHECKS) -fsanitize=fuzzer -o $@ $^

# An input begins with the kernel's memory as after boot: its data has a section of its own.
$(FUZZ_BUILD)/kernel/%.o: kernel/%.c $(FUZZ)/fuzz.mk
	@mkdir -p $(@D)
	$(Q)$(FUZZ_CC) $(FUZZ_KERNEL_CFLAGS) $(FUZZ_FLAGS) -MMD -MP -c -o $@ $<
	$(Q)objcopy --rename-section .bss=kernel_bss $@

$(FUZZ_BUILD)/unit/%.o: tests/unit/%.c $(FUZZ)/fuzz.mk
	@mkdir -p $(@D)
	$(Q)$(FUZZ_CC) $(FUZZ_KERNEL_CFLAGS) $(FUZZ_FLAGS) -MMD -MP -c -o $@ $<

$(FUZZ_BUILD)/kernel.o: $(FUZZ)/kernel.c $(FUZZ)/fuzz.mk
	@mkdir -p $(@D)
	$(Q)$(FUZZ_CC) $(FUZZ_KERNEL_CFLAGS) $(FUZZ_FLAGS) -MMD -MP -c -o $@ $<

# Without.
$(FUZZ_HOST_TARGETS:%=$(FUZZ_BUILD)/replay-%): $(FUZZ_BUILD)/replay-%: $(FUZZ)/%.c $(FUZZ)/host.c \
    $(FUZZ)/replay.c $(filter-out $(BUILD)/host/main.o,$(HOST_OBJECTS)) $(FUZZ)/fuzz.mk
	@mkdir -p $(@D)
	$(Q)$(HOST_CC) $(FUZZ_HOST_CFLAGS) $(FUZZ_CHECKS) $(FUZZ_WRAP) -o $@ $(filter-out %.mk,$^) $(HOST_LIBS)

$(FUZZ_BUILD)/replay-kernel: $(FUZZ)/kernel.c $(FUZZ)/replay.c $(UNIT_BUILD)/machine.o $(UNIT_BUILD)/module.o \
    $(UNIT_KERNEL_OBJECTS) $(FUZZ)/fuzz.mk
	@mkdir -p $(FUZZ_BUILD)/replay
	$(Q)for object in $(UNIT_KERNEL_OBJECTS); do \
	    objcopy --rename-section .bss=kernel_bss $$object $(FUZZ_BUILD)/replay/$$(basename $$object) || exit 1; done
	$(Q)$(UNIT_CC) $(FUZZ_KERNEL_CFLAGS) $(FUZZ_CHECKS) -o $@ $(FUZZ)/kernel.c $(FUZZ)/replay.c \
	    $(UNIT_BUILD)/machine.o $(UNIT_BUILD)/module.o $(addprefix $(FUZZ_BUILD)/replay/,$(notdir $(UNIT_KERNEL_OBJECTS)))

-include $(wildcard $(FUZZ_BUILD)/*.d $(FUZZ_BUILD)/*/*.d)
