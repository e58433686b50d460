/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Tests of kernel/settle.c: guests do what they please in random order, and after every step the
 * kernel's own state must be sane. A sanitizer watches for accesses out of bounds.
 */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "module.h"

#define PARTITIONS 4u

static bool scribbled[PARTITIONS];      /* over the release point */
static uint32_t posted[PARTITIONS + 1]; /* entries of each log so far; the last is the module's */

static void module_boot_hostile(void)
{
    module_clear();
    for (uint32_t i = 0; i < PARTITIONS; i++) {
        char name[BH_NAME_SIZE];
        snprintf(name, sizeof name, "partition-%u", i);
        module_partition(name);
        module_line(i, 10 + i, i % 2 == 0 ? BH_LINE_LEVEL : 0, 1 + i); /* of its own number */
        module_event(i, (i + 1) % PARTITIONS, 5 + i);
        module_event(i, i, 63);
        module_event(i, 0, 32);
        module.partition[i].rights = i | (i == 1 ? BH_RIGHT_PARTITIONS : 0);
        module.partition[i].ends_module = i == 2;
        for (uint32_t error = 0; error < BH_PARTITION_ERROR_COUNT; error++) {
            const uint8_t action = (uint8_t)((i + error) % 4);
            module_set_action(i, error, action == BH_ACTION_IDLE && error != BH_ERROR_TRAP ? BH_ACTION_COLD_START : action);
        }
        /* Else most of the partitions soon stay stopped. */
        module_set_action(i, BH_ERROR_APPLICATION_ERROR, BH_ACTION_IGNORE);
    }
    module.partition[0].restart_limit = 20;
    module.partition[0].restart_period = 300000;
    module.partition[1].module_level[BH_STATE_NORMAL] = 1u << BH_ERROR_DEADLINE_MISSED;
    module_schedule(1000000);
    module_window(0, 0, 0);
    module_periodic(0);
    module_window(0, 200000, 1);
    module_window(0, 400000, BH_NO_PARTITION);
    module_window(0, 600000, 2);
    module_window(0, 800000, 3);
    module_periodic(0);
    module_schedule(777777);
    module_window(1, 0, 3);
    module_window(1, 100000, 1);
    module_periodic(1);
    module_change(1, 3, BH_ACTION_WARM_START);
    module_schedule(50000);
    module_window(2, 0, BH_NO_PARTITION);
    module_window(2, 20000, 0);
    module_periodic(2);
    memset(scribbled, 0, sizeof scribbled);
    memset(posted, 0, sizeof posted);
    module.header.initial_schedule = (uint32_t)unit_random_below(3);
    module_trace(8);
    module_boot(100 * MODULE_MHZ, 2000);
    module_run_until(0);
}

static bh_word any_word(void)
{
    static const bh_word edges[] = {0,  1,          2,          3,          4,         5,
                                    63, 64,         0x7fffffff, 0x80000000, 0xfffffffe, UINT32_MAX,
                                    16, 0x0fffffff, 0x10000000, 10000};
    switch (unit_random_below(3)) {
    case 0:
        return edges[unit_random_below(sizeof edges / sizeof edges[0])];
    case 1:
        return (bh_word)unit_random_bits(32);
    default: /* the low half of a time not far from now */
        return (bh_word)(module_ns(machine.clock) + unit_random_below(500000));
    }
}

static void scribble(struct vcpu *vcpu)
{
    uint32_t *word = (uint32_t *)vcpu->page;
    const uint64_t count = unit_random_below(20) == 0 ? sizeof *vcpu->page / 4 : 3;
    for (uint64_t i = 0; i < count; i++) {
        /* The words that mean something come first. */
        const uint64_t at = unit_random_below(unit_random_below(2) == 0 ? 24
                                                                        : sizeof *vcpu->page / 4);
        word[at] = any_word();
    }
    scribbled[vcpu->index] = vcpu->page->release != vcpu->release;
    if (unit_random_below(4) == 0) {
        vcpu->console->out_head = any_word();
        vcpu->console->out_tail = any_word();
        vcpu->console->in_head = any_word();
        vcpu->console->in_tail = any_word();
        vcpu->console->out[unit_random_below(BH_CONSOLE_OUT)] = (char)unit_random();
    }
}

static void call(void)
{
    const bool near = unit_random_below(2) == 0; /* high halves of 0: times that come */
    if (unit_random_below(8) == 0) {
        module_call(BH_CALL_irq_bind + (uint32_t)unit_random_below(3), 0, 0, 0, 0, 0);
        return;
    }
    if (unit_random_below(16) == 0) {
        module_call(BH_CALL_partition_set, (bh_word)unit_random_below(PARTITIONS),
                    (bh_word)unit_random_below(4), 0, 0, 0);
        return;
    }
    module_call((uint32_t)unit_random_below(64), any_word(), any_word(), near ? 0 : any_word(),
                near ? 0 : any_word(), near ? 0 : any_word());
}

/* Some line interrupts, or has done so just before its window ends. */
static void interrupt(void)
{
    const uint32_t pin = (uint32_t)unit_random_below(PARTITIONS);
    if (unit_random_below(4) != 0) {
        module_pin(pin);
    } else if (machine.pin[pin].open) {
        machine.in_flight[0] = pin;
        machine.in_flight_count = 1;
    }
}

static void step(void)
{
    const uint64_t kind = unit_random_below(18);
    machine.step = 1 + unit_random_below(20);
    machine.busy = unit_random_below(4) == 0 ? (uint32_t)unit_random_below(6) : 0;
    machine.input = "\x01\x22x\x01\x01yz\x01\x7fw";
    machine.input_length = (uint32_t)unit_random_below(11);
    machine.output_length = 0;

    if (kind >= 16) {
        interrupt();
    } else if (kind < 3) {
        scribble(&partitions[unit_random_below(PARTITIONS)]);
    } else if (kind < 5 || module_is_idle()) {
        if (module_is_idle() && kind < 8) {
            module_idle(1 + (uint32_t)unit_random_below(4));
        } else if (kind == 15) { /* nobody looked for a while */
            machine.clock += unit_random_bits(28);
            module_interrupt();
        } else if (kind % 2 == 0) { /* stale or early */
            module_interrupt();
        } else {
            machine.clock = machine.clock < machine.armed && machine.armed != CLOCK_NEVER
                                ? machine.armed
                                : machine.clock;
            module_interrupt();
        }
    } else if (kind < 14) {
        current->machine.pc = any_word();
        call();
    } else {
        current->machine.pc = any_word();
        module_trap((uint32_t)unit_random_below(32), any_word(), any_word());
    }
}

/* What others are told of a partition is what the kernel knows. */
static void assert_status_true(const struct vcpu *vcpu)
{
    const struct bh_partition_status *status = &module_status->partition[vcpu->index];
    assert_int_equal(status->mode, vcpu->mode);
    assert_int_equal(status->start, vcpu->start);
    assert_true(vcpu->next_mode != MODE_KEEP || (int32_t)status->exit_code == vcpu->exit_code);
    assert_true(status->starts >= vcpu->machine.resets); /* and as often as it was stopped */
    assert_true(vcpu->mode != BH_MODE_COLD_START || !vcpu->initialized);
    assert_true(vcpu->mode < BH_MODE_WARM_START || vcpu->initialized);
    if (vcpu->page->release == vcpu->release) {
        scribbled[vcpu->index] = false;
    }
    assert_true(vcpu->page->release == vcpu->release || scribbled[vcpu->index]);
    assert_true(vcpu->release == BH_TIME_INFINITE || vcpu->release <= schedule.planned);
}

/* Counts only go up, by what a step can have posted; and each new entry is one of an error. */
static void assert_logs_go_on(void)
{
    for (uint32_t i = 0; i <= PARTITIONS; i++) {
        const struct bh_log *log =
            i < PARTITIONS ? &module_status->partition_log[i] : &module_status->module;
        assert_in_range(log->posted - posted[i], 0, i < PARTITIONS ? 2 : 0);
        for (; posted[i] != log->posted; posted[i]++) {
            const struct bh_log_entry *entry = &log->entry[posted[i] % BH_LOG_ENTRIES];
            assert_in_range(entry->time, 1, machine.clock);
            assert_in_range(entry->error, 0, BH_PARTITION_ERROR_COUNT - 1);
            assert_in_range(entry->level, BH_LEVEL_PARTITION, BH_LEVEL_MODULE);
            assert_in_range(entry->action, BH_ACTION_IGNORE, BH_ACTION_WARM_START);
        }
    }
}

static void assert_partition_sane(const struct vcpu *vcpu)
{
    assert_in_range(vcpu->mode, BH_MODE_IDLE, BH_MODE_NORMAL);
    assert_in_range(vcpu->start, BH_START_NORMAL, BH_START_HM_PARTITION_RESTART);
    assert_true(vcpu->next_mode == MODE_KEEP || vcpu->next_mode < BH_MODE_NORMAL);
    if (vcpu->mode == BH_MODE_IDLE || vcpu->next_mode == BH_MODE_IDLE) {
        assert_in_range(vcpu->exit_code, 0, 63);
    }
    assert_true(vcpu->wait_due == CLOCK_NEVER || vcpu->waiting);
    assert_true(vcpu->due <= vcpu->wait_due);
    for (uint32_t i = 0; i < BH_TIMERS; i++) {
        assert_true(vcpu->due <= vcpu->timer[i].due);
    }
    assert_ptr_equal(vcpu->partition, &module.partition[vcpu->index]);
    assert_true((uintptr_t)vcpu->page == module.partition[vcpu->index].vcpu);
    assert_true((uintptr_t)vcpu->console == module.partition[vcpu->index].console);
}

/* What holds whenever a guest or the idle loop continues. */
static void assert_sane(void)
{
    assert_true(module_is_idle() || current == schedule.vcpu);
    assert_in_range(schedule.index, 0, 2);
    assert_int_equal(information->schedule, schedule.index);
    assert_in_range(information->next_schedule, 0, 2);
    assert_true(information->schedule_since <= schedule.planned);
    assert_true(schedule.window < schedule.table->windows.count);
    assert_true(schedule.next_window < schedule.table->windows.count);
    const uint32_t owner = schedule.windows[schedule.window].partition;
    assert_ptr_equal(schedule.vcpu, owner == BH_NO_PARTITION ? NULL : &partitions[owner]);
    assert_true(schedule.vcpu == NULL || machine.loaded == &schedule.vcpu->machine);
    assert_true(machine.armed <= schedule.next_ticks);
    assert_true((work & ~(uint32_t)WORK_MODE) == 0);
    for (uint32_t i = 0; i < PARTITIONS; i++) {
        assert_partition_sane(&partitions[i]);
        assert_status_true(&partitions[i]);
        assert_true(!machine.pin[i].open ||
                    (schedule.vcpu == &partitions[i] && partitions[i].mode != BH_MODE_IDLE));
    }
    assert_logs_go_on();
}

/* What holds after a door that settled. */
static void assert_current_may_run(void)
{
    if (module_is_idle()) {
        return;
    }
    assert_int_not_equal(current->mode, BH_MODE_IDLE);
    assert_false(current->waiting);
    assert_true(machine.armed <= current->wait_due);
    for (uint32_t i = 0; i < BH_TIMERS; i++) {
        assert_true(machine.armed <= current->timer[i].due);
    }
}

static void whatever_guests_do_the_kernel_stays_sane(void **state)
{
    volatile uint32_t ends = 0, guests = 0, open = 0;
    module_boot_hostile();
    for (volatile uint32_t i = 0; i < 100000; i++) {
        machine.may_end = true;
        if (setjmp(machine.end) == 0) {
            step();
            assert_sane();
            assert_current_may_run();
            guests += !module_is_idle();
            open += schedule.vcpu != NULL && machine.pin[schedule.vcpu->index].open;
            /* Sooner or later all have stopped themselves. */
            if (i % 2000 == 1999) {
                module_boot_hostile();
            }
        } else {
            assert_in_range(machine.exit_code, 0, 63);
            ends++;
            module_boot_hostile();
        }
    }
    assert_true(ends > 10);
    assert_true(guests > 10000);
    assert_true(open > 1000);
}

/* Enabled and unmasked means delivered, disabled means not, at every exit of the kernel. */
static void a_guest_never_continues_with_a_delivery_due_nor_with_one_not_allowed(void **state)
{
    struct vcpu *vcpu = module_boot_one();
    struct bh_vcpu *page = vcpu->page;
    module_call(BH_CALL_irq_entry_set, 0x40001000, 0, 0, 0, 0);
    uint32_t deliveries = 0;
    for (uint32_t i = 0; i < 100000; i++) {
        vcpu->machine.pc = 0x40002000;
        page->mask[0] = (uint32_t)unit_random() | (uint32_t)unit_random();
        page->mask[1] = (uint32_t)unit_random() | (uint32_t)unit_random();
        page->pending[0] = (uint32_t)unit_random() & (uint32_t)unit_random();
        page->pending[1] = (uint32_t)(unit_random() & unit_random() & unit_random());
        page->summary = (uint32_t)unit_random_below(2);
        page->enabled = (uint32_t)unit_random_below(2);
        const bool due = page->enabled != 0 && ((page->pending[0] & ~page->mask[0]) != 0 ||
                                                (page->pending[1] & ~page->mask[1]) != 0);
        work |= WORK_RUN;
        settle();
        assert_int_equal(vcpu->machine.pc, due ? 0x40001000 : 0x40002000);
        deliveries += due;
    }
    assert_in_range(deliveries, 1000, 99000);
}

static void a_stale_or_early_timer_interrupt_changes_nothing(void **state)
{
    module_boot_two();
    module_run_until(1000000);
    const struct schedule before = schedule;
    for (uint32_t i = 0; i < 1000; i++) {
        module_interrupt();
        assert_memory_equal(&schedule, &before, sizeof before);
        assert_ptr_equal(current, &partitions[0]);
    }
}

static void no_idle_work_begins_shortly_before_the_timer_is_due(void **state)
{
    module_boot_two();
    module_write(&partitions[0], "text\n");
    module_run_until(9000000);
    machine.clock = machine.armed - 500;
    assert_false(settle_idle());
    assert_int_equal(machine.output_length, 0);
}

static void idle_time_ends_when_there_is_nothing_to_do(void **state)
{
    module_boot_two();
    module_run_until(9000000);
    uint32_t rounds = 0;
    while (settle_idle()) {
        assert_true(++rounds < 100);
    }
}

static void one_settling_is_bounded_whatever_is_recorded(void **state)
{
    module_boot_hostile();
    for (uint32_t i = 0; i < 20000; i++) {
        for (uint32_t p = 0; p < PARTITIONS; p++) {
            timer_set(&partitions[p], 0, module_ns(machine.clock), 10000);
            timer_set(&partitions[p], 1, module_ns(machine.clock) + 1, 10000);
        }
        work = WORK_MODE | WORK_TIMER | WORK_RUN;
        machine.clock += unit_random_bits(40);
        const uint32_t divisions = machine.divisions;
        const uint32_t switches = machine.switches;
        const uint32_t arms = machine.arms;
        machine.may_end = true;
        if (setjmp(machine.end) == 0) {
            settle();
        } else {
            module_boot_hostile();
            continue;
        }
        /* All of it once, and once more for what a missed window asked for. */
        assert_in_range(machine.divisions - divisions, 0, 2 * 24);
        assert_in_range(machine.switches - switches, 0, 2);
        assert_in_range(machine.arms - arms, 0, 2);
    }
}

UNIT_MAIN(cmocka_unit_test(whatever_guests_do_the_kernel_stays_sane),
          cmocka_unit_test(a_guest_never_continues_with_a_delivery_due_nor_with_one_not_allowed),
          cmocka_unit_test(a_stale_or_early_timer_interrupt_changes_nothing),
          cmocka_unit_test(no_idle_work_begins_shortly_before_the_timer_is_due),
          cmocka_unit_test(idle_time_ends_when_there_is_nothing_to_do),
          cmocka_unit_test(one_settling_is_bounded_whatever_is_recorded))
