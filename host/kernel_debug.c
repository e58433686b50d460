/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "kernel_debug.h"

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <fcntl.h>
#include <string.h>

#include "program.h"
#include "share.h"

/* Whether some bytes lie at an address of a program. */
static bool holds(const struct program *program, const struct segment *bytes)
{
    for (size_t i = 0; i < program->segment_count; i++) {
        const struct segment *segment = &program->segments[i];
        uint32_t offset = bytes->address - segment->address;

        if (bytes->address >= segment->address && offset < segment->file_bytes &&
            bytes->file_bytes <= segment->file_bytes - offset)
            return memcmp(segment->contents + offset, bytes->contents, bytes->file_bytes) == 0;
    }
    return false;
}

bool kernel_debug_fits(const char *image)
{
    static struct program kernel, packed;

    program_read(share_path("kernel.elf"), &kernel);
    program_read(image, &packed);
    if (kernel.state != PROGRAM_READ || packed.state != PROGRAM_READ)
        return false;
    for (size_t i = 0; i < kernel.segment_count; i++)
        if (kernel.segments[i].file_bytes && !holds(&packed, &kernel.segments[i]))
            return false;
    return true;
}

/* The kernel's debugging information, or NULL. It stays open. */
static Dwarf *debug_information(void)
{
    static Dwarf *debug;
    static bool tried;

    if (!tried) {
        int file = open(share_path("kernel.elf"), O_RDONLY | O_CLOEXEC);

        debug = file < 0 ? NULL : dwarf_begin(file, DWARF_C_READ);
        tried = true;
    }
    return debug;
}

static bool is_named(Dwarf_Die *die, int tag, const char *name)
{
    const char *found = dwarf_diename(die);

    return dwarf_tag(die) == tag && found && strcmp(found, name) == 0;
}

static bool has_address(Dwarf_Die *die, int tag, uint32_t *address)
{
    Dwarf_Attribute attribute;
    Dwarf_Op *operation;
    size_t length;
    Dwarf_Addr start;

    if (tag == DW_TAG_subprogram) {
        *address = dwarf_lowpc(die, &start) == 0 ? (uint32_t)start : 0;
        return *address;
    }
    if (!dwarf_attr(die, DW_AT_location, &attribute) ||
        dwarf_getlocation(&attribute, &operation, &length) != 0 || length != 1 ||
        operation->atom != DW_OP_addr)
        return false;
    *address = (uint32_t)operation->number;
    return true;
}

/* Find a definition among the outermost ones of all units. */
static bool find(int tag, const char *name, Dwarf_Die *die, uint32_t *address)
{
    Dwarf_CU *unit = NULL;
    Dwarf_Die top;

    if (!debug_information())
        return false;
    while (dwarf_get_units(debug_information(), unit, &unit, NULL, NULL, &top, NULL) == 0) {
        if (dwarf_child(&top, die) != 0)
            continue;
        do
            if (is_named(die, tag, name) && has_address(die, tag, address))
                return true;
        while (dwarf_siblingof(die, die) == 0);
    }
    return false;
}

/* The type of a variable or member, without names and qualifiers. */
static bool type_of(Dwarf_Die *die, Dwarf_Die *type)
{
    Dwarf_Attribute attribute;

    return dwarf_attr_integrate(die, DW_AT_type, &attribute) &&
           dwarf_formref_die(&attribute, type) && dwarf_peel_type(type, type) == 0;
}

static bool take_member(Dwarf_Die *member, struct kernel_place *place)
{
    Dwarf_Attribute attribute;
    Dwarf_Word offset, bytes;
    Dwarf_Die type;

    if (!dwarf_attr(member, DW_AT_data_member_location, &attribute) ||
        dwarf_formudata(&attribute, &offset) != 0 || !type_of(member, &type) ||
        dwarf_aggregate_size(&type, &bytes) != 0)
        return false;
    place->address += (uint32_t)offset;
    place->bytes = (uint32_t)bytes;
    return true;
}

bool kernel_debug_member(const char *variable, const char *member, struct kernel_place *place)
{
    Dwarf_Die die, type, child;

    if (!find(DW_TAG_variable, variable, &die, &place->address) || !type_of(&die, &type) ||
        dwarf_child(&type, &child) != 0)
        return false;
    do
        if (is_named(&child, DW_TAG_member, member))
            return take_member(&child, place);
    while (dwarf_siblingof(&child, &child) == 0);
    return false;
}

bool kernel_debug_function(const char *name, uint32_t *address)
{
    Dwarf_Die die;

    return find(DW_TAG_subprogram, name, &die, address);
}
