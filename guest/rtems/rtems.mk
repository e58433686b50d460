# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# RTEMS board support, built against the installed kit that RTEMS_KIT names: build/rtems/lib is laid
# out like the kit's own board support, build/rtems/i386-rtems6-bulkhead.pc tells how to use it from
# there. `make install-rtems` puts both beside the kit's.

ifneq ($(RTEMS_KIT),)

RTEMS_CC := $(RTEMS_KIT)/bin/i386-rtems6-gcc
RTEMS_AR := $(RTEMS_KIT)/bin/i386-rtems6-ar
RTEMS_KIT_LIB := $(RTEMS_KIT)/i386-rtems6/pc686/lib
RTEMS_LIB := $(BUILD)/rtems/lib
RTEMS_OBJ := $(BUILD)/guest/rtems
RTEMS_PC := i386-rtems6-bulkhead.pc

RTEMS_ABI := -mtune=pentiumpro -march=pentium
RTEMS_INCLUDES := -Iguest/rtems/include -Iinclude -Iinclude/i386 -Iguest/vcpu -Iguest/vcpu/i386 \
    -I$(BUILD)/guest -I$(RTEMS_OBJ) -isystem $(RTEMS_KIT_LIB)/include
RTEMS_CFLAGS := $(CFLAGS_STRICT) $(RTEMS_ABI) -O2 -g -fomit-frame-pointer -fno-align-labels -fno-align-jumps \
    -fno-align-loops -ffunction-sections -fdata-sections \
    -ffile-prefix-map=$(CURDIR)=. -ffile-prefix-map=$(RTEMS_KIT)=kit $(RTEMS_INCLUDES)

RTEMS_SOURCES := $(filter-out guest/rtems/offsets.c,$(wildcard guest/rtems/*.c)) \
    $(patsubst %,guest/vcpu/%.c,console names sampling queuing)
RTEMS_OBJECTS := $(patsubst guest/%.c,$(RTEMS_OBJ)/%.o,$(RTEMS_SOURCES)) \
    $(RTEMS_OBJ)/rtems/interrupt.o $(RTEMS_OBJ)/rtems/context.o

# What of the kit's board support library has nothing to do with the board.
RTEMS_REUSED := bootcard bspfatal-default gettargethash-default getentropy-cpucounter \
    flash_sim_flashdev i2c-2b-eeprom i2c-ds1621 i2c-sc620 irq-default-handler irq-legacy irq-lock \
    irq-shell jffs2_flashdev mallocinitone ns16550-context ofw rtems-version sbrk \
    spi-flash-m25p40 spi-fram-fm25l256 spi-memdrv spi-sd-card wkspaceinitone

RTEMS_HEADERS := $(patsubst guest/rtems/include/%,$(RTEMS_LIB)/include/%,$(wildcard guest/rtems/include/*.h guest/rtems/include/*/*.h)) \
    $(patsubst include/%,$(RTEMS_LIB)/include/%,$(wildcard include/bulkhead/*.h)) \
    $(RTEMS_LIB)/include/bulkhead/layout.h \
    $(patsubst %,$(RTEMS_LIB)/include/%.h,bh bh_port bh_machine)

.PHONY: rtems install-rtems
all: rtems
rtems: $(RTEMS_LIB)/librtemsbsp.a $(RTEMS_LIB)/start.o $(RTEMS_LIB)/linkcmds $(RTEMS_HEADERS) \
    $(BUILD)/rtems/$(RTEMS_PC)

# Changes when the kit is another one; then everything here is built anew.
RTEMS_KIT_NAME := $(RTEMS_OBJ)/kit.txt
$(RTEMS_KIT_NAME): rtems-kit-check
	@mkdir -p $(@D)
	@guest/rtems/check-kit $(RTEMS_KIT)
	@echo $(RTEMS_KIT) | cmp -s - $@ || echo $(RTEMS_KIT) > $@
.PHONY: rtems-kit-check
rtems-kit-check:

$(RTEMS_OBJ)/rtems_offsets.h: guest/rtems/offsets.c guest/rtems/port.h $(BUILD)/guest/guest_offsets.h $(RTEMS_KIT_NAME)
	@mkdir -p $(@D)
	$(Q)$(RTEMS_CC) $(RTEMS_CFLAGS) -S -o - $< | sed -n 's/^#offset \(.*\)/#define \1/p' > $@

$(RTEMS_OBJ)/%.o: guest/%.c guest/rtems/rtems.mk $(RTEMS_KIT_NAME)
	@mkdir -p $(@D)
	$(Q)$(RTEMS_CC) $(RTEMS_CFLAGS) -MMD -MP -c -o $@ $<

$(RTEMS_OBJ)/%.o: guest/%.S $(RTEMS_OBJ)/rtems_offsets.h
	@mkdir -p $(@D)
	$(Q)$(RTEMS_CC) $(RTEMS_ABI) $(RTEMS_INCLUDES) -MMD -MP -c -o $@ $<

$(RTEMS_LIB)/librtemsbsp.a: $(RTEMS_OBJECTS)
	@mkdir -p $(@D)
	$(Q)rm -rf $@ $(RTEMS_OBJ)/kit
	$(Q)mkdir -p $(RTEMS_OBJ)/kit
	$(Q)cd $(RTEMS_OBJ)/kit && $(RTEMS_AR) x $(RTEMS_KIT_LIB)/librtemsbsp.a \
	    $$($(RTEMS_AR) t $(RTEMS_KIT_LIB)/librtemsbsp.a | grep -E '^($(subst $() ,|,$(strip $(RTEMS_REUSED))))\.c')
	$(Q)$(RTEMS_AR) rcsD $@ $(RTEMS_OBJECTS) $(RTEMS_OBJ)/kit/*.o

$(RTEMS_LIB)/start.o: $(RTEMS_OBJ)/rtems/start.o
	@mkdir -p $(@D)
	$(Q)cp $< $@

$(RTEMS_LIB)/linkcmds: guest/rtems/linkcmds
	@mkdir -p $(@D)
	$(Q)cp $< $@

$(RTEMS_LIB)/include/bulkhead/layout.h: include/i386/bulkhead/layout.h
	@mkdir -p $(@D)
	$(Q)cp $< $@

$(RTEMS_LIB)/include/bh.h $(RTEMS_LIB)/include/bh_port.h: $(RTEMS_LIB)/include/%.h: guest/vcpu/%.h
	@mkdir -p $(@D)
	$(Q)cp $< $@

$(RTEMS_LIB)/include/bh_machine.h: guest/vcpu/i386/bh_machine.h
	@mkdir -p $(@D)
	$(Q)cp $< $@

$(RTEMS_LIB)/include/%.h: guest/rtems/include/%.h
	@mkdir -p $(@D)
	$(Q)cp $< $@

$(RTEMS_LIB)/include/%.h: include/%.h
	@mkdir -p $(@D)
	$(Q)cp $< $@

# The same file for both places: only where our half lies differs.
rtems_pc = sed -e 's|@KIT@|$(RTEMS_KIT)|' -e 's|@LIBDIR@|$(1)|' guest/rtems/$(RTEMS_PC).in

$(BUILD)/rtems/$(RTEMS_PC): guest/rtems/$(RTEMS_PC).in $(RTEMS_KIT_NAME)
	@mkdir -p $(@D)
	$(Q)$(call rtems_pc,$(abspath $(RTEMS_LIB))) > $@

install-rtems: rtems
	mkdir -p $(RTEMS_KIT)/i386-rtems6/bulkhead $(RTEMS_KIT)/lib/pkgconfig
	cp -R $(RTEMS_LIB) $(RTEMS_KIT)/i386-rtems6/bulkhead/
	$(call rtems_pc,$$\{exec_prefix\}/bulkhead/lib) > $(RTEMS_KIT)/lib/pkgconfig/$(RTEMS_PC)

-include $(RTEMS_OBJECTS:.o=.d)

# An RTEMS program: build/DIR/NAME.exe from DIR/NAME.c, built as an application's own make would.
RTEMS_EXAMPLES := $(patsubst %,$(BUILD)/examples/rtems/%.exe,fast slow crash quiet) \
    $(BUILD)/examples/rtems-uart/capitals.exe $(BUILD)/examples/flight/telemetry-rtems.exe \
    $(BUILD)/examples/flight/rtems.xml

.PHONY: rtems-examples
rtems-examples: $(RTEMS_EXAMPLES)
$(BUILD)/examples/rtems/fast.exe $(BUILD)/examples/rtems/slow.exe: examples/rtems/ticks.h
$(BUILD)/examples/flight/telemetry-rtems.exe: examples/flight/telemetry.h examples/flight/flight.h

# The flight with its telemetry on RTEMS.
$(BUILD)/examples/flight/rtems.xml: examples/flight/module.xml guest/rtems/rtems.mk
	@mkdir -p $(@D)
	$(Q)sed -e '/Name="telemetry"/,/<MemoryRegion /s/Size="128K"/Size="2M"/' \
	    -e 's/"telemetry.elf"/"telemetry-rtems.exe"/' $< > $@

rtems_pkg = PKG_CONFIG_PATH=$(BUILD)/rtems pkg-config $(1) $(basename $(RTEMS_PC))

$(BUILD)/%.exe: %.c $(RTEMS_KIT_NAME) | rtems
	@mkdir -p $(@D)
	$(Q)$(RTEMS_CC) $$($(call rtems_pkg,--cflags)) -O2 -g -Wall $< -o $@ $$($(call rtems_pkg,--libs))

endif

# Upstream's test programs, all of them; not part of `make check`, since it takes the better part of
# an hour.
.PHONY: rtems-suite
ifeq ($(and $(RTEMS_KIT),$(RTEMS_SOURCE)),)
rtems-suite:
	@echo "skip - upstream's 657 test programs as guests: RTEMS_KIT or RTEMS_SOURCE is not set"
else
rtems-suite: all
	@tests/rtems/link-suite $(BUILD)/tests/rtems/suite | grep -v '^linked '
	@tests/rtems/suite $(BUILD)/tests/rtems/suite; whole=$$?; \
	tests/rtems/suite --half $(BUILD)/tests/rtems/suite && exit $$whole
endif
