# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# make install, make uninstall. PREFIX is where it will be; DESTDIR, if set, a folder to put it in
# meanwhile. Nothing that is installed knows either: the command and the pkg-config files find the
# rest from their own place.

PREFIX ?= /usr/local
DESTDIR ?=

# (target's folder in PREFIX, file, its folder that is not kept): lines of scripts/install's list
define installed_line
$(or $(4),644) $(2) $(1)/$(patsubst $(3)/%,%,$(2))

endef
installed_all = $(foreach file,$(2),$(call installed_line,$(1),$(file),$(3)))

INSTALLED_DOC := share/doc/bulkhead
INSTALLED_EXAMPLES := $(wildcard examples/Makefile examples/*/*.c examples/*/*.h examples/*/*.xml)

# The book goes with it where `make book` made it. Sphinx' notes of how are not for its readers.
installed_book = $(if $(wildcard $(BUILD)/book/index.html),\
    $(sort $(shell find $(BUILD)/book -type f ! -name .buildinfo ! -name objects.inv)))

# Expanded when all is built, so pages of the manual can be looked up.
installed = $(call installed_line,bin,$(BUILD)/bulkhead,$(BUILD),755) \
    $(call installed_all,share/bulkhead,$(HOST_SHARE) $(BUILD)/share/kernel.elf $(BUILD)/share/start.bin,$(BUILD)/share) \
    $(call installed_all,include,$(filter $(BUILD)/include/%,$(DEVELOPMENT)),$(BUILD)/include) \
    $(call installed_all,lib,$(filter-out %/i386-rtems6-bulkhead.pc,$(filter $(BUILD)/lib/%,$(DEVELOPMENT))),$(BUILD)/lib) \
    $(call installed_all,share/man,$(sort $(shell find $(BUILD)/man/man[17] -type f)),$(BUILD)/man) \
    $(call installed_all,share/bash-completion,$(BUILD)/bash-completion/completions/bulkhead,$(BUILD)/bash-completion) \
    $(call installed_all,$(INSTALLED_DOC),LICENSE README.md $(wildcard docs/*.md docs/*/*.md docs/images/*) $(INSTALLED_EXAMPLES),.) \
    $(call installed_all,$(INSTALLED_DOC),$(installed_book),$(BUILD)) \
    $(installed_rtems)

# Board support for RTEMS, for the kit that RTEMS_KIT names, which stays as it is.
ifneq ($(RTEMS_KIT),)
INSTALLED_RTEMS_PC := $(BUILD)/rtems/installed/$(RTEMS_PC)
installed_rtems = \
    $(call installed_all,lib/bulkhead/rtems,$(addprefix $(RTEMS_LIB)/,librtemsbsp.a start.o linkcmds) $(RTEMS_HEADERS),$(RTEMS_LIB)) \
    $(call installed_all,lib/pkgconfig,$(INSTALLED_RTEMS_PC),$(BUILD)/rtems/installed)

$(INSTALLED_RTEMS_PC): guest/rtems/$(RTEMS_PC).in $(RTEMS_KIT_NAME)
	@mkdir -p $(@D)
	$(Q)$(call rtems_pc,$$\{pcfiledir\}/../bulkhead/rtems) > $@
endif

.PHONY: install install-built uninstall
install: need
	@$(MAKE) -s install-built

install-built: all $(INSTALLED_RTEMS_PC)
	@: $(file > $(BUILD)/install.txt,$(installed))
	@sed -i 's/^ *//; /^$$/d' $(BUILD)/install.txt
	@LC_ALL=C sort -o $(BUILD)/install.txt $(BUILD)/install.txt # wildcards come in the locale's order
	@DESTDIR='$(DESTDIR)' scripts/install '$(PREFIX)' $(BUILD)/install.txt

uninstall:
	@DESTDIR='$(DESTDIR)' scripts/install '$(PREFIX)'
