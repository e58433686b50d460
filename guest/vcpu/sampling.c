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
    struct bh_sampling_area *area = (struct bh_sampling_area *)port->source_area;
    *sampling = (struct bh_sampling){
        .area = area,
        .slot = {(void *)(area + 1),
                 (void *)((char *)(area + 1) + bh_slot_bytes(port->max_size))},
        .max_size = port->max_size,
        .writable = port->direction == BH_PORT_SOURCE ? port->max_size : 0,
        .refresh = port->refresh < BH_TIME_LIMIT ? port->refresh : BH_TIME_LIMIT,
    };
    return BH_OK;
}

BH_FAST bh_status bh_sampling_write(struct bh_sampling *sampling, const void *message, uint32_t length)
{
    if (length - 1 >= sampling->writable) {
        return sampling->writable != 0 ? BH_BAD_VALUE : BH_BAD_DIRECTION;
    }
    const uint32_t newest = bh_shared_read(&sampling->area->newest);
    const uint32_t number = newest != UINT32_MAX ? newest + 1 : 2;
    struct bh_slot *slot = sampling->slot[number % 2];

    bh_shared_write(&slot->sequence, ~number);
    bh_fence();
    bh_copy(slot + 1, message, length);
    bh_shared_write(&slot->length, length);
    bh_shared_time_write(&slot->time, bh_clock_ns());
    bh_fence();
    bh_shared_write(&slot->sequence, number);
    bh_fence();
    bh_shared_write(&sampling->area->newest, number);
    return BH_OK;
}

/*
 * One try. Everything in the area is the writer's word: each value is read once and held to the
 * port's. An area that was never written says "message 0 with a length of 0".
 */
static inline __attribute__((always_inline)) bool
try(const struct bh_sampling *sampling, void *message, struct bh_sample *sample, bool bytes)
{
    const uint32_t number = bh_shared_read(&sampling->area->newest);
    const struct bh_slot *slot = sampling->slot[number % 2];

    bh_fence();
    if (bh_shared_read(&slot->sequence) != number) {
        return false;
    }
    bh_fence();
    const uint32_t length = bh_shared_read(&slot->length);
    if (length - 1 >= sampling->max_size) {
        return false;
    }
    sample->length = length;
    sample->number = number;
    sample->time = bh_shared_time_read(&slot->time);
    if (bytes) {
        bh_copy(message, slot + 1, length);
    }
    bh_fence();
    return bh_shared_read(&slot->sequence) == number;
}

/*
 * ARINC 653 Part 1, READ_SAMPLING_MESSAGE: valid if the age is at most the refresh period. The clock
 * is read behind the message, whose time is in the future only if the writer lies: then the
 * difference is at least 2^63, or the time itself is.
 */
static inline void judge(const struct bh_sampling *sampling, struct bh_sample *sample)
{
    const bh_time age = bh_clock_ns() - sample->time;
    sample->valid = age <= sampling->refresh;
    if (__builtin_expect((int32_t)(sample->time >> 32) < 0, 0)) {
        sample->valid = false;
    }
}

static __attribute__((noinline)) bh_status try_again(const struct bh_sampling *sampling,
                                                     void *message, struct bh_sample *sample)
{
    for (uint32_t tries = 1; tries < BH_SAMPLING_TRIES; tries++) {
        if (message != NULL ? try(sampling, message, sample, true)
                            : try(sampling, NULL, sample, false)) {
            judge(sampling, sample);
            return BH_OK;
        }
    }
    *sample = (struct bh_sample){.length = 0};
    return bh_sampling_newest(sampling) == 0 ? BH_NO_MESSAGE : BH_NOT_WHOLE;
}

BH_FAST bh_status bh_sampling_read(const struct bh_sampling *sampling, void *message,
                           struct bh_sample *sample)
{
    if (__builtin_expect(!try(sampling, message, sample, true), 0)) {
        return try_again(sampling, message, sample);
    }
    judge(sampling, sample);
    return BH_OK;
}

BH_FAST bh_status bh_sampling_peek(const struct bh_sampling *sampling, struct bh_sample *sample)
{
    if (__builtin_expect(!try(sampling, NULL, sample, false), 0)) {
        return try_again(sampling, NULL, sample);
    }
    judge(sampling, sample);
    return BH_OK;
}
