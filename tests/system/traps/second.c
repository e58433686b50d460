/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Traps again before the first trap was taken up: the handler of the layer is not reached. */
#include "../test.h"

int main(void)
{
    extern const char fault_again[];
    __asm__ volatile("jmp 1f\n"
                     "\t.globl fault_again\n"
                     "fault_again:\n\t"
                     "ud2\n"
                     "1:");
    bh_trap_entry_set((bh_word)fault_again);
    bh_print("traps twice\n");
    __asm__ volatile("int $3");
    bh_print("goes on\n");
    return 0;
}
