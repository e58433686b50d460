# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# The host command. Included by the top Makefile; alone, `make -f host/host.mk` builds it too.

BUILD ?= build
HOST_CC ?= $(CC)

HOST_SOURCES := $(sort $(wildcard host/*.c))
HOST_OBJECTS := $(HOST_SOURCES:host/%.c=$(BUILD)/host/%.o)
# What the command reads at run time. Templates bear no licence: what is made of them is its user's.
HOST_SHARE   := $(BUILD)/share/module.xsd $(BUILD)/share/report.html $(BUILD)/share/until.so \
                $(patsubst boards/%,$(BUILD)/share/boards/%,$(sort $(wildcard boards/*.xml))) \
                $(patsubst host/%,$(BUILD)/share/%,\
                    $(sort $(wildcard host/templates/*/* host/help/*.md host/explain/*.md host/gdb/*.py)))

HOST_CFLAGS := -std=c11 -O2 -g -ffile-prefix-map=$(CURDIR)=. -D_GNU_SOURCE -Iinclude -Iinclude/i386 \
               $(patsubst -I%,-isystem %,$(shell pkg-config --cflags libxml-2.0 libelf libdw zlib jansson)) \
               -Wall -Wextra -Werror -Wconversion -Wsign-conversion -Wshadow -Wcast-qual -Wvla \
               -Wundef -Wstrict-prototypes -Wmissing-prototypes
HOST_LIBS   := $(shell pkg-config --libs libxml-2.0 libelf libdw zlib jansson)

# SANITIZE=1 builds the command with run-time checks, for its tests. It gives no memory back, so
# they run with ASAN_OPTIONS=detect_leaks=0. Use another BUILD for it.
HOST_CHECKED := $(if $(SANITIZE),-fsanitize=address -fsanitize=undefined -fno-sanitize-recover=all)

.PHONY: host
host: $(BUILD)/bulkhead $(HOST_SHARE)

$(BUILD)/bulkhead: $(HOST_OBJECTS) | $(HOST_SHARE)
	$(Q)$(HOST_CC) $(HOST_CHECKED) -o $@ $^ $(HOST_LIBS)

$(BUILD)/host/%.o: host/%.c host/host.mk
	@mkdir -p $(@D)
	$(Q)$(HOST_CC) $(HOST_CFLAGS) $(HOST_CHECKED) -MMD -MP -c -o $@ $<

$(BUILD)/share/module.xsd: host/module.xsd
	@mkdir -p $(@D)
	$(Q)cp $< $@

# The report's page: one file, with its style and its scripts in the order in which they build on one
# another.
REPORT_SCRIPTS := $(patsubst %,host/report/report_%.js,text colour model paint series timeline ruler \
    marks overview hover controls svg facts sentences summary use lateness latency health channels \
    memory source main)

$(BUILD)/share/report.html: host/report/report.html host/report/report.css $(REPORT_SCRIPTS) host/host.mk
	@mkdir -p $(@D)
	$(Q)(for script in $(REPORT_SCRIPTS); do echo "<script>"; cat $$script; echo "</script>"; done) \
	    > $@.scripts
	$(Q)sed -e '/^@STYLE@$$/{' -e 'r host/report/report.css' -e 'd' -e '}' \
	    -e '/^@SCRIPTS@$$/{' -e 'r $@.scripts' -e 'd' -e '}' host/report/report.html > $@
	$(Q)rm $@.scripts

$(BUILD)/share/gdb/%.py: host/gdb/%.py
	@mkdir -p $(@D)
	$(Q)cp $< $@

# A plugin for QEMU, which finds its interface when it is loaded.
$(BUILD)/share/until.so: host/plugin/until.c host/until.h host/ram.h host/host.mk
	@mkdir -p $(@D)
	$(Q)$(HOST_CC) $(HOST_CFLAGS) -fPIC -shared -o $@ $<

$(BUILD)/share/boards/%.xml: boards/%.xml
	@mkdir -p $(@D)
	$(Q)cp $< $@

$(BUILD)/share/templates/%: host/templates/%
	@mkdir -p $(@D)
	$(Q)cp $< $@

$(BUILD)/share/%.md: host/%.md
	@mkdir -p $(@D)
	$(Q)cp $< $@

# Manual pages and completion, as they are installed under PREFIX/share.
all: $(BUILD)/man/made $(BUILD)/bash-completion/completions/bulkhead

$(BUILD)/man/made: $(BUILD)/bulkhead $(HOST_SHARE)
	@rm -rf $(@D); mkdir -p $(@D)/man1 $(@D)/man7
	$(Q)export ASAN_OPTIONS=detect_leaks=0; for name in bulkhead $$($(BUILD)/bulkhead complete help ""); do \
	    page=bulkhead-$$name; [ $$name = bulkhead ] && page=bulkhead; \
	    $(BUILD)/bulkhead help --man $$name > $@ || exit 1; \
	    section=$$(sed -n 's/^\.TH [^ ]* \([17]\) .*/\1/p' $@); \
	    cp $@ $(@D)/man$$section/$$page.$$section || exit 1; \
	done; : > $@

$(BUILD)/bash-completion/completions/bulkhead: host/completion.bash
	@mkdir -p $(@D)
	$(Q)cp $< $@

-include $(HOST_OBJECTS:.o=.d)
