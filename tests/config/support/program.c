/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* A partition's program with code, constants, data and cleared data, in more than a page each. It
 * is packed and looked at, never run. */
const int constants[1500] = {1, 2, 3, [1499] = 4};
int data[2100] = {5, 6, 7, [2099] = 8};
int cleared[5000];

void _start(void);
void _start(void)
{
    for (;;)
        data[0] += constants[1499] + cleared[4999];
}
