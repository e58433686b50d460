/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The kernel's own files, as its build left them in the share directory. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "memory.h"
#include "module.h"
#include "share.h"

/** Room for the start-up code; far more than it takes. */
#define START_MAX 65536

static void read_start(const char *path, struct blob *start)
{
    FILE *file = fopen(path, "rb");

    if (!file)
        give_up("cannot read %s: %s; build the guest's start-up code", path, strerror(errno));
    start->bytes = allocate(START_MAX + 1, 1);
    start->size = fread(start->bytes, 1, START_MAX + 1, file);
    if (ferror(file) || start->size == 0 || start->size > START_MAX)
        give_up("%s is no start-up code of 1 to %d bytes; build it again", path, START_MAX);
    fclose(file);
}

/* Text and constants first, then memory without contents; all on page boundaries, no holes. */
static void take_spans(struct kernel *kernel)
{
    const struct program *program = &kernel->program;
    uint64_t cursor = BH_KERNEL_BASE;

    for (size_t i = 0; i < program->segment_count; i++) {
        const struct segment *segment = &program->segments[i];
        struct span *span = segment->writable ? &kernel->data : &kernel->constant;

        if (segment->address != cursor)
            give_up("%s has a segment at 0x%x, expected at 0x%llx; mend its linker script",
                    program->path, segment->address, (unsigned long long)cursor);
        if (segment->writable ? segment->file_bytes != 0 : kernel->data.bytes != 0)
            give_up("%s has initialised data, or constants behind its data; the kernel has none",
                    program->path);
        if (!span->bytes)
            span->start = cursor;
        cursor = round_up(segment_end(segment), BH_PAGE_SIZE);
        span->bytes = cursor - span->start;
    }
    if (!kernel->constant.bytes)
        give_up("%s has no code", program->path);
}

void kernel_read(struct kernel *kernel)
{
    const char *path = share_path("kernel.elf");

    program_read(path, &kernel->program);
    if (kernel->program.state != PROGRAM_READ)
        give_up("cannot use the kernel %s: %s", path, kernel->program.problem);
    take_spans(kernel);
    read_start(share_path("start.bin"), &kernel->start);
}
