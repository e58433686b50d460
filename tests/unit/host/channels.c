/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of the host command: what channels become in the partitions' address spaces and descriptors,
 * and in the kernel's tables. */
#include "unit.h"

#include <string.h>

#include "channels.h"
#include "descriptor.h"
#include "module.h"
#include "pages.h"
#include "tables.h"

/* The command runs once and gives no memory back: no leak is looked for. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}

#define COUNT(list) (sizeof list / sizeof list[0])

/* Channel level: sampling, from a to b and twice to c. Channel orders: queuing, from a to b. Channel
 * within: queuing, from c to c. Partition d has no port, but an event from a. */
static struct config_partition partition[] = {
    {.name = "a"}, {.name = "b"}, {.name = "c"}, {.name = "d"}};
static struct config_device device[] = {{.partition = 0, .name = "uart"}};
static struct config_line line[] = {{.device = &device[0], .name = "uart", .number = 3}};
static struct board_line board_lines[] = {{.number = 3, .pin = 3}};
static struct config_event event[] = {
    {.name = "to-a", .source = 1, .destination = 0},
    {.name = "to-d", .source = 0, .destination = 3},
    {.name = "to-b", .source = 0, .destination = 1},
};

#define PORT(index, port_name, size)                                                               \
    .partition = (index), .name = (port_name), .max_size = (size)
#define SAMPLING(way) .kind = BH_PORT_SAMPLING, .direction = BH_PORT_##way
#define QUEUING(way, messages)                                                                     \
    .kind = BH_PORT_QUEUING, .direction = BH_PORT_##way, .capacity = (messages)

enum { A_LEVEL, A_ORDERS, B_LEVEL, B_ORDERS, C_OUT, C_LEVEL, C_LEVEL_TOO, C_IN };
static struct config_message_port port[] = {
    [A_LEVEL] = {PORT(0, "level", 2040), SAMPLING(SOURCE)},
    [A_ORDERS] = {PORT(0, "orders", 1000), QUEUING(SOURCE, 3)},
    [B_LEVEL] = {PORT(1, "level", 2040), SAMPLING(DESTINATION), .refresh = 7000},
    [B_ORDERS] = {PORT(1, "orders", 1000), QUEUING(DESTINATION, 6)},
    [C_OUT] = {PORT(2, "out", 1), QUEUING(SOURCE, 1)},
    [C_LEVEL] = {PORT(2, "level", 2040), SAMPLING(DESTINATION), .refresh = 8000},
    [C_LEVEL_TOO] = {PORT(2, "level-too", 2040), SAMPLING(DESTINATION), .refresh = 9000},
    [C_IN] = {PORT(2, "in", 1), QUEUING(DESTINATION, 1)},
};
static struct config_end of_level[] = {{.partition = 0, .port = A_LEVEL},
                                       {.partition = 1, .port = B_LEVEL},
                                       {.partition = 2, .port = C_LEVEL},
                                       {.partition = 2, .port = C_LEVEL_TOO}};
static struct config_end of_orders[] = {{.partition = 0, .port = A_ORDERS},
                                        {.partition = 1, .port = B_ORDERS}};
static struct config_end of_within[] = {{.partition = 2, .port = C_OUT},
                                        {.partition = 2, .port = C_IN}};
static struct config_channel channel[] = {
    {.name = "level", .ends = of_level, .end_count = COUNT(of_level)},
    {.name = "orders", .ends = of_orders, .end_count = COUNT(of_orders)},
    {.name = "within", .ends = of_within, .end_count = COUNT(of_within)},
};

static struct contents contents[4];
static struct program programs[4];
static struct board_memory memory[] = {{.start = 0x100000, .bytes = 0x100000},
                                       {.start = 0x80000000, .bytes = 0x100000}};
static struct module module;

static void setup(void)
{
    module = (struct module){
        .config = {.name = "test",
                   .partitions = partition, .partition_count = COUNT(partition),
                   .devices = device, .device_count = COUNT(device),
                   .lines = line, .line_count = COUNT(line),
                   .events = event, .event_count = COUNT(event),
                   .message_ports = port, .message_port_count = COUNT(port),
                   .channels = channel, .channel_count = COUNT(channel)},
        .board = {.name = "board", .local_apic = 0xfee00000,
                  .lines = board_lines, .line_count = COUNT(board_lines),
                  .memories = memory, .memory_count = COUNT(memory)},
        .programs = programs,
        .contents = contents,
        .kernel = {.constant = {BH_KERNEL_BASE, BH_PAGE_SIZE}},
    };
    memory[0].bytes = 0x100000;
    port[A_ORDERS].max_size = port[B_ORDERS].max_size = 1000;
    layout_make(&module);
}

static const void *entries(const void *header, const struct bh_table *table)
{
    return (const uint8_t *)header + table->offset;
}

static const struct bh_descriptor *descriptor_of(size_t index)
{
    return (const void *)descriptor_make(&module, index).bytes;
}

static const struct bh_port *ports_of(size_t index)
{
    const struct bh_descriptor *descriptor = descriptor_of(index);
    return entries(descriptor, &descriptor->ports);
}

/* The mapping that holds an address. */
static const struct mapping *find(const struct space *space, uint64_t address)
{
    for (size_t i = 0; i < space->count; i++) {
        const struct mapping *mapping = &space->mappings[i];
        if (address >= mapping->virtual &&
            address < mapping->virtual + mapping->pages * BH_PAGE_SIZE) {
            return mapping;
        }
    }
    return NULL;
}

/* present, user, accessed, dirty; not global, cached */
#define READ  0x65
#define WRITE 0x67

static void maps(size_t index, uint64_t address, uint64_t physical, uint64_t pages, uint32_t flags)
{
    const struct space space = space_of_partition(&module, index);
    const struct mapping *mapping = find(&space, address);
    assert_non_null(mapping);
    assert_int_equal(mapping->virtual, address);
    assert_int_equal(mapping->physical, physical);
    assert_int_equal(mapping->pages, pages);
    assert_int_equal(mapping->flags, flags);
}

static void ends_with(size_t index, uint64_t address)
{
    const struct space space = space_of_partition(&module, index);
    for (uint64_t at = address; at < BH_CHANNEL_LIMIT; at += BH_PAGE_SIZE) {
        assert_null(find(&space, at));
    }
}

static void an_area_is_writable_to_its_own_end_only_and_nobody_else_sees_it(void **state)
{
    setup();
    const uint64_t level = module.layout.channels[0].start, orders = module.layout.channels[1].start;
    maps(0, 0xa0000000, level, 2, WRITE);
    maps(1, 0xa0000000, level, 2, READ);
    maps(2, 0xa0000000, level, 2, READ);
    maps(0, 0xa0002000, orders, 5, WRITE);
    maps(0, 0xa0007000, orders + 5 * 4096, 1, READ);
    maps(1, 0xa0002000, orders, 5, READ);
    maps(1, 0xa0007000, orders + 5 * 4096, 1, WRITE);
    ends_with(0, 0xa0008000);
    ends_with(1, 0xa0008000);
    ends_with(3, 0xa0000000);
}

static void a_partition_at_both_ends_writes_both_areas(void **state)
{
    setup();
    const uint64_t within = module.layout.channels[2].start;
    maps(2, 0xa0002000, within, 1, WRITE);
    maps(2, 0xa0003000, within + 4096, 1, WRITE);
    ends_with(2, 0xa0004000);
}

static void the_kernel_does_not_map_channels(void **state)
{
    setup();
    const struct space kernel = space_of_kernel(&module);
    for (size_t i = 0; i < COUNT(channel); i++) {
        assert_null(find(&kernel, module.layout.channels[i].start));
    }
}

static void channels_are_whole_pages_of_their_own_that_the_kernel_clears(void **state)
{
    setup();
    const struct bh_tables *tables = (const void *)tables_make(&module).bytes;
    const struct bh_range *ranges = entries(tables, &tables->ranges);
    const uint64_t pages[] = {2, 6, 2};
    size_t found = 0;
    for (size_t i = 0; i < tables->ranges.count; i++) {
        if (ranges[i].kind == BH_RANGE_CHANNEL) {
            assert_int_equal(ranges[i].start, module.layout.channels[found].start);
            assert_int_equal(ranges[i].bytes, pages[found++] * 4096);
            assert_int_equal(ranges[i].partition, BH_NO_PARTITION);
            assert_int_equal(ranges[i].checksum, 0);
        }
        for (size_t j = 0; j < i; j++) {
            assert_true(ranges[i].start >= ranges[j].start + ranges[j].bytes ||
                        ranges[j].start >= ranges[i].start + ranges[i].bytes);
        }
    }
    assert_int_equal(found, COUNT(channel));
}

static void a_channel_may_lie_where_the_kernel_cannot_reach(void **state)
{
    setup();
    port[A_ORDERS].max_size = port[B_ORDERS].max_size = 60000; /* 16 slots: 940 KiB */
    layout_make(&module);
    assert_null(module.layout.problem);
    assert_int_equal(module.layout.channels[1].start, 0x80000000);
    assert_true(module.layout.channels[2].start < 0x200000);
}

static void a_channel_that_finds_no_room_is_named(void **state)
{
    setup();
    port[A_ORDERS].max_size = port[B_ORDERS].max_size = 65536; /* above 1 MiB */
    layout_make(&module);
    assert_string_equal(module.layout.problem, "channel orders");
}

static void a_ring_holds_both_queues_in_a_power_of_two_of_slots(void **state)
{
    setup();
    assert_int_equal(channel_slots(&module.config, 0), 0);
    assert_int_equal(channel_slots(&module.config, 1), 16); /* 3 + 6 */
    assert_int_equal(channel_slots(&module.config, 2), 2);
    port[B_ORDERS].capacity = 5;
    assert_int_equal(channel_slots(&module.config, 1), 8);
    port[B_ORDERS].capacity = 6;
}

static void an_area_has_room_for_its_last_slot(void **state)
{
    setup();
    /* 16 + 2 x (16 + 2048); 16 + 16 x (16 + 1008) */
    assert_int_equal(channel_source_bytes(&module.config, 0), 8192);
    assert_int_equal(channel_source_bytes(&module.config, 1), 5 * 4096);
    port[A_LEVEL].max_size = 2016; /* 16 + 2 x 2032: 4080 */
    assert_int_equal(channel_source_bytes(&module.config, 0), 4096);
    port[A_LEVEL].max_size = 2024; /* 16 + 2 x 2048: a page and 16 */
    assert_int_equal(channel_source_bytes(&module.config, 0), 8192);
    port[A_LEVEL].max_size = 2040;
}

static void a_descriptor_tells_of_sampling_ports(void **state)
{
    setup();
    const struct bh_port *of_c = ports_of(2);
    const struct bh_port expected = {
        .name = "level", .kind = BH_PORT_SAMPLING, .direction = BH_PORT_DESTINATION,
        .max_size = 2040, .refresh = 8000, .source_area = 0xa0000000,
        .event = BH_PORT_NONE, .source = BH_PORT_NONE};
    assert_int_equal(descriptor_of(2)->ports.count, 4);
    assert_memory_equal(&of_c[1], &expected, sizeof expected);
    assert_string_equal(of_c[2].name, "level-too");
    assert_int_equal(of_c[2].source_area, 0xa0000000);
    assert_int_equal(of_c[2].refresh, 9000);
    assert_int_equal(ports_of(0)[0].refresh, 0);
    assert_int_equal(ports_of(0)[0].direction, BH_PORT_SOURCE);
    assert_int_equal(descriptor_of(3)->ports.count, 0);
}

static void a_descriptor_tells_of_queuing_ports(void **state)
{
    setup();
    const struct bh_port of_a = {
        .name = "orders", .kind = BH_PORT_QUEUING, .direction = BH_PORT_SOURCE, .max_size = 1000,
        .capacity = 3, .far_capacity = 6, .slots = 16,
        .source_area = 0xa0002000, .far_area = 0xa0007000, .event = 2, .source = 7};
    const struct bh_port of_b = {
        .name = "orders", .kind = BH_PORT_QUEUING, .direction = BH_PORT_DESTINATION,
        .max_size = 1000, .capacity = 6, .far_capacity = 3, .slots = 16,
        .source_area = 0xa0002000, .far_area = 0xa0007000, .event = 1, .source = 6};
    assert_memory_equal(&ports_of(0)[1], &of_a, sizeof of_a);
    assert_memory_equal(&ports_of(1)[1], &of_b, sizeof of_b);
}

static void queuing_ports_take_sources_behind_lines_and_events(void **state)
{
    static const struct {
        uint32_t source, kind;
        const char *name;
    } expected[] = {
        {5, BH_SOURCE_KIND_LINE, "uart"},
        {6, BH_SOURCE_KIND_EVENT, "to-a"},
        {7, BH_SOURCE_KIND_PORT, "orders"},
    };
    setup();
    const struct bh_descriptor *descriptor = descriptor_of(0);
    const struct bh_source_name *names = entries(descriptor, &descriptor->sources);
    assert_int_equal(descriptor->sources.count, COUNT(expected));
    for (size_t i = 0; i < COUNT(expected); i++) {
        assert_int_equal(names[i].source, expected[i].source);
        assert_int_equal(names[i].kind, expected[i].kind);
        assert_string_equal(names[i].name, expected[i].name);
    }
}

static void queuing_ports_name_event_channels_behind_the_events(void **state)
{
    static const char *const expected[] = {"to-d", "to-b", "orders"};
    setup();
    const struct bh_descriptor *descriptor = descriptor_of(0);
    const struct bh_name *names = entries(descriptor, &descriptor->events);
    assert_int_equal(descriptor->events.count, COUNT(expected));
    for (size_t i = 0; i < COUNT(expected); i++) {
        assert_string_equal(names[i].name, expected[i]);
    }
}

static void the_kernel_raises_the_other_end_of_a_queuing_channel(void **state)
{
    static const struct {
        size_t partition;
        uint32_t count, event;
        struct bh_event expected;
    } ends[] = {
        {0, 3, 2, {1, 6}},
        {1, 2, 1, {0, 7}},
        {2, 2, 0, {2, 6}},
        {2, 2, 1, {2, 5}},
        {3, 0, 0, {0, 0}},
    };
    setup();
    const struct bh_tables *tables = (const void *)tables_make(&module).bytes;
    const struct bh_partition *list = entries(tables, &tables->partitions);
    for (size_t i = 0; i < COUNT(ends); i++) {
        const struct bh_table *table = &list[ends[i].partition].events;
        const struct bh_event *events = entries(tables, table);
        assert_int_equal(table->count, ends[i].count);
        if (table->count) {
            assert_memory_equal(&events[ends[i].event], &ends[i].expected, sizeof ends[i].expected);
        }
    }
}

UNIT_MAIN(cmocka_unit_test(an_area_is_writable_to_its_own_end_only_and_nobody_else_sees_it),
          cmocka_unit_test(a_partition_at_both_ends_writes_both_areas),
          cmocka_unit_test(the_kernel_does_not_map_channels),
          cmocka_unit_test(channels_are_whole_pages_of_their_own_that_the_kernel_clears),
          cmocka_unit_test(a_channel_may_lie_where_the_kernel_cannot_reach),
          cmocka_unit_test(a_channel_that_finds_no_room_is_named),
          cmocka_unit_test(a_ring_holds_both_queues_in_a_power_of_two_of_slots),
          cmocka_unit_test(an_area_has_room_for_its_last_slot),
          cmocka_unit_test(a_descriptor_tells_of_sampling_ports),
          cmocka_unit_test(a_descriptor_tells_of_queuing_ports),
          cmocka_unit_test(queuing_ports_take_sources_behind_lines_and_events),
          cmocka_unit_test(queuing_ports_name_event_channels_behind_the_events),
          cmocka_unit_test(the_kernel_raises_the_other_end_of_a_queuing_channel))
