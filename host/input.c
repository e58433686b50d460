/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "input.h"

#include <unistd.h>

#include "console.h"

#define CTRL_A 0x01

void input_open(struct input *input, size_t partition)
{
    *input = (struct input){.open = true, .is_terminal = isatty(STDIN_FILENO)};
    console_choose(input->bytes, partition);
    input->end = 2;
}

bool input_wants(const struct input *input)
{
    return input->open && !input_has(input);
}

bool input_has(const struct input *input)
{
    return input->next < input->end;
}

/* Take the command's own keys out: Ctrl-A x quits, Ctrl-A Ctrl-A is Ctrl-A, and Ctrl-A with any
 * other key is that key. Answers the new length; `quit` when the user asked for it. */
static size_t take_keys(struct input *input, char *keys, size_t count, bool *quit)
{
    size_t length = 0;

    for (size_t i = 0; i < count; i++) {
        if (!input->after_escape && keys[i] == CTRL_A) {
            input->after_escape = true;
            continue;
        }
        if (input->after_escape && (keys[i] == 'x' || keys[i] == 'X'))
            *quit = true;
        input->after_escape = false;
        keys[length++] = keys[i];
    }
    return length;
}

bool input_read(struct input *input, int from)
{
    char keys[sizeof input->bytes / 2];
    ssize_t count = read(from, keys, sizeof keys);
    size_t length = count > 0 ? (size_t)count : 0;
    bool quit = false;

    if (count <= 0)
        input->open = false;
    if (input->is_terminal)
        length = take_keys(input, keys, length, &quit);
    input->next = 0;
    input->end = console_encode(input->bytes, keys, length);
    return !quit;
}

void input_write(struct input *input, int to)
{
    ssize_t count = write(to, input->bytes + input->next, input->end - input->next);

    if (count > 0)
        input->next += (size_t)count;
}
