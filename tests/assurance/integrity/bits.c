/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Flips bits of a module's image, one at a time, and lets the kernel's own kernel/verify.c look at it,
 * on this computer at the addresses that it has there. Nothing else of the kernel is here: damage of
 * code that runs before the verification is for experiments on the emulated machine (flips).
 *
 * bits IMAGE BULK STRUCTURE: every so-manieth bit of bulk (kernel, page tables, images, rights) and of
 * structure (tables, descriptors).
 * Prints a line for each range: KIND BITS REFUSED NAMED, and each bit that was not refused: its place
 * in the file.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arch.h"
#include "console.h"
#include "verify.h"

#define BASE   0x100000u          /* of the kernel, and of RAM */
#define RAM    0x7f00000u         /* bytes */
#define MAPPED (RAM + 0x1000000u) /* the tables' length is checked against less than the difference */
#define HEADER 4096u              /* of the file */

/* What the kernel says of what it refuses. */
static char said[256];
static jmp_buf refused;

void console_write(const char *text)
{
    strncat(said, text, sizeof said - 1 - strlen(said));
}

void arch_exit(uint32_t code)
{
    longjmp(refused, (int)code);
}

bool arch_is_ram(uint64_t start, uint64_t bytes)
{
    return start >= BASE && start <= BASE + RAM && bytes <= BASE + RAM - start;
}

void arch_console_init(const struct bh_board *board)
{
}

bool arch_boot_begin(uint32_t loader_magic, uintptr_t loader_information)
{
    return true;
}

const char *arch_missing(const struct bh_board *board)
{
    return NULL;
}

static const struct bh_tables *tables;

static bool is_refused(void)
{
    said[0] = '\0';
    if (setjmp(refused) != 0) {
        return true;
    }
    (void)verify_all(tables, 0, 0);
    return false;
}

static size_t load(const char *path)
{
    struct stat status;
    const int file = open(path, O_RDONLY);
    void *memory = mmap((void *)(uintptr_t)BASE, MAPPED, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE | MAP_NORESERVE, -1, 0);

    if (file < 0 || fstat(file, &status) != 0 || memory != (void *)(uintptr_t)BASE ||
        pread(file, memory, (size_t)status.st_size - HEADER, HEADER) !=
            status.st_size - (off_t)HEADER) {
        perror(path);
        exit(2);
    }
    close(file);
    return (size_t)status.st_size - HEADER;
}

static const struct bh_range *ranges(void)
{
    return (const struct bh_range *)((uintptr_t)tables + tables->ranges.offset);
}

/* The tables lie where the kernel ends. */
static void find_tables(size_t bytes)
{
    for (uintptr_t at = BASE; at < BASE + bytes; at += BH_PAGE_SIZE) {
        tables = (const struct bh_tables *)at;
        if (tables->magic == BH_TABLES_MAGIC) {
            return;
        }
    }
    fputs("no tables in the image\n", stderr);
    exit(2);
}

static void flip(const struct bh_range *range, size_t step)
{
    const struct bh_range kept = *range; /* it may be part of what is flipped */
    unsigned long count = 0, caught = 0, named = 0;

    for (uint64_t bit = 0; bit < kept.bytes * 8; bit += step, count++) {
        uint8_t *byte = (uint8_t *)(uintptr_t)(kept.start + bit / 8);

        *byte ^= (uint8_t)(1u << bit % 8);
        if (is_refused()) {
            caught++;
            named += strstr(said, kept.text) != NULL;
        } else {
            printf("- %llu\n", (unsigned long long)((kept.start - BASE + HEADER) * 8 + bit));
        }
        *byte ^= (uint8_t)(1u << bit % 8);
    }
    printf("%s: %lu %lu %lu\n", kept.text, count, caught, named);
}

int main(int argc, char **argv)
{
    const size_t bulk = argc == 4 ? strtoul(argv[2], NULL, 10) : 0;
    const size_t structure = argc == 4 ? strtoul(argv[3], NULL, 10) : 0;

    if (bulk == 0 || structure == 0) {
        fputs("bits IMAGE BULK STRUCTURE\n", stderr);
        return 2;
    }
    find_tables(load(argv[1]));
    if (is_refused()) {
        fprintf(stderr, "the image is refused undamaged: %s", said);
        return 2;
    }
    for (uint32_t i = 0; i < tables->ranges.count; i++) {
        switch (ranges()[i].kind) {
        case BH_RANGE_KERNEL:
        case BH_RANGE_PAGE_TABLES:
        case BH_RANGE_IMAGE:
        case BH_RANGE_PORTS:
            flip(&ranges()[i], bulk);
            break;
        case BH_RANGE_TABLES:
        case BH_RANGE_DESCRIPTOR:
            flip(&ranges()[i], structure);
            break;
        default:
            break; /* not in the file */
        }
    }
    return 0;
}
