/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Counts the pump's strokes, and has had enough after a hundred. */
#include "bh.h"

#define LAST_STROKE 100

static volatile uint32_t strokes;

static void on_stroke(uint32_t source, uint32_t occurrences)
{
    strokes += occurrences;
}

int main(void)
{
    const uint32_t stroke = (uint32_t)bh_source("stroke");

    bh_irq_handler_set(stroke, on_stroke);
    bh_irq_unmask(stroke);
    bh_irq_enable();
    bh_mode_set(BH_MODE_NORMAL, 0);
    while (strokes < LAST_STROKE) {
        bh_wait(0, BH_TIME_INFINITE);
    }
    bh_print("%u strokes\n", strokes);
    return 0;
}
