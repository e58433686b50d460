# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# The boot loader has no memory map.
hbreak *boot_entry
continue
set *(int *) $ebx &= ~0x40
