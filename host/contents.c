/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "contents.h"

#include <string.h>

#include "memory.h"
#include "stacks.h"
#include "units.h"

static size_t page_of(uint64_t address)
{
    return (size_t)((address - BH_MEMORY_BASE) / BH_PAGE_SIZE);
}

/* A page is constant when a read-only segment touches it and no writable one does. */
static void plan_pages(const struct program *program, struct contents *contents)
{
    for (int writable = 0; writable <= 1; writable++) {
        for (size_t i = 0; i < program->segment_count; i++) {
            const struct segment *segment = &program->segments[i];

            if (segment->writable != (bool)writable)
                continue;
            for (size_t p = page_of(segment->address); p <= page_of(segment_end(segment) - 1); p++)
                contents->constant[p] = !writable;
        }
    }
    for (size_t p = 0; p < contents->pages; p++)
        contents->constant_pages += contents->constant[p];
}

static void plan_memories(struct contents *contents)
{
    struct bh_memory *memory = NULL;

    /* Each run of constant pages has a run of RAM at most on either side. */
    contents->memories = allocate(SEGMENTS_MAX + 2, sizeof contents->memories[0]);
    for (size_t p = 0; p < contents->pages; p++) {
        if (contents->constant[p]) {
            memory = NULL;
            continue;
        }
        if (!memory) {
            memory = &contents->memories[contents->memory_count++];
            memory->start = (bh_word)(BH_MEMORY_BASE + p * BH_PAGE_SIZE);
        }
        memory->bytes += BH_PAGE_SIZE;
    }
}

/* Where the run of RAM pages, or of constant ones, ends that `address` lies in. */
static uint64_t run_end(const struct contents *contents, uint64_t address, uint64_t limit)
{
    size_t p = page_of(address);
    bool constant = contents->constant[p];

    while (p < contents->pages && contents->constant[p] == constant)
        p++;
    uint64_t end = BH_MEMORY_BASE + (uint64_t)p * BH_PAGE_SIZE;
    return end < limit ? end : limit;
}

/* Give each stretch of file contents in RAM its load and its place in the image. */
static void plan_loads(const struct program *program, struct contents *contents)
{
    uint64_t place = contents->constants + (uint64_t)contents->constant_pages * BH_PAGE_SIZE;

    /* A segment is cut by the constant pages of others at its two ends at most. */
    contents->loads = allocate(3 * SEGMENTS_MAX, sizeof contents->loads[0]);
    for (size_t i = 0; i < program->segment_count; i++) {
        const struct segment *segment = &program->segments[i];
        uint64_t limit = (uint64_t)segment->address + segment->file_bytes;
        uint64_t next;

        for (uint64_t at = segment->address; at < limit; at = next) {
            next = run_end(contents, at, limit);
            if (contents->constant[page_of(at)])
                continue;
            contents->loads[contents->load_count++] = (struct bh_load){
                .target = (bh_word)at,
                .origin = (bh_word)(BH_IMAGE_BASE + place),
                .bytes = (bh_word)(next - at),
            };
            place = round_up(place + (next - at), 16);
        }
    }
    contents->image_bytes = round_up(place, BH_PAGE_SIZE);
}

uint64_t retained_address(const struct config_partition *partition)
{
    return BH_MEMORY_BASE + partition->memory +
           partition->stack_count * stack_stride(partition) + BH_PAGE_SIZE;
}

static void plan_retained(const struct config_partition *partition, struct contents *contents)
{
    contents->retained = partition->retained;
    if (partition->retained)
        contents->memories[contents->memory_count++] = (struct bh_memory){
            .start = (bh_word)retained_address(partition),
            .bytes = (bh_word)partition->retained,
            .flags = BH_MEMORY_RETAINED,
        };
}

void contents_plan(const struct program *program, const struct config_partition *partition,
                   size_t start, struct contents *contents)
{
    const struct segment *last = &program->segments[program->segment_count - 1];

    *contents = (struct contents){
        .pages = (size_t)(partition->memory / BH_PAGE_SIZE),
        .constants = (uint32_t)round_up(start, BH_PAGE_SIZE),
        .program_end = (uint32_t)round_up(segment_end(last), BH_PAGE_SIZE),
    };
    contents->constant = allocate(contents->pages, sizeof contents->constant[0]);
    plan_pages(program, contents);
    plan_memories(contents);
    plan_retained(partition, contents);
    plan_loads(program, contents);
}

/* Copy what the file has for [from, to), which lies in one run of pages. */
static void write_piece(const struct program *program, uint64_t from, uint64_t to, uint8_t *target)
{
    for (size_t i = 0; i < program->segment_count; i++) {
        const struct segment *segment = &program->segments[i];
        uint64_t limit = (uint64_t)segment->address + segment->file_bytes;
        uint64_t first = from > segment->address ? from : segment->address;
        uint64_t last = to < limit ? to : limit;

        if (first < last)
            memcpy(target + (first - from), segment->contents + (first - segment->address),
                   last - first);
    }
}

void contents_write(const struct program *program, const struct contents *contents,
                    const struct blob *start, uint8_t *image)
{
    uint8_t *page = image + contents->constants;

    memcpy(image, start->bytes, start->size);
    for (size_t p = 0; p < contents->pages; p++) {
        if (!contents->constant[p])
            continue;
        uint64_t address = BH_MEMORY_BASE + (uint64_t)p * BH_PAGE_SIZE;
        write_piece(program, address, address + BH_PAGE_SIZE, page);
        page += BH_PAGE_SIZE;
    }
    for (size_t i = 0; i < contents->load_count; i++) {
        const struct bh_load *load = &contents->loads[i];
        write_piece(program, load->target, (uint64_t)load->target + load->bytes,
                    image + (load->origin - BH_IMAGE_BASE));
    }
}
