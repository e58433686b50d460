# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# Whoever loaded the kernel says no word of Multiboot.
hbreak *boot_entry
continue
set $eax = 0
