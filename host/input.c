/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "input.h"

#include <unistd.h>

#include "console.h"

void input_attach(struct input *input, size_t partition)
{
    input->partition = partition;
    if (partition == NOT_ATTACHED)
        return;
    console_choose(input->bytes + input->end, partition);
    input->end += 2;
}

bool input_has(const struct input *input)
{
    return input->next < input->end;
}

void input_add(struct input *input, char byte)
{
    if (input->partition != NOT_ATTACHED)
        input->end += console_encode(input->bytes + input->end, &byte, 1);
}

void input_send(struct input *input, int to)
{
    ssize_t count = write(to, input->bytes + input->next, input->end - input->next);

    if (count > 0)
        input->next += (size_t)count;
    if (!input_has(input))
        input->next = input->end = 0;
}
