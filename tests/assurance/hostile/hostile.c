/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The hostile partition: one random program after the other, each made of the seed (the partition's
 * identifier), the number of its start (which the module's status tells), and its place since that.
 * The module's run is the same, instruction for instruction, for the same seed.
 */
#include "attacks.h"
#include "devices.h"
#include "window_end.h"

static const struct {
    phrase attack;
    uint32_t weight;
} attacks[] = {
    {runs_random_bytes, 20},      {runs_plausible_code, 30}, {floods_with_calls, 6},
    {calls_in_disorder, 8},       {waits, 2},                {interrupts_by_software, 6},
    {touches_memory, 6},          {touches_ports, 4},        {scribbles, 6},
    {floods_the_console, 3},      {floods_with_timers, 5},   {floods_with_lines, 4},
    {restarts, 2},
};

/* In the identifier: it sleeps until its window is about to end, and acts then. */
#define ONLY_ENDS 0x20000000u

/* Counted from outside by its address, where no other partition has code. */
__attribute__((noinline, aligned(32768), section(".text.program")))
static void program(phrase attack)
{
    attack();
    __asm__ volatile("" : : : "memory");
}

static phrase choose(void)
{
    uint32_t sum = 0, place = 0;
    for (uint32_t i = 0; i < sizeof attacks / sizeof attacks[0]; i++) {
        sum += attacks[i].weight;
    }
    for (uint32_t chosen = random_below(sum); chosen >= attacks[place].weight; place++) {
        chosen -= attacks[place].weight;
    }
    return attacks[place].attack;
}

int main(void)
{
    const struct bh_descriptor *self = bh_descriptor();
    const uint32_t start = mix(self->identifier ^ mix(bh_module_status()->partition[self->index].starts));

    random_state = start | 1;
    const bool only_ends = (self->identifier & ONLY_ENDS) != 0;
    if (!only_ends && one_in(3)) { /* often several starts upon one another */
        restarts();
    }
    if (one_in(2)) {
        bh_mode_set(BH_MODE_NORMAL, 0);
    }
    if (!one_in(4)) {
        devices_begin();
    }
    for (uint32_t place = 0;; place++) {
        random_state = mix(start + place) | 1;
        harness_set();
        if (only_ends) {
            bh_wait(0, window_end() - 4000);
            program(acts_at_window_end);
            continue;
        }
        program(window_ends_soon() && !one_in(4) ? acts_at_window_end : choose());
    }
}
