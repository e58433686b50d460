/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Part of invariant.h: what holds of the vCPU of partition VCPU. */
EQUAL(partitions[VCPU].partition, module_partition(VCPU))
EQUAL(partitions[VCPU].events, module_events(VCPU))
EQUAL(partitions[VCPU].line_first, module_line_first(VCPU))
EQUAL(partitions[VCPU].page, module_page(VCPU))
EQUAL(partitions[VCPU].console, module_console(VCPU))
EQUAL(partitions[VCPU].index, VCPU)
RANGE_64(partitions[VCPU].timer[0].period, 0, PERIOD_MOST)
RANGE_64(partitions[VCPU].timer[1].period, 0, PERIOD_MOST)
EQUAL(partitions[VCPU].timer[0].source, BH_SOURCE_TIMER)
EQUAL(partitions[VCPU].timer[1].source, BH_SOURCE_TIMER + 1)
RANGE(partitions[VCPU].mode, BH_MODE_IDLE, BH_MODE_NORMAL)
ONE(partitions[VCPU].next_mode, 4, k == 3 ? MODE_KEEP : k)
RANGE(partitions[VCPU].initialized, false, true)
RANGE(partitions[VCPU].waiting, false, true)
