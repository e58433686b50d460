/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * From standard input to the console of one partition.
 */
#ifndef HOST_INPUT_H
#define HOST_INPUT_H

#include <stdbool.h>
#include <stddef.h>

struct input {
    bool open;         /**< standard input has not ended */
    bool is_terminal;  /**< then Ctrl-A is the command's own */
    bool after_escape; /**< Ctrl-A was the last key */
    size_t next, end;  /**< what of `bytes` is to be sent */
    char bytes[8192];
};

/** Begin: the first thing to send chooses the partition. */
void input_open(struct input *input, size_t partition);

/** Whether there is room for more from standard input. */
bool input_wants(const struct input *input);

/** Whether there is something to send. */
bool input_has(const struct input *input);

/** Read once; false if the user asked to quit (Ctrl-A x). */
bool input_read(struct input *input, int from);

/** Send once. */
void input_write(struct input *input, int to);

#endif
