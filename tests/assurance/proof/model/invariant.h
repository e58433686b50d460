/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What holds of the kernel's variables whenever a guest or the idle loop runs. Included twice, by doors.c:
 * to make any state in which it holds, and to require it of the state behind the boot and behind each door.
 *
 *   EQUAL(place, value)       it is that
 *   RANGE(place, low, high)   it is from low to high
 *   ONE(place, count, value)  it is the value for a k below count
 *   CASE(place, count, value, chosen)  the same; doors.c has chosen k
 *
 * A variable that is not named here may have any value. Values may use places that stand above them.
 */

/* The boot chose them once. */
EQUAL(lapic, module_local_apic())
EQUAL(ioapic_select, IO_APIC ? module_io_apic() : NULL)
EQUAL(ioapic_window, IO_APIC ? module_io_apic() + 4 : NULL)
EQUAL(information, module_information())
EQUAL(module_status, module_status_page())
EQUAL(module_action, module_tables()->module_action)
EQUAL(partition_count, PARTITIONS)
EQUAL(schedule_count, SCHEDULES)
EQUAL(schedules, module_schedule(0))
EQUAL(tables_base, (uintptr_t)module_tables())
EQUAL(lines, module_lines())
EQUAL(rings, TRACED ? module_traces() : 0)
EQUAL(ring_bytes, sizeof(struct bh_trace_ring) + (TRACED ? RECORDS : 0) * sizeof(struct bh_trace_record))
RANGE(trace_kinds, 0, TRACED ? UINT32_MAX : 0)
RANGE(information->multiplier, MULTIPLIER_LEAST, UINT32_MAX)
RANGE(information->shift, 1, 31)
EQUAL(never.due, CLOCK_NEVER)

/* The timer is armed for one of the window's vCPU or for none; that vCPU runs, or nobody. */
CASE(schedule.vcpu, PARTITIONS + 1, k == PARTITIONS ? NULL : &partitions[k], owner)
CASE(current, 2, k == 0 || schedule.vcpu == NULL ? &idle : schedule.vcpu, runs)
CASE(armed.timer, 3, k == 0 || schedule.vcpu == NULL ? &never : &schedule.vcpu->timer[k - 1], timed)

/* The next window is one of the schedule's. */
CASE(information->next_schedule, SCHEDULES, k, next)
CASE(schedule.index, SCHEDULES, k, plan)
EQUAL(schedule.table, module_schedule(schedule.index))
EQUAL(schedule.windows, module_windows(schedule.index))
CASE(schedule.next_window, schedule.table->windows.count, k % schedule.table->windows.count, window)

#if TRACED
EQUAL(module_ring(0)->capacity, RECORDS)
EQUAL(module_ring(1)->capacity, RECORDS)
EQUAL(module_ring(2)->capacity, RECORDS)
EQUAL(module_ring(3)->capacity, RECORDS)
#endif
#define PINS_FROM(i)                        \
    RANGE(line_of_pin[i], 0, LINES - 1)     \
    RANGE(line_of_pin[i + 1], 0, LINES - 1) \
    RANGE(line_of_pin[i + 2], 0, LINES - 1) \
    RANGE(line_of_pin[i + 3], 0, LINES - 1)
PINS_FROM(0)
PINS_FROM(4)
PINS_FROM(8)
PINS_FROM(12)
PINS_FROM(16)
PINS_FROM(20)
#undef PINS_FROM

RANGE(line.stage, CLOSED, BODY)
ONE(line.owner, PARTITIONS + 1, k == PARTITIONS ? NULL : &partitions[k])
RANGE(idle_turn, 0, PARTITIONS - 1)
ONE(listener, PARTITIONS, &partitions[k])
RANGE(module_status->state, BH_STATE_INITIALIZATION, BH_STATE_NORMAL)
ONE(loaded, PARTITIONS + 1, k == PARTITIONS ? NULL : &partitions[k])

#define VCPU 0
#include "invariant_vcpu.h"
#undef VCPU
#define VCPU 1
#include "invariant_vcpu.h"
#undef VCPU
#define VCPU 2
#include "invariant_vcpu.h"
#undef VCPU
