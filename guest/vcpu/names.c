/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Names from the partition's descriptor. */
#include "bh_port.h"

static bool same(const char *a, const char *b)
{
    size_t i = 0;
    while (a[i] == b[i] && a[i] != '\0') {
        i++;
    }
    return a[i] == b[i];
}

static const void *table(const struct bh_table *table)
{
    return (const char *)bh_descriptor() + table->offset;
}

static int find(const struct bh_table *names, const char *name)
{
    const struct bh_name *entry = table(names);
    for (uint32_t i = 0; i < names->count; i++) {
        if (same(entry[i].name, name)) {
            return (int)i;
        }
    }
    return -1;
}

int bh_event(const char *name)
{
    return find(&bh_descriptor()->events, name);
}

int bh_schedule(const char *name)
{
    return find(&bh_descriptor()->schedules, name);
}

int bh_partition(const char *name)
{
    return find(&bh_descriptor()->partitions, name);
}

int bh_source(const char *name)
{
    const struct bh_table *sources = &bh_descriptor()->sources;
    const struct bh_source_name *entry = table(sources);
    for (uint32_t i = 0; i < sources->count; i++) {
        if (same(entry[i].name, name)) {
            return (int)entry[i].source;
        }
    }
    return -1;
}

int bh_line(const char *device, uint32_t place)
{
    const struct bh_table *lines = &bh_descriptor()->lines;
    const struct bh_line_name *entry = table(lines);
    for (uint32_t i = 0; i < lines->count; i++) {
        if (same(entry[i].name, device) && place-- == 0) {
            return (int)i;
        }
    }
    return -1;
}

uint32_t bh_line_source(uint32_t line)
{
    const struct bh_line_name *entry = table(&bh_descriptor()->lines);
    return entry[line].source;
}

uint32_t bh_line_number(uint32_t line)
{
    const struct bh_line_name *entry = table(&bh_descriptor()->lines);
    return entry[line].number;
}

const struct bh_device *bh_device(const char *name, enum bh_device_kind kind, uint32_t place)
{
    const struct bh_table *devices = &bh_descriptor()->devices;
    const struct bh_device *entry = table(devices);
    for (uint32_t i = 0; i < devices->count; i++) {
        if (entry[i].kind == kind && same(entry[i].name, name) && place-- == 0) {
            return &entry[i];
        }
    }
    return NULL;
}

const struct bh_memory *bh_retained(void)
{
    const struct bh_table *memories = &bh_descriptor()->memories;
    const struct bh_memory *entry = table(memories);
    for (uint32_t i = 0; i < memories->count; i++) {
        if ((entry[i].flags & BH_MEMORY_RETAINED) != 0) {
            return &entry[i];
        }
    }
    return NULL;
}

const struct bh_port *bh_port(const char *name)
{
    const struct bh_table *ports = &bh_descriptor()->ports;
    const struct bh_port *entry = table(ports);
    for (uint32_t i = 0; i < ports->count; i++) {
        if (same(entry[i].name, name)) {
            return &entry[i];
        }
    }
    return NULL;
}
