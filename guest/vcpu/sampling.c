/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Sampling ports. Two slots: the newest whole message and the one that is being written. A slot's
 * sequence number tells a reader before and behind its copy whether it is the message it looked for.
 */
#include "port.h"

bh_status bh_sampling_open(struct bh_sampling *sampling, const struct bh_port *port)
{
    if (port == NULL || port->kind != BH_PORT_SAMPLING) {
        return BH_BAD_PORT;
    }
    *sampling = (struct bh_sampling){
        .area = (struct bh_sampling_area *)port->source_area,
        .max_size = port->max_size,
        .slot_bytes = bh_slot_bytes(port->max_size),
        .direction = port->direction,
        .refresh = port->refresh,
    };
    sampling->newest = bh_shared_read(&sampling->area->newest);
    return BH_OK;
}

static inline struct bh_slot *slot_of(const struct bh_sampling *sampling, uint32_t number)
{
    char *slots = (char *)(sampling->area + 1);
    return (struct bh_slot *)(slots + (number % 2 != 0 ? sampling->slot_bytes : 0));
}

bh_status bh_sampling_write(struct bh_sampling *sampling, const void *message, uint32_t length)
{
    if (length - 1 >= sampling->max_size) {
        return BH_BAD_VALUE;
    }
    if (sampling->direction != BH_PORT_SOURCE) {
        return BH_BAD_DIRECTION;
    }
    const uint32_t number = sampling->newest != UINT32_MAX ? sampling->newest + 1 : 2;
    struct bh_slot *slot = slot_of(sampling, number);

    bh_shared_write(&slot->sequence, ~number);
    bh_fence();
    bh_copy(slot + 1, message, length);
    bh_shared_write(&slot->length, length);
    bh_shared_time_write(&slot->time, bh_clock_ns());
    bh_fence();
    bh_shared_write(&slot->sequence, number);
    bh_fence();
    bh_shared_write(&sampling->area->newest, number);
    sampling->newest = number;
    return BH_OK;
}

/* Everything in the area is the writer's word: each value is read once, and held to the port's. */
static inline bh_status try(const struct bh_sampling *sampling, void *message,
                            struct bh_sample *sample)
{
    const uint32_t number = bh_shared_read(&sampling->area->newest);
    const struct bh_slot *slot = slot_of(sampling, number);

    if (number == 0) {
        return BH_NO_MESSAGE;
    }
    bh_fence();
    if (bh_shared_read(&slot->sequence) != number) {
        return BH_NOT_WHOLE;
    }
    bh_fence();
    const uint32_t length = bh_shared_read(&slot->length);
    if (length - 1 >= sampling->max_size) {
        return BH_NOT_WHOLE;
    }
    if (message != NULL) {
        bh_copy(message, slot + 1, length);
    }
    sample->time = bh_shared_time_read(&slot->time);
    bh_fence();
    sample->number = number;
    sample->length = length;
    return bh_shared_read(&slot->sequence) == number ? BH_OK : BH_NOT_WHOLE;
}

/* ARINC 653 Part 1, READ_SAMPLING_MESSAGE: valid if the age is at most the refresh period. */
static inline void judge(const struct bh_sampling *sampling, struct bh_sample *sample)
{
    const bh_time now = bh_clock_ns();

    if (__builtin_expect(sample->time > now, 0)) {
        sample->age = BH_TIME_INFINITE;
        sample->valid = false;
    } else {
        sample->age = now - sample->time;
        sample->valid = sample->age <= sampling->refresh;
    }
}

static inline bh_status look(const struct bh_sampling *sampling, void *message,
                             struct bh_sample *sample)
{
    bh_status status = BH_NOT_WHOLE;

    for (uint32_t tries = 0; tries < BH_SAMPLING_TRIES && status == BH_NOT_WHOLE; tries++) {
        status = try(sampling, message, sample);
    }
    if (__builtin_expect(status == BH_OK, 1)) {
        judge(sampling, sample);
    } else {
        *sample = (struct bh_sample){.age = BH_TIME_INFINITE};
    }
    return status;
}

bh_status bh_sampling_read(const struct bh_sampling *sampling, void *message,
                           struct bh_sample *sample)
{
    return look(sampling, message, sample);
}

bh_status bh_sampling_peek(const struct bh_sampling *sampling, struct bh_sample *sample)
{
    return look(sampling, NULL, sample);
}
