/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Verification at boot. See verify.h. */
#include "verify.h"

#include <stddef.h>

#include "arch.h"
#include "console.h"

/* CRC-32 of IEEE 802.3, reflected: what half a byte adds. */
static const uint32_t crc_of_half[16] = {
    0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
    0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
};

/* More than any module's tables need. */
#define TABLES_MAX 0x1000000u

/* Continues a checksum that begins and ends as the complement of what is stored. */
/*@ requires \valid_read((const uint8_t *)data + (0 .. bytes - 1));
  @ assigns \result \from state, ((const uint8_t *)data)[0 .. bytes - 1], crc_of_half[0 .. 15];
  @*/
static uint32_t crc(uint32_t state, const void *data, size_t bytes)
{
    const uint8_t *byte = data;
    for (size_t i = 0; i < bytes; i++) {
        state ^= byte[i];
        state = state >> 4 ^ crc_of_half[state & 15];
        state = state >> 4 ^ crc_of_half[state & 15];
    }
    return state;
}

void verify_refuse(const char *why, const char *what)
{
    console_write("[bulkhead] refuses to boot: ");
    console_write(why);
    console_write(what);
    console_write("\n");
    arch_exit(EXIT_REFUSED);
}

void verify_tables(const struct bh_tables *tables)
{
    const size_t place = offsetof(struct bh_tables, checksum);
    const uint32_t zero = 0;

    if (tables->magic != BH_TABLES_MAGIC) {
        verify_refuse("no tables behind the kernel", "");
    }
    if (tables->abi != BH_ABI_VERSION) {
        verify_refuse("the tables are for another version of the kernel", "");
    }
    if (tables->bytes < sizeof *tables || tables->bytes > TABLES_MAX) {
        verify_refuse("damaged: ", "tables");
    }
    const uint8_t *bytes = (const uint8_t *)tables;
    uint32_t state = crc(UINT32_MAX, bytes, place);
    state = crc(state, &zero, sizeof zero);
    state = crc(state, bytes + place + sizeof zero, tables->bytes - place - sizeof zero);
    if (~state != tables->checksum) {
        verify_refuse("damaged: ", "tables");
    }
}

void verify_clear(uintptr_t start, size_t bytes)
{
    for (uint32_t *word = (uint32_t *)start; word < (uint32_t *)(start + bytes); word++) {
        *word = 0;
    }
}

uint32_t verify_ranges(const struct bh_tables *tables)
{
    const struct bh_range *range =
        (const struct bh_range *)((uintptr_t)tables + tables->ranges.offset);
    uint32_t sum = 0;
    for (uint32_t i = 0; i < tables->ranges.count; i++) {
        if (!arch_is_ram(range[i].start, range[i].bytes)) {
            verify_refuse("not RAM: ", range[i].text);
        }
        const void *bytes = (const void *)(uintptr_t)range[i].start;
        const uint32_t found =
            range[i].checksum == 0 ? 0 : ~crc(UINT32_MAX, bytes, (size_t)range[i].bytes);
        if (found != range[i].checksum) {
            verify_refuse("damaged: ", range[i].text);
        }
        sum += found;
    }
    return sum;
}

void verify_clear_shared(const struct bh_tables *tables, uint32_t sum)
{
    const struct bh_range *range =
        (const struct bh_range *)((uintptr_t)tables + tables->ranges.offset);
    for (uint32_t i = 0; i < tables->ranges.count; i++) {
        sum -= range[i].checksum;
        if (range[i].kind == BH_RANGE_SHARED || range[i].kind == BH_RANGE_CHANNEL) {
            verify_clear((uintptr_t)range[i].start, (size_t)range[i].bytes);
        }
    }
    if (sum != 0) {
        verify_refuse("damaged: ", "verification");
    }
}

uint32_t verify_all(const struct bh_tables *tables, uint32_t loader_magic, uintptr_t loader_information)
{
    arch_console_init(&tables->board);
    verify_tables(tables);
    if (!arch_boot_begin(loader_magic, loader_information)) {
        verify_refuse("the boot loader gives no memory map", "");
    }
    const char *missing = arch_missing(&tables->board);
    if (missing != NULL) {
        verify_refuse("the processor lacks: ", missing);
    }
    return verify_ranges(tables);
}
