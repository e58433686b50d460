# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# Whoever types chooses a listener that there is not.
hbreak arch_console_get
continue
finish
delete
set $eax = 1
hbreak arch_console_get
continue
finish
set $eax = 0xff
