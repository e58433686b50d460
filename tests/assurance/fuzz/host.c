/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "host.h"

#include <libelf.h>
#include <libxml/xmlschemas.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "analysis_print.h"
#include "channels.h"
#include "document.h"
#include "image.h"
#include "share.h"

/* The linker sends the command's calls here (--wrap). */
_Noreturn void __wrap_exit(int status);
_Noreturn void __real_exit(int status);
unsigned __wrap_report_faults(void);
unsigned __real_report_faults(void);
void __wrap_program_read(const char *path, struct program *program);
void __real_program_read(const char *path, struct program *program);

const char *const host_no_folders[] = {NULL};

char *__wrap_elf_rawfile(Elf *elf, size_t *size);
char *__real_elf_rawfile(Elf *elf, size_t *size);
void *__wrap_mmap(void *address, size_t size, int protection, int flags, int file, off_t offset);
void *__real_mmap(void *address, size_t size, int protection, int flags, int file, off_t offset);
xmlSchema *__wrap_xmlSchemaParse(xmlSchemaParserCtxt *parser);
xmlSchema *__real_xmlSchemaParse(xmlSchemaParserCtxt *parser);

static jmp_buf given_up;
static bool trying;
static unsigned faults_before;

void __wrap_exit(int status)
{
    if (!trying)
        __real_exit(status);
    if (status != EXIT_TROUBLE)
        abort(); /* an end that no input may cause */
    longjmp(given_up, 1);
}

unsigned __wrap_report_faults(void)
{
    return __real_report_faults() - faults_before;
}

/* Partitions whose program is nowhere have one that the build left. */
void __wrap_program_read(const char *path, struct program *program)
{
    const char *standing_in = getenv("FUZZ_PROGRAM");

    __real_program_read(path, program);
    if (program->state == PROGRAM_MISSING && standing_in)
        __real_program_read(standing_in, program);
}

/* Files are in memory of exactly their size, not in pages: a byte too far is seen. */
char *__wrap_elf_rawfile(Elf *elf, size_t *size)
{
    const char *file = __real_elf_rawfile(elf, size);
    char *copy = file ? malloc(*size) : NULL;

    return copy ? memcpy(copy, file, *size) : NULL;
}

void *__wrap_mmap(void *address, size_t size, int protection, int flags, int file, off_t offset)
{
    void *copy = malloc(size);

    if (address || protection != PROT_READ || flags != MAP_PRIVATE || offset || !copy ||
        pread(file, copy, size, 0) < 0)
        abort(); /* the command maps no other way */
    return copy;
}

/* Once: it is the same file, and takes most of the time. */
xmlSchema *__wrap_xmlSchemaParse(xmlSchemaParserCtxt *parser)
{
    static xmlSchema *schema;

    if (!schema)
        schema = __real_xmlSchemaParse(parser);
    return schema;
}

void host_try(const uint8_t *data, size_t size, void (*work)(const char *path))
{
    static char path[32];
    int file = memfd_create("input", 0); /* the first free one: all after it are the input's */

    if (file < 0 || (size && write(file, data, size) != (ssize_t)size))
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    reports_keep();
    faults_before = __real_report_faults();
    trying = true;
    if (setjmp(given_up) == 0)
        work(path);
    trying = false;
    close_range((unsigned)file, ~0u, 0);
}

struct module *host_module(void)
{
    static struct module module;

    if (!module.config.name) {
        const char *file = getenv("FUZZ_MODULE");

        reports_keep();
        if (!file || !module_read(file, host_no_folders, &module))
            abort(); /* the caller names one */
    }
    return &module;
}

void host_use(struct module *module)
{
    if (!module_plan(module))
        return;
    struct blob image = module_build(module);
    struct analysis analysis = analyse(module);

    image_write("/dev/null", module, &image);
    analysis_json(module, &analysis);
    analysis_print(module, &analysis);
    document_module(module, &image);
    document_memory(module);
    free(image.bytes);
}
