/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* A bare program whose compiler calls functions of memory, and one that calls them itself. */
#include "../test.h"

#include "bh_string.h"

struct large {
    uint8_t byte[600];
};

static struct large one, other;
static uint8_t buffer[64];

static __attribute__((noinline)) void assign(struct large *to, const struct large *from)
{
    *to = *from;
}

/* buffer[i] = i */
static void fill(void)
{
    for (uint32_t i = 0; i < sizeof buffer; i++) {
        buffer[i] = (uint8_t)i;
    }
}

/* Whether bytes moved from one place of the buffer to another are what they were. */
static bool moves(uint32_t to, uint32_t from, uint32_t count)
{
    fill();
    bool good = memmove(buffer + to, buffer + from, count) == buffer + to;
    for (uint32_t i = 0; i < sizeof buffer; i++) {
        good &= buffer[i] == (i - to < count ? i - to + from : i);
    }
    return good;
}

static bool moves_all(void)
{
    bool good = true;
    for (uint32_t to = 0; to < 24; to++) {
        for (uint32_t from = 0; from < 24; from++) {
            for (uint32_t count = 0; count < 24; count++) {
                good &= moves(to, from, count);
            }
        }
    }
    return good;
}

int main(void)
{
    one.byte[599] = 9;
    assign(&other, &one);
    test(other.byte[599] == 9, "a bare program copies a large structure");
    test(moves_all(), "memmove moves bytes up and down, over one another or not");
    memset(&other, 0x55, sizeof other);
    test(other.byte[0] == 0x55 && other.byte[599] == 0x55, "memset sets all bytes");
    other = one;
    test(memcmp(&one, &other, sizeof one) == 0, "memcmp finds equal bytes equal");
    other.byte[300] = 0xff;
    test(memcmp(&one, &other, sizeof one) < 0 && memcmp(&other, &one, sizeof one) > 0,
         "memcmp orders bytes as unsigned");
    return test_end();
}
