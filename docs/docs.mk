# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# Generated documentation, kept with the sources: docs/abi.md, which the headers say, and
# docs/checks.md and docs/command.md, which the command says. check-docs fails when they are not what
# those say. To renew them: make update-docs.

HOST_CC ?= $(CC)

DOCS_CFLAGS := -std=gnu11 -O1 -Iinclude -Iinclude/i386 -Wall -Wextra -Werror -Wconversion \
    -Wsign-conversion -Wshadow -Wcast-qual -Wvla -Wundef -Wstrict-prototypes -Wmissing-prototypes

.PHONY: docs check-docs update-docs update-requirements
docs: $(BUILD)/docs/abi.md

$(BUILD)/docs/abi_reference: docs/abi_reference.c docs/docs.mk
	@mkdir -p $(@D)
	$(Q)$(HOST_CC) $(DOCS_CFLAGS) -MMD -MP -o $@ $<

$(BUILD)/docs/abi.md: $(BUILD)/docs/abi_reference
	$(Q)$< > $@.new && mv $@.new $@

check-docs: $(BUILD)/docs/abi.md
	$(Q)BUILD='$(BUILD)' docs/check

update-docs: $(BUILD)/docs/abi.md $(BUILD)/bulkhead
	$(Q)cp $< docs/abi.md
	$(Q)$(BUILD)/bulkhead check --list > docs/checks.md
	$(Q)$(BUILD)/bulkhead help --book > docs/command.md
	$(Q)$(MAKE) -s update-requirements

# The requirements that are made from lists: docs/checks.md and docs/apex-conformance.md.
update-requirements:
	$(Q)for family in apex checks; do \
	    tests/requirements/families $$family > docs/requirements/$$family.md || exit; done

-include $(BUILD)/docs/abi_reference.d
