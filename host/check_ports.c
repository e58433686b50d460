/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Checks of I/O ports. */
#include "memory.h"
#include "module.h"

#define PORTS_END 0x10000u

/* What the console and the exit device occupy. */
#define UART_PORTS 8
#define EXIT_PORTS 4

struct machine_ports {
    uint32_t first;
    uint32_t count;
    const char *what;
};

/* A PC's ports that give whoever has them the whole machine. */
static const struct machine_ports machine[] = {
    {0x00, 0x20, "ISA DMA"},
    {0x20, 2, "the interrupt controllers (8259)"},
    {0x22, 2, "the interrupt mode and chipset configuration"},
    {0x2e, 2, "the Super I/O configuration"},
    {0x40, 4, "the interval timer (8254)"},
    {0x4e, 2, "the Super I/O configuration"},
    {0x60, 1, "the keyboard controller (reset, A20)"},
    {0x61, 1, "the system control (timer gate, NMI)"},
    {0x62, 1, "the embedded controller"},
    {0x64, 1, "the keyboard controller (reset, A20)"},
    {0x66, 1, "the embedded controller"},
    {0x70, 8, "CMOS and NMI"},
    {0x80, 0x10, "the ISA DMA pages"},
    {0x92, 1, "the system control (reset, A20)"},
    {0xa0, 2, "the interrupt controllers (8259)"},
    {0xb2, 2, "system management (SMI)"},
    {0xc0, 0x20, "ISA DMA"},
    {0x4d0, 2, "the interrupt controllers' triggers (ELCR)"},
    {0x510, 12, "the firmware configuration of QEMU"},
    {0xcf8, 8, "the PCI configuration and reset"},
};

static uint64_t ports_end(const struct config_ports *ports)
{
    return (uint64_t)ports->first + ports->count;
}

void check_port_range(const struct module *module)
{
    for (size_t i = 0; i < module->config.ports_count; i++) {
        const struct config_ports *ports = &module->config.ports[i];

        if (ports->count == 0 || ports_end(ports) > PORTS_END)
            report_fault(CHECK_port_range, &ports->place,
                         "%u ports from 0x%x on are no range of the ports 0 to 0x%x; correct First "
                         "or Count", ports->count, ports->first, PORTS_END - 1);
    }
}

void check_port_granted_twice(const struct module *module)
{
    const struct config_ports *list = module->config.ports;

    for (size_t i = 0; i < module->config.ports_count; i++)
        for (size_t j = 0; j < i; j++)
            if (list[i].first < ports_end(&list[j]) && list[j].first < ports_end(&list[i]))
                report_fault(CHECK_port_granted_twice, &list[i].place,
                             "port 0x%x belongs to device %s of %s at line %u; separate the ranges",
                             list[i].first > list[j].first ? list[i].first : list[j].first,
                             list[j].device->name,
                             module->config.partitions[list[j].device->partition].name,
                             list[j].place.line);
}

static void refuse(const struct config_ports *ports, const struct machine_ports *range)
{
    if (ports->first < (uint64_t)range->first + range->count && range->first < ports_end(ports))
        report_fault(CHECK_machine_port, &ports->place,
                     "device %s has the port 0x%x of %s, which is nobody's; take it out of Ports",
                     ports->device->name, ports->first > range->first ? ports->first : range->first,
                     range->what);
}

static void refuse_board(const struct config_ports *ports, const struct board *board)
{
    const struct machine_ports console = {
        board->console_port, board->console_port ? UART_PORTS : 0, "the kernel's console"};
    const struct machine_ports end = {
        board->exit_port, board->exit_port ? EXIT_PORTS : 0, "the emulator's exit"};

    refuse(ports, &console);
    refuse(ports, &end);
    for (size_t i = 0; i < board->reserved_count; i++) {
        const struct board_reserved *reserved = &board->reserved[i];
        const struct machine_ports range = {reserved->first, reserved->count, reserved->name};

        if (reserved->count)
            refuse(ports, &range);
    }
}

void check_machine_port(const struct module *module)
{
    for (size_t i = 0; i < module->config.ports_count; i++) {
        const struct config_ports *ports = &module->config.ports[i];

        for (size_t m = 0; m < sizeof machine / sizeof machine[0]; m++)
            refuse(ports, &machine[m]);
        refuse_board(ports, &module->board);
    }
}
