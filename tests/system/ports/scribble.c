/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The hostile side of hostile.xml: writes anything into whatever it may write of its channels. */
#include "ports.h"

struct area {
    volatile uint32_t *words;
    uint32_t count;
};

static uint32_t value(uint32_t old)
{
    const uint32_t word = random_word();
    switch (word & 7) {
    case 0:
        return old + 1;
    case 1:
        return old - 1;
    case 2:
        return ~old;
    case 3:
        return word >> 3 & 63;
    case 4:
        return UINT32_MAX - (word >> 3 & 63);
    default:
        return word;
    }
}

/* Something to swallow: a slot whose number is right, whatever else it says. */
static void bait(const struct bh_port *state, const struct bh_port *out)
{
    struct bh_sampling_area *sample = (struct bh_sampling_area *)state->source_area;
    struct bh_queue_source *queue = (struct bh_queue_source *)out->source_area;
    const uint32_t tail = ((const struct bh_queue_destination *)out->far_area)->tail;

    ((struct bh_slot *)(sample + 1))->sequence = sample->newest = random_word() & ~1u;
    ((struct bh_slot *)((char *)(queue + 1) +
                        tail % out->slots * bh_slot_bytes(out->max_size)))->sequence = tail;
    queue->head = tail + 1;
}

int main(void)
{
    const struct bh_port *state = bh_port("state"), *out = bh_port("out"), *in = bh_port("in");
    const struct area areas[] = {
        {(uint32_t *)state->source_area, 4 + bh_slot_bytes(state->max_size) / 2},
        {(uint32_t *)out->source_area, 4 + out->slots * bh_slot_bytes(out->max_size) / 4},
        {(uint32_t *)in->far_area, 4},
    };
    for (;;) {
        const struct area *area = &areas[random_word() % 3];
        const uint32_t place = random_word() % (random_word() % 2 == 0 ? 8 : area->count);
        if (place < area->count) {
            area->words[place] = value(area->words[place]);
        }
        if (random_word() % 256 == 0) {
            bh_event_send(random_word() % 2 == 0 ? out->event : in->event);
        }
        if (random_word() % 64 == 0) {
            bait(state, out);
        }
    }
}
