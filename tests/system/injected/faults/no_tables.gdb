# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
hbreak *boot_entry
continue
set ((struct bh_tables *) &kernel_end)->magic = 0
