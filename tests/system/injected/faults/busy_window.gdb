# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# The console's device is not ready when a window begins whose partition finds another's line open, nor
# when that partition prints. The first two windows find none.
set $windows = 0
while $windows < 2
    hbreak *console_window
    continue
    delete
    hbreak schedule_advance
    continue
    delete
    set $windows = $windows + 1
end
hbreak *console_window
continue
delete
hbreak arch_console_ready
continue
finish
delete
set $eax = 0
hbreak console_drain if line.stage != CLOSED && line.owner != (struct vcpu *) $eax
continue
delete
hbreak arch_console_ready
continue
finish
set $eax = 0
