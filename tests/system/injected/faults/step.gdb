# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# A single step that was held back hits the first instruction of a door.
hbreak *entry_hypercall
continue
set $eflags |= 0x100
