/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Stands in for libFuzzer where there is none: runs the files that it is given, and random changes
 * of each if CHANGES in the environment says how many.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROOM 4096 /* that an input can grow by */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint64_t state;

static uint64_t below(uint64_t limit)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return limit ? (state >> 33) % limit : 0;
}

/* One of: a bit, a byte at a bound, a word near its old value, a cut, a doubled piece. */
static size_t change(uint8_t *data, size_t size)
{
    size_t at = (size_t)below(size), length = (size_t)below(size - at < 64 ? size - at : 64);

    if (!size)
        return 0;
    switch (below(8)) {
    case 0:
        memmove(data + at, data + at + length, size - at - length);
        return size - length;
    case 1:
        memmove(data + at + length, data + at, size - at);
        return size + length;
    case 2:
    case 3:
        data[at] = (uint8_t[]){0, 0xff, 0x7f, 0x80, '9', '-'}[below(6)];
        return size;
    case 4:
        data[at] = (uint8_t)(data[at] + below(9) - 4);
        return size;
    default:
        data[at] ^= (uint8_t)(1u << below(8));
        return size;
    }
}

static void run(const uint8_t *data, size_t size)
{
    uint8_t *exact = malloc(size ? size : 1); /* a byte too far is seen */

    memcpy(exact, data, size);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
}

static size_t read_file(const char *path, uint8_t **data)
{
    FILE *file = fopen(path, "rb");
    long size;

    if (!file || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0) {
        fprintf(stderr, "cannot read %s\n", path);
        exit(2);
    }
    rewind(file);
    *data = malloc((size_t)size + ROOM);
    size = (long)fread(*data, 1, (size_t)size, file);
    fclose(file);
    return (size_t)size;
}

int main(int argc, char **argv)
{
    const char *wish = getenv("CHANGES");
    long changes = wish ? strtol(wish, NULL, 10) : 0;
    unsigned long runs = 0;

    for (int i = 1; i < argc; i++) {
        uint8_t *whole, *data;
        size_t size = read_file(argv[i], &whole);

        fprintf(stderr, "%s\n", argv[i]); /* the last one is it */
        state = size;
        run(whole, size);
        data = malloc(size + ROOM);
        for (long n = 0; n < changes; n++) {
            size_t length = size;

            memcpy(data, whole, size);
            for (uint64_t some = 1 + below(4); some; some--)
                length = change(data, length);
            fprintf(stderr, "%s, change %ld\n", argv[i], n);
            run(data, length);
        }
        runs += 1 + (unsigned long)changes;
        free(data);
        free(whole);
    }
    printf("%lu\n", runs);
    return 0;
}
