/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <libelf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "report.h"

uint64_t segment_end(const struct segment *segment)
{
    return (uint64_t)segment->address + segment->memory_bytes;
}

static int compare_segments(const void *left, const void *right)
{
    const struct segment *a = left, *b = right;

    return a->address < b->address ? -1 : a->address > b->address;
}

/* Take one program header. Answers what is wrong with it, or NULL. */
static const char *take_header(struct program *program, const Elf32_Phdr *header,
                               const uint8_t *file, size_t file_bytes)
{
    if (header->p_type == PT_INTERP || header->p_type == PT_DYNAMIC)
        return "is dynamically linked";
    if (header->p_type != PT_LOAD || header->p_memsz == 0)
        return NULL;
    if (program->segment_count == SEGMENTS_MAX)
        return "has more than 64 segments";
    if (header->p_filesz > header->p_memsz || header->p_offset > file_bytes ||
        header->p_filesz > file_bytes - header->p_offset)
        return "is cut short";
    program->segments[program->segment_count++] = (struct segment){
        .address = header->p_vaddr,
        .memory_bytes = header->p_memsz,
        .file_bytes = header->p_filesz,
        .writable = (header->p_flags & PF_W) != 0,
        .contents = file + header->p_offset,
    };
    return NULL;
}

static const char *take_segments(struct program *program, Elf *elf)
{
    const uint8_t *headers = (const void *)elf32_getphdr(elf);
    size_t count, file_bytes;
    const uint8_t *file = (const uint8_t *)elf_rawfile(elf, &file_bytes);

    if (!file || !headers || elf_getphdrnum(elf, &count) != 0)
        return "has no program headers";
    for (size_t i = 0; i < count; i++) {
        Elf32_Phdr header; /* a copy, for a strange file has them at an odd address */

        memcpy(&header, headers + i * sizeof header, sizeof header);
        const char *problem = take_header(program, &header, file, file_bytes);
        if (problem)
            return problem;
    }
    if (program->segment_count == 0)
        return "has nothing to load";
    qsort(program->segments, program->segment_count, sizeof program->segments[0],
          compare_segments);
    for (size_t i = 1; i < program->segment_count; i++)
        if (segment_end(&program->segments[i - 1]) > program->segments[i].address)
            return "has segments that overlap";
    return NULL;
}

static const char *take_program(struct program *program, Elf *elf)
{
    if (!elf || elf_kind(elf) != ELF_K_ELF)
        return "is no ELF file";
    const Elf32_Ehdr *header = elf32_getehdr(elf);
    if (!header || header->e_machine != EM_386)
        return "is not for the 32-bit x86 (i386)";
    if (header->e_type != ET_EXEC)
        return "is not linked to fixed addresses";
    program->entry = header->e_entry;
    return take_segments(program, elf);
}

void program_read(const char *path, struct program *program)
{
    *program = (struct program){.path = path};
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        program->problem = strerror(errno);
        return;
    }
    if (elf_version(EV_CURRENT) == EV_NONE)
        give_up("libelf is too old");
    /* The contents are used until the end: neither the mapping nor the file is closed. */
    program->problem = take_program(program, elf_begin(file, ELF_C_READ_MMAP, NULL));
    program->state = program->problem ? PROGRAM_INVALID : PROGRAM_READ;
}
