# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# The processor stands still in most measurements of the clock, longest as one of the three sees it: no two
# that follow one another agree. pit_stretch returns these at once.
hbreak *pit_stretch
set $tries = 0
while $tries < 17
    continue
    set $kind = $tries % 7
    set $measure = (struct pit_measure *) $eax
    set $measure->pit_counts = $kind == 0 ? 107000 : 35795
    set $measure->clock_ticks = $kind == 1 || $kind == 3 ? 60000000 : 30000000
    set $measure->lapic_counts = $kind == 2 || $kind == 5 ? 60000000 : 30000000
    set $eip = *(int *) $esp
    set $esp += 4
    set $tries = $tries + 1
end
