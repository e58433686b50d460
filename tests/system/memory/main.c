/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* A partition reaches its own memory and what is mapped for it, in the way it is mapped. */
#include "../test.h"

#define KERNEL_PAGES 1024

static volatile uint32_t traps, vector, error, address;

static void on_trap(struct bh_trap *trap)
{
    traps++;
    vector = trap->vector;
    error = trap->error;
    address = trap->address;
    trap->pc = trap->ebx; /* the caller's way out */
}

static bool reads(uint32_t at)
{
    const uint32_t before = traps;
    __asm__ volatile("movl $1f, %%ebx; movl (%0), %%ecx; 1:" : : "a"(at) : "ebx", "ecx", "memory");
    return traps == before;
}

static bool writes(uint32_t at)
{
    const uint32_t before = traps;
    __asm__ volatile("movl $1f, %%ebx; lock; orl $0, (%0); 1:" : : "a"(at) : "ebx", "memory");
    return traps == before;
}

/* Everything at or above the end of what is mapped, in steps of a page, to a limit. */
static uint32_t readable(uint32_t from, uint32_t to)
{
    uint32_t count = 0;
    for (uint32_t at = from; at < to; at += BH_PAGE_SIZE) {
        count += reads(at);
    }
    return count;
}

int main(void)
{
    static volatile uint32_t own;
    const uint32_t end = bh_descriptor()->memory_end;

    bh_trap_handler_set(on_trap);
    test(writes((uint32_t)&own), "a partition writes its own memory");
    test(reads((uint32_t)main) && !writes((uint32_t)main), "its program is read-only");
    test(vector == 14 && error == 7 && address == (uint32_t)main,
         "a fault tells its vector, error code and address");
    test(!reads(0) && !writes(0), "address 0 is not there");
    test(readable(0, BH_KERNEL_BASE + KERNEL_PAGES * BH_PAGE_SIZE) == 0,
         "nothing of the kernel can be read");
    test(!reads(0xfee00000) && !reads(0xfec00000), "nor the interrupt controllers");
    test(reads(end - 4) && !reads(end) && readable(end, end + 0x100000) == 0,
         "nothing lies behind the partition's memory");
    test(reads(BH_IMAGE_BASE) && !writes(BH_IMAGE_BASE), "its image is read-only");
    test(reads(BH_DESCRIPTOR) && !writes(BH_DESCRIPTOR), "its descriptor is read-only");
    test(reads(BH_INFORMATION) && !writes(BH_INFORMATION), "the information page is read-only");
    test(writes(BH_VCPU) && writes(BH_CONSOLE), "its vCPU and console pages are its own");
    uint32_t beyond = 0;
    for (uint32_t at = 0x90000000; at >= 0x90000000; at += 0x00400000) {
        beyond += reads(at);
    }
    test(beyond == 0, "nothing else is mapped up to 4 GiB");
    return test_end();
}
