/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Verification at boot. See verify.h. */
#include "verify.h"

#include <stddef.h>

#include "arch.h"
#include "console.h"

#define CRC_POLYNOMIAL 0xedb88320u /* IEEE 802.3, reflected */

/* More than any module's tables need. */
#define TABLES_MAX 0x1000000u

static uint32_t crc_table[256];

static void crc_init(void)
{
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t crc = i;
        for (uint32_t bit = 0; bit < 8; bit++) {
            crc = crc >> 1 ^ ((crc & 1) != 0 ? CRC_POLYNOMIAL : 0);
        }
        crc_table[i] = crc;
    }
}

/* Continues a checksum that begins and ends as the complement of what is stored. */
/*@ requires \valid_read((const uint8_t *)data + (0 .. bytes - 1));
  @ assigns \result \from state, ((const uint8_t *)data)[0 .. bytes - 1], crc_table[0 .. 255];
  @*/
static uint32_t crc(uint32_t state, const void *data, size_t bytes)
{
    const uint8_t *byte = data;
    for (size_t i = 0; i < bytes; i++) {
        state = state >> 8 ^ crc_table[(state ^ byte[i]) & 0xff];
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

    crc_init();
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

static void verify_range(const struct bh_range *range)
{
    if (!arch_is_ram(range->start, range->bytes)) {
        verify_refuse("not RAM: ", range->text);
    }
    if (range->checksum != 0 &&
        ~crc(UINT32_MAX, (const void *)(uintptr_t)range->start, (size_t)range->bytes) !=
            range->checksum) {
        verify_refuse("damaged: ", range->text);
    }
    if (range->kind == BH_RANGE_SHARED || range->kind == BH_RANGE_CHANNEL) {
        verify_clear((uintptr_t)range->start, (size_t)range->bytes);
    }
}

void verify_ranges(const struct bh_tables *tables)
{
    const struct bh_range *range =
        (const struct bh_range *)((uintptr_t)tables + tables->ranges.offset);
    for (uint32_t i = 0; i < tables->ranges.count; i++) {
        verify_range(&range[i]);
    }
}
