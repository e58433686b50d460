# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# The console's device is not ready when the kernel first asks, for a text and for a number.
hbreak arch_console_ready
continue
finish
delete
set $eax = 0
hbreak console_write_number
continue
delete
hbreak arch_console_ready
continue
finish
set $eax = 0
