/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of the host command: what the devices of a configuration become in the kernel's tables, the
 * partitions' descriptors and the page tables. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include <bulkhead/vcpu.h>

#include "descriptor.h"
#include "devices.h"
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

/* Partition 0: uart with two lines and ports, hpet with memory. Partition 1: nothing but an event.
 * Partition 2: nic with a line, memory, and the bus. */
static struct config_partition partition[] = {{.name = "a"}, {.name = "b"}, {.name = "c"}};
static struct config_device device[] = {
    {.partition = 0, .name = "uart"},
    {.partition = 0, .name = "hpet"},
    {.partition = 2, .name = "nic", .has_function = true, .function = 0x1ff,
     .bus_master = true, .trusted_dma = true},
};
static struct config_ports ports[] = {
    {.device = &device[0], .first = 0x2f8, .count = 8},
    {.device = &device[2], .first = 0xfff9, .count = 7},
    {.device = &device[2], .first = 0, .count = 1},
};
static struct config_area area[] = {
    {.device = &device[1], .address = 0xfed00000, .bytes = 8192},
    {.device = &device[1], .address = 0xa0000, .bytes = 4096},
    {.device = &device[2], .address = 0xe0000000, .bytes = 4096},
};
static struct config_line line[] = {
    {.device = &device[0], .name = "uart", .number = 3, .limit = 7},
    {.device = &device[0], .name = "uart-2", .number = 10, .limit = 8},
    {.device = &device[2], .name = "nic", .number = 16, .limit = 9},
};
static struct config_event event[] = {
    {.name = "to-a", .source = 1, .destination = 0},
    {.name = "to-b", .source = 0, .destination = 1},
    {.name = "to-a-too", .source = 2, .destination = 0},
};
static struct board_line board_lines[] = {
    {.number = 3, .pin = 3},
    {.number = 10, .pin = 21, .flags = BH_LINE_LEVEL},
    {.number = 16, .pin = 20, .flags = BH_LINE_LEVEL | BH_LINE_LOW},
};

static uint64_t words[3];
static struct span spans[4][3];
static struct contents contents[3];
static struct program programs[3];
static struct module module;

static void setup(void)
{
    module = (struct module){
        .config = {.name = "test",
                   .partitions = partition, .partition_count = COUNT(partition),
                   .devices = device, .device_count = COUNT(device),
                   .ports = ports, .ports_count = COUNT(ports),
                   .areas = area, .area_count = COUNT(area),
                   .lines = line, .line_count = COUNT(line),
                   .events = event, .event_count = COUNT(event)},
        .board = {.name = "board", .lines = board_lines, .line_count = COUNT(board_lines)},
        .programs = programs,
        .contents = contents,
        .layout = {.ports = spans[0], .descriptors = spans[1], .images = spans[2],
                   .memories = spans[3], .vcpus = words, .consoles = words,
                   .directories = words},
    };
    spans[0][0] = (struct span){0x200000, 4096};
    spans[0][2] = (struct span){0x201000, 3 * 4096};
}

static const struct bh_tables *make_tables(void)
{
    return (const struct bh_tables *)(const void *)tables_make(&module).bytes;
}

static const void *entries(const void *header, const struct bh_table *table)
{
    return (const uint8_t *)header + table->offset;
}

static void the_bitmap_admits_the_eight_ports_of_a_uart_and_no_other(void **state)
{
    setup();
    const struct blob rights = ports_make(&module.config, 0);
    assert_int_equal(rights.size, 104 + 0x300 / 8 + 1);
    for (size_t i = 0; i < 104; i++) {
        assert_int_equal(rights.bytes[i], 0);
    }
    for (size_t i = 0; i <= 0x300 / 8; i++) {
        assert_int_equal(rights.bytes[104 + i], i == 0x2f8 / 8 ? 0 : 0xff);
    }
}

static void the_bitmap_reaches_to_the_last_port_of_all(void **state)
{
    setup();
    const struct blob rights = ports_make(&module.config, 2);
    assert_int_equal(rights.size, 104 + 8192 + 1);
    assert_int_equal(rights.bytes[104], 0xfe);
    assert_int_equal(rights.bytes[105], 0xff);
    assert_int_equal(rights.bytes[104 + 8191], 0x01);
    assert_int_equal(rights.bytes[104 + 8192], 0xff);
}

static void a_partition_without_ports_has_no_bitmap(void **state)
{
    setup();
    const struct bh_tables *tables = make_tables();
    const struct bh_partition *list = entries(tables, &tables->partitions);
    assert_int_equal(ports_make(&module.config, 1).size, 0);
    assert_int_equal(list[1].ports, 0);
    assert_int_equal(list[1].ports_bytes, 0);
}

static void a_partition_names_its_rights_to_ports(void **state)
{
    setup();
    const struct bh_tables *tables = make_tables();
    const struct bh_partition *list = entries(tables, &tables->partitions);
    assert_int_equal(list[0].ports, 0x200000);
    assert_int_equal(list[0].ports_bytes, 104 + 0x300 / 8 + 1);
    assert_int_equal(list[2].ports, 0x201000);
    assert_int_equal(list[2].ports_bytes, 104 + 8192 + 1);
}

static void lines_stand_in_the_order_of_their_owners(void **state)
{
    static const struct bh_line expected[] = {
        {.partition = 0, .source = 5, .pin = 3, .flags = 0, .limit = 7},
        {.partition = 0, .source = 6, .pin = 21, .flags = BH_LINE_LEVEL, .limit = 8},
        {.partition = 2, .source = 5, .pin = 20, .flags = BH_LINE_LEVEL | BH_LINE_LOW, .limit = 9},
    };
    setup();
    const struct bh_tables *tables = make_tables();
    const struct bh_partition *list = entries(tables, &tables->partitions);
    const uint8_t *first = entries(tables, &list[0].lines);
    assert_int_equal(list[0].lines.count, 2);
    assert_int_equal(list[1].lines.count, 0);
    assert_int_equal(list[2].lines.count, 1);
    assert_int_equal(list[2].lines.offset, list[0].lines.offset + 2 * sizeof expected[0]);
    assert_memory_equal(first, expected, sizeof expected);
}

static void lines_take_the_sources_before_events(void **state)
{
    static const struct {
        uint32_t source, kind;
        const char *name;
    } expected[] = {
        {5, BH_SOURCE_KIND_LINE, "uart"},
        {6, BH_SOURCE_KIND_LINE, "uart-2"},
        {7, BH_SOURCE_KIND_EVENT, "to-a"},
        {8, BH_SOURCE_KIND_EVENT, "to-a-too"},
    };
    setup();
    const struct blob blob = descriptor_make(&module, 0);
    const struct bh_descriptor *descriptor = (const void *)blob.bytes;
    const struct bh_source_name *names = entries(descriptor, &descriptor->sources);
    assert_int_equal(descriptor->sources.count, COUNT(expected));
    for (size_t i = 0; i < COUNT(expected); i++) {
        assert_int_equal(names[i].source, expected[i].source);
        assert_int_equal(names[i].kind, expected[i].kind);
        assert_string_equal(names[i].name, expected[i].name);
    }
    assert_int_equal(event_source(&module, 1), BH_SOURCE_FIRST); /* b has no lines */
}

static void the_kernel_raises_events_behind_the_lines(void **state)
{
    setup();
    const struct bh_tables *tables = make_tables();
    const struct bh_partition *list = entries(tables, &tables->partitions);
    const struct bh_event *of_b = entries(tables, &list[1].events);
    const struct bh_event *of_c = entries(tables, &list[2].events);
    assert_int_equal(of_b[0].source, 7);
    assert_int_equal(of_c[0].source, 8);
}

static void a_descriptor_names_lines_as_the_board_does(void **state)
{
    setup();
    const struct blob blob = descriptor_make(&module, 0);
    const struct bh_descriptor *descriptor = (const void *)blob.bytes;
    const struct bh_line_name *names = entries(descriptor, &descriptor->lines);
    assert_int_equal(descriptor->lines.count, 2);
    assert_int_equal(names[1].number, 10);
    assert_int_equal(names[1].source, 6);
    assert_int_equal(names[1].flags, BH_LINE_LEVEL);
    assert_int_equal(names[1].limit, 8);
    assert_string_equal(names[1].name, "uart");
}

static void a_descriptor_names_ports_and_where_device_memory_is_seen(void **state)
{
    setup();
    const struct blob blob = descriptor_make(&module, 0);
    const struct bh_descriptor *descriptor = (const void *)blob.bytes;
    const struct bh_device *devices = entries(descriptor, &descriptor->devices);
    assert_int_equal(descriptor->devices.count, 3);
    assert_int_equal(devices[0].kind, BH_DEVICE_PORTS);
    assert_int_equal(devices[0].start, 0x2f8);
    assert_int_equal(devices[0].bytes, 8);
    assert_string_equal(devices[0].name, "uart");
    assert_int_equal(devices[1].kind, BH_DEVICE_MEMORY);
    assert_int_equal(devices[1].start, 0xc0000000);
    assert_int_equal(devices[1].bytes, 8192);
    assert_int_equal(devices[2].start, 0xc0002000);
    assert_string_equal(devices[2].name, "hpet");
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

static void device_memory_is_mapped_for_its_owner_uncached(void **state)
{
    setup();
    const struct space of_a = space_of_partition(&module, 0), of_c = space_of_partition(&module, 2);
    const struct mapping *hpet = find(&of_a, 0xc0001000), *more = find(&of_a, 0xc0002000);
    /* present, writable, user, write-through, cache disabled, accessed, dirty; not global */
    assert_int_equal(hpet->flags, 0x7f);
    assert_int_equal(hpet->physical, 0xfed00000);
    assert_int_equal(hpet->pages, 2);
    assert_int_equal(more->flags, 0x7f);
    assert_int_equal(more->physical, 0xa0000);
    assert_null(find(&of_a, 0xc0003000));
    assert_int_equal(find(&of_c, 0xc0000000)->physical, 0xe0000000);
    assert_null(find(&of_c, 0xc0001000));
}

static void rights_to_ports_are_the_kernels_alone_in_every_space(void **state)
{
    setup();
    const struct space kernel = space_of_kernel(&module), of_a = space_of_partition(&module, 0);
    const struct mapping *rights = find(&kernel, 0x203000);
    assert_int_equal(rights->physical, 0x201000);
    assert_int_equal(rights->virtual, 0x201000);
    assert_int_equal(rights->flags & (PAGE_WRITE | PAGE_USER | PAGE_GLOBAL),
                     PAGE_WRITE | PAGE_GLOBAL);
    assert_null(find(&of_a, 0x200000));
}

static void the_tables_name_who_masters_the_bus(void **state)
{
    setup();
    const struct bh_tables *tables = make_tables();
    const struct bh_bus_master *masters = entries(tables, &tables->masters);
    assert_int_equal(tables->masters.count, 1);
    assert_string_equal(masters[0].text, "nic of partition c");
    assert_int_equal(masters[0].partition, 2);
    assert_int_equal(masters[0].function, 0x1ff);
}

UNIT_MAIN(cmocka_unit_test(the_bitmap_admits_the_eight_ports_of_a_uart_and_no_other),
          cmocka_unit_test(the_bitmap_reaches_to_the_last_port_of_all),
          cmocka_unit_test(a_partition_without_ports_has_no_bitmap),
          cmocka_unit_test(a_partition_names_its_rights_to_ports),
          cmocka_unit_test(lines_stand_in_the_order_of_their_owners),
          cmocka_unit_test(lines_take_the_sources_before_events),
          cmocka_unit_test(the_kernel_raises_events_behind_the_lines),
          cmocka_unit_test(a_descriptor_names_lines_as_the_board_does),
          cmocka_unit_test(a_descriptor_names_ports_and_where_device_memory_is_seen),
          cmocka_unit_test(device_memory_is_mapped_for_its_owner_uncached),
          cmocka_unit_test(rights_to_ports_are_the_kernels_alone_in_every_space),
          cmocka_unit_test(the_tables_name_who_masters_the_bus))
