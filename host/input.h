/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What waits to be sent to the console, of which one partition at a time gets the input.
 */
#ifndef HOST_INPUT_H
#define HOST_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Nobody gets the input. */
#define NOT_ATTACHED SIZE_MAX

/** How many keys are taken at once. Each becomes at most two bytes. */
#define INPUT_MAX 2048

struct input {
    size_t partition; /**< that gets it, or NOT_ATTACHED */
    size_t next, end; /**< what of `bytes` is to be sent */
    char bytes[2 * INPUT_MAX + 2]; /**< with the first choice */
};

/** Give what follows to a partition, or to nobody. */
void input_attach(struct input *input, size_t partition);

/** Whether there is something to send; then there may be no room for more. */
bool input_has(const struct input *input);

/** Add a byte for the partition. */
void input_add(struct input *input, char byte);

/** Send once. */
void input_send(struct input *input, int to);

#endif
