# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# The local APIC's timer counts half as fast as the clock, or so the kernel measures; it is early then.
hbreak pit_measure
continue
set $measure = (struct pit_measure *) $eax
finish
set $measure->lapic_counts /= 2
