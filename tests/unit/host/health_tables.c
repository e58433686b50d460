/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of the host command: what health monitoring and changes of schedule become in the kernel's
 * tables. */
#include "unit.h"

#include "health_tables.h"
#include "module.h"
#include "tables.h"

/* The command runs once and gives no memory back: no leak is looked for. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}

#define COUNT(list) (sizeof list / sizeof list[0])

enum { STARTS = 1u << BH_STATE_INITIALIZATION, RUNS = 1u << BH_STATE_NORMAL, BOTH = STARTS | RUNS };

/* a has no table, b one of its own, c and d share one, and d overrides it. */
static struct config_partition partition[] = {
    {.name = "a"}, {.name = "b"}, {.name = "c"}, {.name = "d"}};
enum { A, B, C, D };
static const struct config_health_table table[] = {
    {.name = "shared", .partition = UNRESOLVED},
    {.name = "nobody's", .partition = UNRESOLVED},
    {.partition_name = "b", .partition = B, .restart_limit = 3, .restart_period = 5000},
    {.partition_name = "c", .partition = C, .shared_name = "shared", .shared = &table[0]},
    {.partition_name = "d", .partition = D, .shared_name = "shared", .shared = &table[0]},
};
#define ACTION(number) .has_action = true, .action = BH_ACTION_##number
static struct config_action action[] = {
    {.table = &table[4], .error = BH_ERROR_TRAP, .states = RUNS, ACTION(WARM_START)},
    {.table = &table[4], .error = BH_ERROR_DEADLINE_MISSED, .states = BOTH, ACTION(IGNORE)},
    {.table = &table[0], .error = BH_ERROR_TRAP, .states = BOTH, .level = LEVEL_PARTITION,
     ACTION(COLD_START)},
    {.table = &table[0], .error = BH_ERROR_DEADLINE_MISSED, .states = BOTH, .level = LEVEL_MODULE},
    {.table = &table[1], .error = BH_ERROR_NUMERIC_ERROR, .states = BOTH, ACTION(WARM_START)},
    {.table = &table[2], .error = BH_ERROR_TRAP, .states = BOTH, .level = LEVEL_PARTITION,
     ACTION(IDLE)},
    {.table = &table[2], .error = BH_ERROR_NUMERIC_ERROR, .states = BOTH, .level = LEVEL_PROCESS,
     ACTION(COLD_START)},
    {.table = &table[2], .error = BH_ERROR_MEMORY_VIOLATION, .states = STARTS,
     .level = LEVEL_MODULE},
    {.table = &table[2], .error = BH_ERROR_WINDOW_MISSED, .states = RUNS, ACTION(WARM_START)},
};
static struct config_module_action module_action[] = {
    {.error = BH_ERROR_NMI, .states = RUNS, .action = BH_MODULE_RESET},
    {.error = BH_ERROR_DEADLINE_MISSED, .states = BOTH, .action = BH_MODULE_IGNORE},
};
static struct config_change change[] = {
    {.partition = D, .action = BH_ACTION_COLD_START},
    {.partition = B, .action = BH_ACTION_IDLE},
};
static struct config_window window[] = {{.partition = A, .offset = 0, .duration = 1000}};
static struct config_schedule schedule[] = {
    {.name = "first", .frame = 1000, .windows = window, .window_count = 1},
    {.name = "second", .frame = 1000, .windows = window, .window_count = 1,
     .changes = change, .change_count = COUNT(change)},
};

static const struct config config = {
    .name = "test",
    .partitions = partition, .partition_count = COUNT(partition),
    .schedules = schedule, .schedule_count = COUNT(schedule),
    .health_tables = (struct config_health_table *)(uintptr_t)table,
    .health_table_count = COUNT(table),
    .actions = action, .action_count = COUNT(action),
    .module_actions = module_action, .module_action_count = COUNT(module_action),
};

static struct bh_partition made(size_t index)
{
    struct bh_partition result = {0};
    health_partition(&config, index, &result);
    return result;
}

static void a_fault_stops_a_partition_that_takes_no_traps(void **state)
{
    const struct bh_partition a = made(A);
    for (int s = 0; s < BH_STATE_COUNT; s++) {
        assert_int_equal(a.process_level[s], 0x1e);
        assert_int_equal(a.module_level[s], 0);
        assert_int_equal(a.action[s][BH_ERROR_MEMORY_VIOLATION], BH_ACTION_IDLE);
        assert_int_equal(a.action[s][BH_ERROR_STACK_OVERFLOW], BH_ACTION_IDLE);
        assert_int_equal(a.action[s][BH_ERROR_APPLICATION_ERROR], BH_ACTION_IGNORE);
        assert_int_equal(a.action[s][BH_ERROR_WINDOW_MISSED], BH_ACTION_IGNORE);
        assert_int_equal(a.action[s][BH_ERROR_INTERRUPT_STORM], BH_ACTION_IGNORE);
    }
    assert_int_equal(a.restart_limit, 0);
}

static void a_partitions_own_entries_replace_the_usual_ones(void **state)
{
    const struct bh_partition b = made(B);
    assert_int_equal(b.process_level[BH_STATE_NORMAL], 0x0e);
    assert_int_equal(b.action[BH_STATE_NORMAL][BH_ERROR_NUMERIC_ERROR], BH_ACTION_COLD_START);
    assert_int_equal(b.action[BH_STATE_INITIALIZATION][BH_ERROR_NUMERIC_ERROR],
                     BH_ACTION_COLD_START);
}

static void an_entry_of_one_state_leaves_the_other_as_it_was(void **state)
{
    const struct bh_partition b = made(B);
    assert_int_equal(b.process_level[BH_STATE_INITIALIZATION], 0x06);
    assert_int_equal(b.module_level[BH_STATE_INITIALIZATION], 1u << BH_ERROR_MEMORY_VIOLATION);
    assert_int_equal(b.module_level[BH_STATE_NORMAL], 0);
    assert_int_equal(b.action[BH_STATE_INITIALIZATION][BH_ERROR_WINDOW_MISSED], BH_ACTION_IGNORE);
    assert_int_equal(b.action[BH_STATE_NORMAL][BH_ERROR_WINDOW_MISSED], BH_ACTION_WARM_START);
}

static void a_shared_table_holds_where_the_partition_has_no_entry(void **state)
{
    const struct bh_partition c = made(C), d = made(D);
    assert_int_equal(c.action[BH_STATE_NORMAL][BH_ERROR_TRAP], BH_ACTION_COLD_START);
    assert_int_equal(c.process_level[BH_STATE_NORMAL], 0x0e);
    assert_int_equal(c.module_level[BH_STATE_NORMAL], 1u << BH_ERROR_DEADLINE_MISSED);
    assert_int_equal(c.action[BH_STATE_NORMAL][BH_ERROR_NUMERIC_ERROR], BH_ACTION_IDLE);
    assert_int_equal(d.action[BH_STATE_INITIALIZATION][BH_ERROR_TRAP], BH_ACTION_COLD_START);
    assert_int_equal(d.process_level[BH_STATE_INITIALIZATION], 0x0e);
}

static void an_own_entry_replaces_the_shared_one_with_its_level(void **state)
{
    const struct bh_partition d = made(D);
    assert_int_equal(d.action[BH_STATE_NORMAL][BH_ERROR_TRAP], BH_ACTION_WARM_START);
    assert_int_equal(d.process_level[BH_STATE_NORMAL], 0x1e);
    assert_int_equal(d.module_level[BH_STATE_NORMAL], 0);
    assert_int_equal(d.action[BH_STATE_NORMAL][BH_ERROR_DEADLINE_MISSED], BH_ACTION_IGNORE);
}

static void a_limit_of_restarts_is_the_partitions_own(void **state)
{
    const struct bh_partition b = made(B), c = made(C);
    assert_int_equal(b.restart_limit, 3);
    assert_int_equal(b.restart_period, 5000);
    assert_int_equal(c.restart_limit, 0);
}

static void the_module_shuts_down_unless_its_table_says_otherwise(void **state)
{
    uint8_t actions[BH_STATE_COUNT][BH_ERRORS_MAX] = {0};
    health_module(&config, actions);
    for (unsigned error = 0; error < BH_ERROR_COUNT; error++) {
        const unsigned usual = error == BH_ERROR_DEADLINE_MISSED ? BH_MODULE_IGNORE
                                                                 : BH_MODULE_SHUTDOWN;
        assert_int_equal(actions[BH_STATE_INITIALIZATION][error], usual);
        assert_int_equal(actions[BH_STATE_NORMAL][error],
                         error == BH_ERROR_NMI ? BH_MODULE_RESET : usual);
    }
}

static void a_schedule_has_an_action_for_each_partition_or_none_at_all(void **state)
{
    static uint64_t words[COUNT(partition)];
    static struct span spans[COUNT(partition)];
    static struct board_line no_line;
    const struct module module = {
        .config = config,
        .board = {.name = "board", .lines = &no_line},
        .layout = {.ports = spans, .vcpus = words, .consoles = words, .directories = words},
    };
    const struct bh_tables *tables = (const void *)tables_make(&module).bytes;
    const struct bh_schedule *list =
        (const void *)((const uint8_t *)tables + tables->schedules.offset);
    const uint8_t *actions = (const uint8_t *)tables + list[1].changes.offset;
    assert_int_equal(list[0].changes.count, 0);
    assert_int_equal(list[1].changes.count, COUNT(partition));
    assert_int_equal(actions[A], BH_ACTION_IGNORE);
    assert_int_equal(actions[B], BH_ACTION_IDLE);
    assert_int_equal(actions[C], BH_ACTION_IGNORE);
    assert_int_equal(actions[D], BH_ACTION_COLD_START);
    assert_int_equal(tables->module_action[BH_STATE_NORMAL][BH_ERROR_NMI], BH_MODULE_RESET);
}

UNIT_MAIN(cmocka_unit_test(a_fault_stops_a_partition_that_takes_no_traps),
          cmocka_unit_test(a_partitions_own_entries_replace_the_usual_ones),
          cmocka_unit_test(an_entry_of_one_state_leaves_the_other_as_it_was),
          cmocka_unit_test(a_shared_table_holds_where_the_partition_has_no_entry),
          cmocka_unit_test(an_own_entry_replaces_the_shared_one_with_its_level),
          cmocka_unit_test(a_limit_of_restarts_is_the_partitions_own),
          cmocka_unit_test(the_module_shuts_down_unless_its_table_says_otherwise),
          cmocka_unit_test(a_schedule_has_an_action_for_each_partition_or_none_at_all))
