/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The finished tables that the kernel is analysed with. Their shape is fixed: how many of each, who
 * owns which line, whose window is when (A-SHAPE). All else is any value that the host's checks let through (A-TABLES).
 *
 * Memory of each kind is an object of its own, and between two tables lie bytes that are never
 * written, so an access beyond the end of one is an alarm and not the next one's first field.
 */
#include "module.h"

#include <stddef.h>

#include "__fc_builtin.h"

struct gap {
    uint8_t byte[64];
};

static struct image {
    struct bh_tables tables;
    struct gap gap0;
    struct bh_range ranges[PARTITIONS * 2 + 3];
    struct gap gap1;
    struct bh_partition partitions[PARTITIONS];
    struct gap gap2;
    struct bh_event events[PARTITIONS][EVENTS];
    struct gap gap3;
    struct bh_line lines[LINES];
    struct gap gap4;
    struct bh_schedule schedules[SCHEDULES];
    struct gap gap5;
    struct bh_window windows[SCHEDULES][WINDOWS];
    struct gap gap6;
    uint8_t changes[PARTITIONS];
    struct gap gap7;
    struct bh_bus_master master;
    struct gap gap8;
} image;


static struct bh_information information_page;
static uint8_t kernel_directory[4096];
/* One object for each partition's, so that none is another's neighbour. */
static struct bh_vcpu vcpu0, vcpu1, vcpu2;
static struct bh_console console0, console1, console2;
static uint8_t ports1[BH_PORTS_BITMAP + 128];
/* Whole pages, as a reader sees them. */
static union {
    struct bh_status_page page;
    uint8_t bytes[BH_STATUS_BYTES];
} status;
static struct {
    struct bh_trace_ring ring;
    struct bh_trace_record records[RECORDS];
} traces[PARTITIONS + 1];
static volatile uint32_t local_apic[1024], io_apic[8];

/* A-LOADER: the boot loader's information, and its map of three regions. That lies at a number, for the kernel
 * compares its addresses as numbers. */
uint32_t module_loader[13];
#define REGIONS 3
static struct {
    uint32_t size, start_low, start_high, bytes_low, bytes_high, type;
} *const memory_map = (void *)0x1000;

uint32_t any(uint32_t low, uint32_t high)
{
    return Frama_C_unsigned_int_interval(low, high);
}

static uint64_t any64(uint64_t low, uint64_t high)
{
    return Frama_C_unsigned_long_long_interval(low, high);
}

/* Any text of a field but an empty one, its last byte zero. */
static void any_text(char *text, size_t size)
{
    Frama_C_make_unknown(text, size - 1);
    text[0] = (char)any(1, 127);
    text[size - 1] = '\0';
}

static bh_address at(const volatile void *memory)
{
    return (uintptr_t)memory;
}

static struct bh_table table(const void *first, uint32_t count)
{
    return (struct bh_table){count, (uint32_t)((const char *)first - (const char *)&image)};
}

static void header_make(void)
{
    struct bh_tables *tables = &image.tables;
    *tables = (struct bh_tables){
        .magic = any(0, UINT32_MAX),
        .abi = any(0, UINT32_MAX),
        .bytes = any(0, sizeof image),
        .checksum = any(0, UINT32_MAX),
        .board = {
            .local_apic = at(local_apic),
            .io_apic = IO_APIC ? at(io_apic) : 0,
            .console_port = any(0, 0xfff8),
            .exit_port = any(0, 0xffff),
            .clock_trust = any(BH_CLOCK_CPUID, BH_CLOCK_DECLARED),
            .window_entry_offset = any(0, 9999),
            .window_entry_lead = any(0, 99999),
        },
        .kernel_directory = at(kernel_directory),
        .information = at(&information_page),
        .status = at(&status.page),
        .initial_schedule = INITIAL,
        .ranges = table(image.ranges, sizeof image.ranges / sizeof image.ranges[0]),
        .partitions = table(image.partitions, PARTITIONS),
        .schedules = table(image.schedules, SCHEDULES),
        .masters = table(&image.master, 1),
    };
    any_text(tables->banner, sizeof tables->banner);
    if (TRACED) {
        tables->trace = at(traces);
        tables->trace_records = RECORDS;
        tables->trace_kinds = any(1, UINT32_MAX);
    }
    for (uint32_t state = 0; state < BH_STATE_COUNT; state++) {
        for (uint32_t error = 0; error < BH_ERRORS_MAX; error++) {
            tables->module_action[state][error] = (uint8_t)any(BH_MODULE_IGNORE, BH_MODULE_RESET);
        }
    }
}

static void range_make(struct bh_range *range, const void *memory, size_t bytes, uint32_t kind)
{
    *range = (struct bh_range){.start = at(memory), .bytes = bytes, .kind = kind,
                               .checksum = any(0, UINT32_MAX)};
    any_text(range->text, sizeof range->text);
}

static void ranges_make(void)
{
    range_make(&image.ranges[0], &vcpu0, sizeof vcpu0, BH_RANGE_SHARED);
    range_make(&image.ranges[1], &vcpu1, sizeof vcpu1, BH_RANGE_SHARED);
    range_make(&image.ranges[2], &vcpu2, sizeof vcpu2, BH_RANGE_SHARED);
    range_make(&image.ranges[3], &console0, sizeof console0, BH_RANGE_SHARED);
    range_make(&image.ranges[4], &console1, sizeof console1, BH_RANGE_SHARED);
    range_make(&image.ranges[5], &console2, sizeof console2, BH_RANGE_SHARED);
    range_make(&image.ranges[6], &information_page, sizeof information_page, BH_RANGE_SHARED);
    range_make(&image.ranges[7], traces, sizeof traces, BH_RANGE_SHARED);
    range_make(&image.ranges[8], ports1, sizeof ports1, BH_RANGE_PORTS);
}

static void partition_make(uint32_t i, struct bh_vcpu *vcpu, struct bh_console *console, uint32_t line_first,
                           uint32_t line_count)
{
    struct bh_partition *partition = &image.partitions[i];
    *partition = (struct bh_partition){
        .name = "name", /* A-NAMES */
        .prefix = "[name] ",
        .directory = any(0, UINT32_MAX),
        .vcpu = at(vcpu),
        .console = at(console),
        .entry = any(0, UINT32_MAX),
        .timer_period_min = any64(10000, UINT64_MAX),
        .restart_period = any64(0, BH_TIME_LIMIT - 1),
        .rights = any(0, UINT32_MAX),
        .ends_module = any(0, UINT32_MAX),
        .restart_limit = any(0, UINT32_MAX),
        .process_level = {any(0, UINT32_MAX), any(0, UINT32_MAX)},
        .module_level = {any(0, UINT32_MAX), any(0, UINT32_MAX)},
        .events = table(image.events[i], EVENTS),
        .lines = table(&image.lines[line_first], line_count),
        .ports = i == 1 ? at(ports1) : 0,
        .ports_bytes = i == 1 ? sizeof ports1 : 0,
    };
    for (uint32_t state = 0; state < BH_STATE_COUNT; state++) {
        for (uint32_t error = 0; error < BH_ERRORS_MAX; error++) {
            partition->action[state][error] = (uint8_t)any(BH_ACTION_IGNORE, BH_ACTION_WARM_START);
        }
    }
    for (uint32_t e = 0; e < EVENTS; e++) {
        image.events[i][e] = (struct bh_event){any(0, PARTITIONS - 1), any(BH_SOURCE_FIRST, BH_SOURCES - 1)};
    }
    for (uint32_t line = line_first; line < line_first + line_count; line++) {
        image.lines[line] = (struct bh_line){i, any(BH_SOURCE_FIRST, BH_SOURCES - 1), any(0, 23), any(0, 3),
                                             any(1, UINT32_MAX)};
    }
}

static void window_make(uint32_t s, uint32_t w, uint32_t partition)
{
    const uint64_t hour = UINT64_C(3600000000000);
    image.windows[s][w] = (struct bh_window){w == 0 ? 0 : any64(20000, hour), partition, any(0, 1)};
}

static void schedules_make(void)
{
    for (uint32_t s = 0; s < SCHEDULES; s++) {
        image.schedules[s] = (struct bh_schedule){.frame = any64(20000, UINT64_C(3600000000000))};
    }
    image.schedules[0].windows = table(image.windows[0], 3);
    window_make(0, 0, 0);
    window_make(0, 1, BH_NO_PARTITION);
    window_make(0, 2, 1);
    image.schedules[1].windows = table(image.windows[1], 2);
    image.schedules[1].changes = table(image.changes, PARTITIONS);
    window_make(1, 0, 2);
    window_make(1, 1, 0);
    for (uint32_t i = 0; i < PARTITIONS; i++) {
        image.changes[i] = (uint8_t)any(BH_ACTION_IGNORE, BH_ACTION_WARM_START);
    }
}

void module_loader_make(void)
{
    for (uint32_t i = 0; i < REGIONS; i++) {
        Frama_C_make_unknown((char *)&memory_map[i], sizeof memory_map[i]);
        memory_map[i].size = sizeof memory_map[i] - sizeof memory_map[i].size;
    }
    module_loader[0] = any(0, UINT32_MAX);
    module_loader[11] = REGIONS * sizeof *memory_map;
    module_loader[12] = (uint32_t)memory_map;
}

/* A-RESET: what a log holds if it is from before the module's reset. */
static void log_make(struct bh_log *log)
{
    for (uint32_t i = 0; i < BH_LOG_ENTRIES; i++) {
        log->entry[i].error = (uint8_t)any(0, BH_PARTITION_ERROR_COUNT - 1);
    }
}

void module_logs(void)
{
    Frama_C_make_unknown((char *)&status.page, sizeof status.page);
    for (uint32_t i = 0; i < PARTITIONS; i++) {
        log_make(&status.page.partition_log[i]);
    }
}

void module_make(void)
{
    struct image nothing;
    image = nothing; /* now no byte of it is initialized */
    header_make();
    ranges_make();
    partition_make(0, &vcpu0, &console0, 0, 2);
    partition_make(1, &vcpu1, &console1, 2, 1);
    partition_make(2, &vcpu2, &console2, 3, 0);
    schedules_make();
    any_text(image.master.text, sizeof image.master.text);
    image.master.function = any(0, 0xffff);
    module_logs();
}

const struct bh_tables *module_tables(void)
{
    return &image.tables;
}

const struct bh_schedule *module_schedule(uint32_t index)
{
    return &image.schedules[index];
}

const struct bh_window *module_windows(uint32_t index)
{
    return image.windows[index];
}

const struct bh_partition *module_partition(uint32_t index)
{
    return &image.partitions[index];
}

const struct bh_event *module_events(uint32_t index)
{
    return image.events[index];
}

const struct bh_line *module_lines(void)
{
    return image.lines;
}

uint32_t module_line_first(uint32_t index)
{
    return index == 0 ? 0 : index == 1 ? 2 : 3;
}

struct bh_vcpu *module_page(uint32_t index)
{
    return index == 0 ? &vcpu0 : index == 1 ? &vcpu1 : &vcpu2;
}

struct bh_console *module_console(uint32_t index)
{
    return index == 0 ? &console0 : index == 1 ? &console1 : &console2;
}

struct bh_information *module_information(void)
{
    return &information_page;
}

struct bh_status_page *module_status_page(void)
{
    return &status.page;
}

volatile uint32_t *module_local_apic(void)
{
    return local_apic;
}

volatile uint32_t *module_io_apic(void)
{
    return io_apic;
}

struct bh_trace_ring *module_ring(uint32_t index)
{
    return &traces[index].ring;
}

uintptr_t module_traces(void)
{
    return (uintptr_t)traces;
}

void module_kernel_memory(void)
{
    Frama_C_make_unknown((char *)&information_page, sizeof information_page);
    Frama_C_make_unknown((char *)ports1, sizeof ports1);
    Frama_C_make_unknown((char *)traces, sizeof traces);
    module_logs();
}

void module_guests(void)
{
    for (uint32_t i = 0; i < PARTITIONS; i++) {
        Frama_C_make_unknown((char *)module_page(i), sizeof *module_page(i));
        Frama_C_make_unknown((char *)module_console(i), sizeof *module_console(i));
    }
}
