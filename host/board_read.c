/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Board files. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config.h"
#include "memory.h"
#include "nearest.h"
#include "share.h"
#include "xml.h"

static bool is_path(const char *name)
{
    const char *end = strrchr(name, '.');

    return strchr(name, '/') || (end && strcmp(end, ".xml") == 0);
}

/* A plain name is a board of the share directory. */
static const char *board_file(const char *name, const char *beside)
{
    return is_path(name) ? path_beside(beside, name) : share_path(text("boards/%s.xml", name));
}

static void read_memories(const xmlNode *root, struct board *board)
{
    size_t i = 0;

    board->memory_count = xml_count(root, "Memory");
    board->memories = allocate(board->memory_count, sizeof board->memories[0]);
    for (xmlNode *node = xml_child(root, "Memory"); node; node = xml_next(node))
        board->memories[i++] = (struct board_memory){
            .place = xml_place(node),
            .start = xml_number(node, "Start", 0),
            .bytes = xml_size(node, "Size", 0),
        };
}

static uint32_t read_line_flags(xmlNode *node)
{
    const char *trigger = xml_text(node, "Trigger");
    const char *polarity = xml_text(node, "Polarity");
    uint32_t flags = 0;

    if (trigger && strcmp(trigger, "level") == 0)
        flags |= BH_LINE_LEVEL;
    if (polarity && strcmp(polarity, "low") == 0)
        flags |= BH_LINE_LOW;
    return flags;
}

static void read_lines(const xmlNode *list, struct board *board)
{
    board->lines = allocate(xml_count(list, "Line"), sizeof board->lines[0]);
    for (xmlNode *node = xml_child(list, "Line"); node; node = xml_next(node)) {
        uint32_t number = xml_number(node, "Number", 0);

        board->lines[board->line_count++] = (struct board_line){
            .place = xml_place(node),
            .number = number,
            .pin = xml_number(node, "Pin", number),
            .flags = read_line_flags(node),
        };
    }
}

static void read_reserved(const xmlNode *root, struct board *board)
{
    board->reserved = allocate(xml_count(root, "Reserved"), sizeof board->reserved[0]);
    for (xmlNode *node = xml_child(root, "Reserved"); node; node = xml_next(node))
        board->reserved[board->reserved_count++] = (struct board_reserved){
            .place = xml_place(node),
            .name = xml_text(node, "Name"),
            .first = xml_number(node, "First", 0),
            .count = xml_number(node, "Count", 0),
            .address = xml_number(node, "Address", 0),
            .bytes = xml_size(node, "Size", 0),
        };
}

const struct board_line *board_line(const struct board *board, uint32_t number)
{
    for (size_t i = 0; i < board->line_count; i++)
        if (board->lines[i].number == number)
            return &board->lines[i];
    return NULL;
}

static uint32_t optional_number(const xmlNode *root, const char *element, const char *attribute,
                                uint32_t otherwise)
{
    xmlNode *node = xml_child(root, element);

    return node ? xml_number(node, attribute, otherwise) : otherwise;
}

static void read_qemu(xmlNode *node, struct board *board)
{
    if (!node)
        return;
    board->qemu_machine = xml_text(node, "Machine");
    board->qemu_cpu = xml_text(node, "Cpu");
    board->qemu_memory = xml_text(node, "Memory");
}

bool board_read(const char *name, const struct place *place, struct board *board)
{
    const char *file = board_file(name, place->file);
    unsigned before = report_faults();

    *board = (struct board){.place = {file, 0}};
    if (access(file, R_OK) != 0) {
        if (is_path(name))
            report_fault(CHECK_board_missing, place,
                         "there is no board file %s; correct the path, which counts from this "
                         "file, or name a board that comes with Bulkhead", file);
        else
            report_fault(CHECK_board_missing, place,
                         "there is no board %s%s (a board file of your own is named by a path that "
                         "ends in .xml)", name,
                         nearest_or_list(name, share_names("boards", ".xml")));
        return false;
    }
    xmlNode *root = xml_open(file, "Board");
    if (!root)
        return false;
    board->place = xml_place(root);
    board->name = xml_text(root, "Name");
    read_memories(root, board);
    board->local_apic = optional_number(root, "LocalApic", "Address", 0);
    board->io_apic = optional_number(root, "IoApic", "Address", 0);
    read_lines(xml_child(root, "Interrupts"), board);
    board->console_port = optional_number(root, "Console", "Port", 0);
    board->console_line = optional_number(root, "Console", "Line", UNRESOLVED);
    board->exit_port = optional_number(root, "Exit", "Port", 0);
    read_reserved(root, board);
    const char *invariant = xml_text(xml_child(root, "Clock"), "Invariant");
    board->clock_trust =
        strcmp(invariant, "declared") == 0 ? BH_CLOCK_DECLARED : BH_CLOCK_CPUID;
    board->entry.offset = xml_time(xml_child(root, "Kernel"), "WindowEntryOffset", 0);
    board->entry.lead = xml_time(xml_child(root, "Kernel"), "WindowEntryLead", 0);
    read_qemu(xml_child(root, "Qemu"), board);
    return report_faults() == before;
}
