/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Checks of the board, and that the module fits it. */
#include "module.h"
#include "values.h"

/* Below it may lie device memory of partitions, at the same addresses. */
#define CONTROLLER_MIN BH_DEVICE_LIMIT

#define IO_APIC_PINS 24
#define PIC_PINS     16
#define PIC_CASCADE  2

#define MEMORY_LIMIT   (UINT64_C(1) << 32)

static uint64_t memory_end(const struct board_memory *memory)
{
    return memory->start + memory->bytes;
}

void check_board_memory(const struct module *module)
{
    const struct board *board = &module->board;
    bool holds_kernel = board->memory_count == 0; /* no board was read: reported already */

    for (size_t i = 0; i < board->memory_count; i++) {
        const struct board_memory *memory = &board->memories[i];

        if (memory->start % BH_PAGE_SIZE || memory->bytes % BH_PAGE_SIZE || !memory->bytes ||
            memory_end(memory) > MEMORY_LIMIT)
            report_fault(CHECK_board_memory, &memory->place,
                         "Memory is not made of pages of %d bytes below 4 GiB; round Start up and "
                         "Size down", BH_PAGE_SIZE);
        for (size_t j = 0; j < i; j++)
            if (memory->start < memory_end(&board->memories[j]) &&
                board->memories[j].start < memory_end(memory))
                report_fault(CHECK_board_memory, &memory->place,
                             "Memory overlaps that of line %u; separate them",
                             board->memories[j].place.line);
        if (memory->start <= BH_KERNEL_BASE && memory_end(memory) > BH_KERNEL_BASE)
            holds_kernel = true;
    }
    if (!holds_kernel)
        report_fault(CHECK_board_memory, &board->place,
                     "no Memory holds the address 0x%x, where the kernel begins; add it",
                     BH_KERNEL_BASE);
}

static void require_controller(const struct module *module, const char *name, uint32_t address)
{
    if (address % BH_PAGE_SIZE != 0 || address < CONTROLLER_MIN)
        report_fault(CHECK_board_controller, &module->board.place,
                     "%s at 0x%x is not on a page boundary from 0x%x on; correct Address", name,
                     address, CONTROLLER_MIN);
}

void check_board_controller(const struct module *module)
{
    if (module->board.memory_count == 0)
        return; /* no board was read: reported already */
    require_controller(module, "LocalApic", module->board.local_apic);
    if (module->board.io_apic)
        require_controller(module, "IoApic", module->board.io_apic);
}

static void require_pin(const struct board *board, const struct board_line *line)
{
    if (board->io_apic && line->pin >= IO_APIC_PINS)
        report_fault(CHECK_board_line, &line->place,
                     "line %u is at pin %u, and the I/O APIC has pins 0 to %d; correct Pin",
                     line->number, line->pin, IO_APIC_PINS - 1);
    if (!board->io_apic && (line->pin >= PIC_PINS || line->pin == PIC_CASCADE))
        report_fault(CHECK_board_line, &line->place,
                     "line %u is at pin %u; without an IoApic a line is at a pin of the 8259s, 0 "
                     "to %d but for %d", line->number, line->pin, PIC_PINS - 1, PIC_CASCADE);
}

void check_board_line(const struct module *module)
{
    const struct board *board = &module->board;

    for (size_t i = 0; i < board->line_count; i++) {
        const struct board_line *line = &board->lines[i];

        require_pin(board, line);
        for (size_t j = 0; j < i; j++)
            if (board->lines[j].number == line->number || board->lines[j].pin == line->pin)
                report_fault(CHECK_board_line, &line->place,
                             "the number %u or the pin %u is already that of a Line at line %u; "
                             "delete one, or correct Number or Pin", line->number, line->pin,
                             board->lines[j].place.line);
    }
}

void check_ram_exhausted(const struct module *module)
{
    uint64_t bytes = 0;

    if (!module->layout.problem)
        return;
    for (size_t i = 0; i < module->board.memory_count; i++)
        bytes += module->board.memories[i].bytes;
    report_fault(CHECK_ram_exhausted, &module->config.place,
                 "%s has no room in the %s of memory of board %s; make partitions or channels "
                 "smaller, or choose another board", module->layout.problem, size_text(bytes),
                 module->board.name);
}
