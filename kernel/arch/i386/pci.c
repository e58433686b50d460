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
#define PCI_END        0x10000u

/* A function is its bus in bits 8-15, its device in bits 3-7, and its own number. */
static uint32_t pci_select(uint32_t function, uint32_t reg)
{
    outl(PCI_ADDRESS, 0x80000000u | function << 8 | reg);
    return inl(PCI_DATA);
}

/* False: there is none. The status half is written as zeros, which change nothing in it. */
static bool pci_master(uint32_t function, uint32_t master)
{
    if (pci_select(function, 0) == PCI_ABSENT) {
        return false;
    }
    const uint32_t command = pci_select(function, PCI_COMMAND) & 0xffff & ~PCI_MASTER;
    outl(PCI_DATA, command | master);
    return true;
}

bool arch_let_master(uint32_t function)
{
    return pci_master(function, PCI_MASTER);
}

void pci_stop_bus_masters(void)
{
    for (uint32_t first = 0; first < PCI_END; first += PCI_FUNCTIONS) {
        const bool several =
            pci_master(first, 0) && (pci_select(first, PCI_HEADER) & PCI_MULTIPLE) != 0;
        for (uint32_t function = 1; several && function < PCI_FUNCTIONS; function++) {
            pci_master(first + function, 0);
        }
    }
}
