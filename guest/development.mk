# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# What programs outside of this tree are built with, laid out in build/ as an installation has it:
#
#   include/bulkhead-guest/   headers of the boundary, of the virtualization layer and of APEX
#   lib/bulkhead/             libbh.a, libapex.a, bare.ld
#   lib/pkgconfig/            bulkhead-bare.pc, bulkhead-apex.pc, and RTEMS' with a kit

DEVELOPMENT_INCLUDE := $(BUILD)/include/bulkhead-guest
DEVELOPMENT := $(patsubst include/%,$(DEVELOPMENT_INCLUDE)/%,$(wildcard include/bulkhead/*.h)) \
    $(addprefix $(DEVELOPMENT_INCLUDE)/,bulkhead/layout.h bh.h bh_port.h bh_string.h bh_trace.h bh_machine.h \
        $(notdir $(wildcard guest/apex/include/*.h))) \
    $(addprefix $(BUILD)/lib/bulkhead/,libbh.a libapex.a bare.ld) \
    $(patsubst guest/%,$(BUILD)/lib/%,$(wildcard guest/pkgconfig/*.pc)) \
    $(if $(RTEMS_KIT),$(BUILD)/lib/pkgconfig/i386-rtems6-bulkhead.pc)

.PHONY: development
all: development
development: $(DEVELOPMENT)

copy = @mkdir -p $(@D); cp $< $@

$(DEVELOPMENT_INCLUDE)/bulkhead/layout.h: include/i386/bulkhead/layout.h
	$(copy)
$(DEVELOPMENT_INCLUDE)/bulkhead/%.h: include/bulkhead/%.h
	$(copy)
$(DEVELOPMENT_INCLUDE)/%.h: guest/vcpu/%.h
	$(copy)
$(DEVELOPMENT_INCLUDE)/%.h: guest/vcpu/i386/%.h
	$(copy)
$(DEVELOPMENT_INCLUDE)/%.h: guest/apex/include/%.h
	$(copy)
$(BUILD)/lib/bulkhead/%.a: $(BUILD)/guest/%.a
	$(copy)
$(BUILD)/lib/bulkhead/bare.ld: guest/vcpu/i386/bare.ld
	$(copy)
$(BUILD)/lib/pkgconfig/%.pc: guest/pkgconfig/%.pc
	$(copy)
$(BUILD)/lib/pkgconfig/%.pc: $(BUILD)/rtems/%.pc
	$(copy)
