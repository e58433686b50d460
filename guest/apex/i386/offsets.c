/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Compiled to assembly only: each line that says "offset" becomes a #define for switch.S. */
#include "runtime.h"

#define OFFSET(name, value) __asm__("\n#offset " #name " %c0" : : "i"(value))

void offsets(void);
void offsets(void)
{
    OFFSET(PROCESS_SP, offsetof(struct apex_process, sp));
    OFFSET(PROCESS_FPU, offsetof(struct apex_process, fpu));
    OFFSET(PROCESS_FLOOR, offsetof(struct apex_process, stack_floor));
    OFFSET(PROCESS_ROOM, offsetof(struct apex_process, stack_room));
}
