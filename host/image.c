/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "image.h"

#include <elf.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "memory.h"

#define MULTIBOOT_MAGIC  0x1badb002u
#define MULTIBOOT_SEARCH 8192

/* The headers have a page of their own in front, so that the rest keeps its alignment. */
struct header {
    Elf32_Ehdr elf;
    Elf32_Phdr segments[2];
};
#define HEADER_BYTES BH_PAGE_SIZE

/* Memory up to `end`, of which the file has what is before `cleared`. */
static Elf32_Phdr segment(uint64_t start, uint64_t cleared, uint64_t end, Elf32_Word flags)
{
    return (Elf32_Phdr){
        .p_type = PT_LOAD,
        .p_offset = HEADER_BYTES + (Elf32_Off)(start - BH_KERNEL_BASE),
        .p_vaddr = (Elf32_Addr)start,
        .p_paddr = (Elf32_Addr)start,
        .p_filesz = (Elf32_Word)(cleared - start),
        .p_memsz = (Elf32_Word)(end - start),
        .p_flags = flags,
        .p_align = BH_PAGE_SIZE,
    };
}

/* The kernel's data goes with its code: with a header of its own, damage of that could have it cleared
 * elsewhere, and nobody would notice. */
static struct header make_header(const struct module *module)
{
    const struct layout *layout = &module->layout;
    struct header header = {
        .elf =
            {
                .e_ident = {ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS32, ELFDATA2LSB,
                            EV_CURRENT},
                .e_type = ET_EXEC,
                .e_machine = EM_386,
                .e_version = EV_CURRENT,
                .e_entry = module->kernel.program.entry,
                .e_phoff = sizeof(Elf32_Ehdr),
                .e_ehsize = sizeof(Elf32_Ehdr),
                .e_phentsize = sizeof(Elf32_Phdr),
                .e_phnum = 2,
                .e_shentsize = sizeof(Elf32_Shdr),
            },
        .segments =
            {
                segment(layout->kernel.start, layout->kernel_data.start,
                        span_end(&layout->kernel_data), PF_R | PF_W | PF_X),
                segment(layout->tables.start, layout->image_end, layout->image_end, PF_R),
            },
    };

    return header;
}

static void require_multiboot(const struct module *module, const struct blob *image)
{
    size_t end = MULTIBOOT_SEARCH - HEADER_BYTES;

    for (size_t at = 0; at + 4 <= end && at + 4 <= image->size; at += 4) {
        uint32_t word;

        memcpy(&word, image->bytes + at, sizeof word);
        if (word == MULTIBOOT_MAGIC)
            return;
    }
    give_up("%s has no Multiboot header in its first %zu bytes; put it in front",
            module->kernel.program.path, end);
}

void image_write(const char *path, const struct module *module, const struct blob *image)
{
    struct header header = make_header(module);
    uint8_t *front = allocate(HEADER_BYTES, 1);
    FILE *file = fopen(path, "wb");

    require_multiboot(module, image);
    memcpy(front, &header, sizeof header);
    if (!file || fwrite(front, HEADER_BYTES, 1, file) != 1 ||
        fwrite(image->bytes, image->size, 1, file) != 1 || fclose(file) != 0)
        give_up("cannot write %s: %s", path, strerror(errno));
}
