# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# The boot loader's memory map is empty.
hbreak *boot_entry
continue
set *(int *) ($ebx + 44) = 0
