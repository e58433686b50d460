/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * No device masters the bus unless the configuration says so: the Bus Master bit of every PCI
 * function is cleared (PCI Local Bus 3.0, 6.2.2; configuration mechanism 1).
 */
#include "../../arch.h"
#include "cpu.h"

#define PCI_ADDRESS    0xcf8
#define PCI_DATA       0xcfc
#define PCI_COMMAND    0x04u
#define PCI_HEADER     0x0cu
#define PCI_ABSENT     0xffffffffu
#define PCI_MASTER     0x4u
#define PCI_MULTIPLE   0x800000u /* header type, bit 7, in the register's byte 2 */
#define PCI_FUNCTIONS  8u
#define PCI_SLOTS      (256u * 32u)

static uint32_t pci_select(uint32_t slot, uint32_t function, uint32_t reg)
{
    const uint32_t address = 0x80000000u | slot << 11 | function << 8 | reg;
    outl(PCI_ADDRESS, address);
    return inl(PCI_DATA);
}

bool arch_let_master(uint32_t function)
{
    const uint32_t slot = function >> 3;
    if (pci_select(slot, function & 7, 0) == PCI_ABSENT) {
        return false;
    }
    const uint32_t command = pci_select(slot, function & 7, PCI_COMMAND) & 0xffff;
    outl(PCI_DATA, command | PCI_MASTER);
    return true;
}

static bool pci_stop(uint32_t slot, uint32_t function)
{
    if (pci_select(slot, function, 0) == PCI_ABSENT) {
        return false;
    }
    /* The status half is written as zeros, which change nothing in it. */
    const uint32_t command = pci_select(slot, function, PCI_COMMAND) & 0xffff;
    if ((command & PCI_MASTER) != 0) {
        outl(PCI_DATA, command & ~PCI_MASTER);
    }
    return true;
}

void pci_stop_bus_masters(void)
{
    for (uint32_t slot = 0; slot < PCI_SLOTS; slot++) {
        if (!pci_stop(slot, 0)) {
            continue;
        }
        if ((pci_select(slot, 0, PCI_HEADER) & PCI_MULTIPLE) != 0) {
            for (uint32_t function = 1; function < PCI_FUNCTIONS; function++) {
                pci_stop(slot, function);
            }
        }
    }
}
