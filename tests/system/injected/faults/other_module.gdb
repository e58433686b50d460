# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# Memory keeps the logs of another module that was reset.
hbreak *status_init
continue
set ((struct bh_status_page *) (unsigned) ((struct bh_tables *) &kernel_end)->status)->reset = 0x54534552
set ((struct bh_status_page *) (unsigned) ((struct bh_tables *) &kernel_end)->status)->resets = 77
