/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * A plugin for QEMU (its docs/devel/tcg-plugins.rst) that counts how often places are reached,
 * outside of the machine: nothing that a partition does reaches the counts. It costs the machine no
 * instruction. It also counts the instructions between a door of the kernel and the way out: the ways
 * through the kernel. Arguments:
 *
 *   places=FILE   one place a line: its address in hexadecimal, and what it is besides: `door`, where
 *                 a way begins unless one has; `part`, from which on it is this place's instead of the
 *                 door's; `leave`, where it ends; `hold`, where it ends if it was
 *                 a switch of windows and waits for the planned entry from there on
 *   counts=FILE   becomes an array of 64-bit numbers, valid at any time, however QEMU ends: how often
 *                 each place was reached, the count of mended IRETs, then for each place the longest
 *                 way that began there and left, and for each the longest that came to be held
 *
 * It also mends a defect of QEMU's: an IRET of ring 3 whose popped flags have VM enters virtual-8086
 * mode, where a processor ignores the bit (docs/design.md). The bit is cleared in the machine's memory
 * while the flags are read. Where that cannot be, because only reading them shows where they lie, QEMU
 * ends before it goes wrong, with DEFECT_STATUS.
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bulkhead/layout.h>

/* What is used here of QEMU's interface, which its header would declare. */
typedef uint64_t qemu_plugin_id_t;
typedef uint32_t qemu_plugin_meminfo_t;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
struct qemu_plugin_hwaddr;
struct qemu_info_t;
enum { QEMU_PLUGIN_INLINE_ADD_U64 };
enum { QEMU_PLUGIN_CB_NO_REGS };
enum { QEMU_PLUGIN_MEM_R = 1 };
typedef void qemu_plugin_vcpu_tb_trans_cb_t(qemu_plugin_id_t id, struct qemu_plugin_tb *block);
typedef void qemu_plugin_vcpu_udata_cb_t(unsigned vcpu, void *data);
typedef void qemu_plugin_vcpu_mem_cb_t(unsigned vcpu, qemu_plugin_meminfo_t info, uint64_t address,
                                       void *data);
void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t id,
                                           qemu_plugin_vcpu_tb_trans_cb_t *callback);
void qemu_plugin_register_vcpu_insn_exec_inline(struct qemu_plugin_insn *instruction, int operation,
                                                void *count, uint64_t number);
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *instruction,
                                            qemu_plugin_vcpu_udata_cb_t *callback, int flags,
                                            void *data);
void qemu_plugin_register_vcpu_mem_cb(struct qemu_plugin_insn *instruction,
                                      qemu_plugin_vcpu_mem_cb_t *callback, int flags, int access,
                                      void *data);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *block, size_t index);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *instruction);
const void *qemu_plugin_insn_data(const struct qemu_plugin_insn *instruction);
size_t qemu_plugin_insn_size(const struct qemu_plugin_insn *instruction);
struct qemu_plugin_hwaddr *qemu_plugin_get_hwaddr(qemu_plugin_meminfo_t info, uint64_t address);
bool qemu_plugin_hwaddr_is_io(const struct qemu_plugin_hwaddr *address);
uint64_t qemu_plugin_hwaddr_phys_addr(const struct qemu_plugin_hwaddr *address);
int qemu_plugin_install(qemu_plugin_id_t id, const struct qemu_info_t *info, int count,
                        char **arguments);
int qemu_plugin_version = 1;

#define PLACES_MAX 512
#define LEAVING    2u /* instructions of the way out: POPA, IRET */
#define IRET       0xcf
#define OPERAND_16 0x66

/* VM in the flags: the byte, and the bit in it. */
#define FLAGS_VM_BYTE 2u
#define FLAGS_VM      0x02u

/* QEMU's exit status where its defect could not be mended. boots.py has it too. */
#define DEFECT_STATUS 97

enum role { COUNTED, DOOR, PART, LEAVE, HOLD };

static uint64_t place[PLACES_MAX];
static enum role role[PLACES_MAX];
static size_t places;
static uint64_t *counts, *left, *held;
static uint8_t *ram;
static uint64_t ram_size;

/* The IRET that is being executed: how many words it has read, the byte of its flags that has VM, and
 * whether that was set. */
static struct {
    unsigned reads;
    uint8_t *byte;
    bool mended;
} iret;

/* The kernel's instructions so far, and the way that is being gone. */
static uint64_t executed;
static struct {
    bool open;
    size_t door;
    uint64_t begin;
} way;

/* The machine's memory is the largest of QEMU's open files of one page and more. */
static void find_ram(void)
{
    for (int file = 0; file < 64; file++) {
        struct stat status;
        if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) &&
            (uint64_t)status.st_size > ram_size && (status.st_size & 0xfffff) == 0) {
            void *map = mmap(NULL, (size_t)status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
            if (map != MAP_FAILED) {
                ram = map;
                ram_size = (uint64_t)status.st_size;
            }
        }
    }
}

/* What interrupts the kernel on its way, or when its first instruction is still to come, is of that way. */
static void on_door(unsigned vcpu, void *data)
{
    (void)vcpu;
    if (!way.open) {
        way.open = true;
        way.door = (size_t)((uint64_t *)data - counts);
        way.begin = executed;
    }
}

static void on_part(unsigned vcpu, void *data)
{
    (void)vcpu;
    way.door = (size_t)((uint64_t *)data - counts);
}

/* `data`: the numbers that this end of a way is for. */
static void on_end(unsigned vcpu, void *data)
{
    uint64_t *longest = (uint64_t *)data + way.door;
    const uint64_t taken = executed - way.begin + LEAVING;

    (void)vcpu;
    if (way.open && taken > *longest)
        *longest = taken;
    way.open = false;
}

static void on_iret(unsigned vcpu, void *data)
{
    (void)vcpu;
    (void)data;
    iret.reads = 0;
    iret.byte = NULL;
}

/* In the machine's memory, of an address in a page that was just read; NULL: it is a device's. */
static uint8_t *place_of(qemu_plugin_meminfo_t info, uint64_t address)
{
    const struct qemu_plugin_hwaddr *physical = qemu_plugin_get_hwaddr(info, address);

    if (!ram)
        find_ram();
    if (!physical || qemu_plugin_hwaddr_is_io(physical) ||
        qemu_plugin_hwaddr_phys_addr(physical) >= ram_size)
        return NULL;
    return ram + qemu_plugin_hwaddr_phys_addr(physical);
}

/* It reads the instruction pointer, the code segment, and the flags. VM is cleared as soon as it is
 * known to lie in a page that has been read, and set again behind: a stack may be anywhere, and QEMU
 * lets this instruction read even the kernel's pages. Where it comes to light with the flags
 * themselves, that is too late. */
static void on_iret_read(unsigned vcpu, qemu_plugin_meminfo_t info, uint64_t address, void *data)
{
    const unsigned read = iret.reads++;
    const uint64_t flags = address + (2 - read) * 4 + FLAGS_VM_BYTE;

    (void)vcpu;
    (void)data;
    if (read < 2 && !iret.byte && address / BH_PAGE_SIZE == flags / BH_PAGE_SIZE) {
        iret.byte = place_of(info, flags);
        iret.mended = iret.byte && (*iret.byte & FLAGS_VM) != 0;
        if (iret.mended) {
            *iret.byte &= (uint8_t)~FLAGS_VM;
            counts[places]++;
        }
    } else if (read == 2 && iret.byte) {
        *iret.byte |= iret.mended ? FLAGS_VM : 0;
    } else if (read == 2) {
        const uint8_t *byte = place_of(info, flags);
        if (!byte || (*byte & FLAGS_VM) != 0)
            _exit(DEFECT_STATUS);
    }
}

/* A guest's, with 32-bit operands. */
static bool is_iret(const struct qemu_plugin_insn *instruction)
{
    const uint8_t *bytes = qemu_plugin_insn_data(instruction);
    const size_t size = qemu_plugin_insn_size(instruction);

    return bytes[size - 1] == IRET && !memchr(bytes, OPERAND_16, size) &&
           qemu_plugin_insn_vaddr(instruction) >= BH_KERNEL_LIMIT;
}

static void count_place(struct qemu_plugin_insn *instruction, size_t p)
{
    qemu_plugin_register_vcpu_insn_exec_inline(instruction, QEMU_PLUGIN_INLINE_ADD_U64, &counts[p], 1);
    if (role[p] == DOOR)
        qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_door, QEMU_PLUGIN_CB_NO_REGS, &counts[p]);
    else if (role[p] == PART)
        qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_part, QEMU_PLUGIN_CB_NO_REGS, &counts[p]);
    else if (role[p] != COUNTED)
        qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_end, QEMU_PLUGIN_CB_NO_REGS,
                                               role[p] == LEAVE ? left : held);
}

static void on_translation(qemu_plugin_id_t id, struct qemu_plugin_tb *block)
{
    (void)id;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
        struct qemu_plugin_insn *instruction = qemu_plugin_tb_get_insn(block, i);
        const uint64_t address = qemu_plugin_insn_vaddr(instruction);

        if (address < BH_KERNEL_LIMIT)
            qemu_plugin_register_vcpu_insn_exec_inline(instruction, QEMU_PLUGIN_INLINE_ADD_U64, &executed, 1);
        for (size_t p = 0; p < places; p++)
            if (place[p] == address)
                count_place(instruction, p);
        if (is_iret(instruction)) {
            qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_iret, QEMU_PLUGIN_CB_NO_REGS, NULL);
            qemu_plugin_register_vcpu_mem_cb(instruction, on_iret_read, QEMU_PLUGIN_CB_NO_REGS,
                                             QEMU_PLUGIN_MEM_R, NULL);
        }
    }
}

static bool read_places(const char *name)
{
    FILE *file = fopen(name, "r");
    char line[64];

    while (file && places < PLACES_MAX && fgets(line, sizeof line, file)) {
        char *what;
        place[places] = strtoull(line, &what, 16);
        role[places++] = strcmp(what, " door\n") == 0    ? DOOR
                         : strcmp(what, " part\n") == 0  ? PART
                         : strcmp(what, " leave\n") == 0 ? LEAVE
                         : strcmp(what, " hold\n") == 0  ? HOLD
                                                         : COUNTED;
    }
    return file && fclose(file) == 0 && places > 0;
}

static bool make_counts(const char *name)
{
    const size_t bytes = (3 * places + 1) * sizeof *counts;
    const int file = open(name, O_RDWR | O_CREAT | O_TRUNC, 0644);

    if (file < 0 || ftruncate(file, (off_t)bytes) != 0)
        return false;
    counts = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (counts == MAP_FAILED)
        return false;
    left = counts + places + 1;
    held = left + places;
    return true;
}

int qemu_plugin_install(qemu_plugin_id_t id, const struct qemu_info_t *info, int count,
                        char **arguments)
{
    const char *from = NULL, *to = NULL;

    (void)info;
    for (int i = 0; i < count; i++) {
        if (strncmp(arguments[i], "places=", 7) == 0)
            from = arguments[i] + 7;
        else if (strncmp(arguments[i], "counts=", 7) == 0)
            to = arguments[i] + 7;
    }
    if (!from || !to || !read_places(from) || !make_counts(to)) {
        fputs("doors.so needs places=FILE and counts=FILE\n", stderr);
        return -1;
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, on_translation);
    return 0;
}
