/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of the host command: where process stacks lie, and that nothing lies between them. */
#include "unit.h"

#include "descriptor.h"
#include "memory.h"
#include "module.h"
#include "pages.h"
#include "stacks.h"

/* The command runs once and gives no memory back: no leak is looked for. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}

#define COUNT(list) (sizeof list / sizeof list[0])
#define PAGES       4
#define SLOTS       3
#define SLOT        0x3000

/* Partition a has stacks, b has none and its RAM behind that of a. */
static struct config_partition partition[] = {
    {.name = "a", .memory = PAGES * BH_PAGE_SIZE, .stack_count = SLOTS, .stack_bytes = SLOT},
    {.name = "b", .memory = PAGES * BH_PAGE_SIZE},
};
static struct bh_memory memories[] = {{.start = BH_MEMORY_BASE, .bytes = PAGES * BH_PAGE_SIZE}};
static bool constant[PAGES];
static struct contents contents[] = {
    {.constant = constant, .pages = PAGES, .memories = memories, .memory_count = 1},
    {.constant = constant, .pages = PAGES, .memories = memories, .memory_count = 1},
};
static struct program programs[COUNT(partition)];
static struct board_memory memory[] = {{.start = 0x100000, .bytes = 0x100000}};
static struct module module;

static void setup(void)
{
    module = (struct module){
        .config = {.name = "test",
                   .partitions = partition, .partition_count = COUNT(partition)},
        .board = {.name = "board", .local_apic = 0xfee00000,
                  .memories = memory, .memory_count = COUNT(memory)},
        .programs = programs,
        .contents = contents,
        .kernel = {.constant = {BH_KERNEL_BASE, BH_PAGE_SIZE}},
    };
    layout_make(&module);
}

/* The page that holds an address, or NULL; `physical` is where it lies. */
static const struct mapping *find(size_t index, uint64_t address, uint64_t *physical)
{
    const struct space space = space_of_partition(&module, index);

    for (size_t i = 0; i < space.count; i++) {
        const struct mapping *mapping = &space.mappings[i];
        if (address >= mapping->virtual &&
            address < mapping->virtual + mapping->pages * BH_PAGE_SIZE) {
            *physical = mapping->physical + (address - mapping->virtual);
            return mapping;
        }
    }
    return NULL;
}

static bool is_slot(uint64_t place)
{
    return place % (BH_PAGE_SIZE + SLOT) >= BH_PAGE_SIZE;
}

/* present, writable, user, accessed, dirty; not global, cached */
static void slots_are_mapped_writable_and_the_page_below_each_is_not(void **state)
{
    const uint64_t pool = BH_MEMORY_BASE + PAGES * BH_PAGE_SIZE;
    const uint64_t all = SLOTS * (BH_PAGE_SIZE + SLOT);
    uint64_t physical;

    setup();
    for (uint64_t place = 0; place < all; place += BH_PAGE_SIZE) {
        const struct mapping *mapping = find(0, pool + place, &physical);

        if (is_slot(place))
            assert_int_equal(mapping->flags, 0x67);
        else
            assert_null(mapping);
        assert_null(find(1, pool + place, &physical));
    }
    assert_null(find(0, pool + all, &physical));
}

static void slots_take_the_ram_behind_the_partitions_memory_page_by_page(void **state)
{
    const uint64_t pool = BH_MEMORY_BASE + PAGES * BH_PAGE_SIZE;
    uint64_t physical;

    setup();
    const struct span *ram = &module.layout.memories[0];
    uint64_t expected = ram->start + PAGES * BH_PAGE_SIZE;
    for (uint64_t place = 0; place < SLOTS * (BH_PAGE_SIZE + SLOT); place += BH_PAGE_SIZE) {
        if (!is_slot(place))
            continue;
        (void)find(0, pool + place, &physical);
        assert_int_equal(physical, expected);
        expected += BH_PAGE_SIZE;
    }
    assert_int_equal(expected, span_end(ram));
    assert_int_equal(module.layout.memories[1].start, span_end(ram));
    assert_int_equal(module.layout.memories[1].bytes, PAGES * BH_PAGE_SIZE);
}

static void a_descriptor_tells_of_the_slots_and_has_them_cleared(void **state)
{
    setup();
    const struct blob blob = descriptor_make(&module, 0), none = descriptor_make(&module, 1);
    const struct bh_descriptor *descriptor = (const void *)blob.bytes;
    const struct bh_memory *list = (const void *)(blob.bytes + descriptor->memories.offset);
    const struct bh_stacks *stacks = &descriptor->stacks;

    assert_int_equal(stacks->start, BH_MEMORY_BASE + (PAGES + 1) * BH_PAGE_SIZE);
    assert_int_equal(stacks->bytes, SLOT);
    assert_int_equal(stacks->stride, SLOT + BH_PAGE_SIZE);
    assert_int_equal(stacks->count, SLOTS);
    assert_int_equal(descriptor->memory_end, BH_MEMORY_BASE + PAGES * BH_PAGE_SIZE);
    assert_int_equal(descriptor->memories.count, 1 + SLOTS);
    assert_memory_equal(&list[0], &memories[0], sizeof list[0]);
    for (uint32_t i = 0; i < SLOTS; i++) {
        assert_int_equal(list[1 + i].start, stacks->start + i * stacks->stride);
        assert_int_equal(list[1 + i].bytes, SLOT);
    }
    assert_int_equal(((const struct bh_descriptor *)(const void *)none.bytes)->stacks.count, 0);
    assert_int_equal(((const struct bh_descriptor *)(const void *)none.bytes)->memories.count, 1);
}

UNIT_MAIN(cmocka_unit_test(slots_are_mapped_writable_and_the_page_below_each_is_not),
          cmocka_unit_test(slots_take_the_ram_behind_the_partitions_memory_page_by_page),
          cmocka_unit_test(a_descriptor_tells_of_the_slots_and_has_them_cleared))
