/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Writes code. */
#ifndef HOSTILE_EMIT_H
#define HOSTILE_EMIT_H

#include "harness.h"

static uint8_t *code;

static inline void byte(uint32_t value)
{
    *code++ = (uint8_t)value;
}

static inline void bytes(const char *text, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        byte((uint8_t)text[i]);
    }
}
#define BYTES(text) bytes(text, sizeof(text) - 1)

static inline void word(uint32_t value)
{
    for (uint32_t i = 0; i < 4; i++) {
        byte(value >> 8 * i);
    }
}

/* The code ends with a far jump to probe_done, wherever it lies. */
static inline void code_end(void)
{
    byte(0xea);
    word((uint32_t)probe_done);
    byte(BH_CODE_SELECTOR);
    byte(0);
}

#endif
