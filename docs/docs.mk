# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# Generated documentation. docs/abi.md is kept with the sources; check-docs fails when it is not
# what the headers say. To renew it: make update-docs.

HOST_CC ?= $(CC)

DOCS_CFLAGS := -std=gnu11 -O1 -Iinclude -Iinclude/i386 -Wall -Wextra -Werror -Wconversion \
    -Wsign-conversion -Wshadow -Wcast-qual -Wvla -Wundef -Wstrict-prototypes -Wmissing-prototypes

.PHONY: docs check-docs update-docs
docs: $(BUILD)/docs/abi.md

$(BUILD)/docs/abi_reference: docs/abi_reference.c docs/docs.mk
	@mkdir -p $(@D)
	$(Q)$(HOST_CC) $(DOCS_CFLAGS) -MMD -MP -o $@ $<

$(BUILD)/docs/abi.md: $(BUILD)/docs/abi_reference
	$(Q)$< > $@.new && mv $@.new $@

check-docs: $(BUILD)/docs/abi.md
	$(Q)BUILD='$(BUILD)' docs/check

update-docs: $(BUILD)/docs/abi.md
	$(Q)cp $< docs/abi.md

-include $(BUILD)/docs/abi_reference.d
