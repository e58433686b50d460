/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * A plugin for QEMU (its docs/devel/tcg-plugins.rst) that notes which instructions of the kernel run,
 * and which ways its conditional jumps go. Nothing in the machine or in the kernel is changed, and
 * instruction counting goes on as without it. Arguments: text=FILE, the bytes of the kernel's text;
 * base= and entry=, in decimal, its address and that of the first instruction; marks=FILE, which is
 * made, with a byte for each of the text's, of enum mark. The file is memory, so it is whole however
 * the emulation ends.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is used here of QEMU's interface, which its header would declare. */
typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
struct qemu_info_t;
enum { QEMU_PLUGIN_CB_NO_REGS };
typedef void qemu_plugin_vcpu_tb_trans_cb_t(qemu_plugin_id_t id, struct qemu_plugin_tb *block);
typedef void qemu_plugin_vcpu_udata_cb_t(unsigned vcpu, void *data);
void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t id,
                                           qemu_plugin_vcpu_tb_trans_cb_t *callback);
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *instruction,
                                            qemu_plugin_vcpu_udata_cb_t *callback, int flags,
                                            void *data);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *block, size_t index);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *instruction);
int qemu_plugin_install(qemu_plugin_id_t id, const struct qemu_info_t *info, int count,
                        char **arguments);

/** The interface's version. What is used here is the same in all so far, but later ones refuse 1. */
int qemu_plugin_version = 1;

__attribute__((constructor)) static void choose_version(void)
{
    if (dlsym(RTLD_DEFAULT, "qemu_plugin_scoreboard_new"))
        qemu_plugin_version = 2;
}

enum mark { EXECUTED = 1, TAKEN = 2, NOT_TAKEN = 4 };

static const uint8_t *text;
static uint8_t *marks;
static uint64_t base, entry, bytes; /* of the text */

static bool started; /* before that the text's place may hold the boot loader */

/* The conditional jump that was the last instruction of the kernel to run, and where it goes. */
static struct {
    uint8_t *mark; /* NULL: it was none */
    uint64_t next, target;
} jump;

/* IA-32: 70+cc rel8, E0 to E3 rel8 (loops, JECXZ), 0F 80+cc rel32. */
static void note_jump(uint64_t at)
{
    const uint8_t *code = text + at;
    int32_t far;

    jump.mark = marks + at;
    if ((code[0] & 0xf0) == 0x70 || (code[0] & 0xfc) == 0xe0) {
        jump.next = at + 2;
        jump.target = jump.next + (uint64_t)(int64_t)(int8_t)code[1];
    } else if (code[0] == 0x0f && (code[1] & 0xf0) == 0x80) {
        memcpy(&far, code + 2, sizeof far);
        jump.next = at + 6;
        jump.target = jump.next + (uint64_t)(int64_t)far;
    } else {
        jump.mark = NULL;
    }
}

/* Interrupts are off in the kernel, so what runs after a jump is where it went, but for an NMI. */
static void on_execute(unsigned vcpu, void *data)
{
    const uint64_t at = (uint64_t)(uintptr_t)data - base;

    (void)vcpu;
    started = started || at == entry - base;
    if (!started)
        return;
    if (jump.mark && at == jump.next)
        *jump.mark |= NOT_TAKEN;
    else if (jump.mark && at == jump.target)
        *jump.mark |= TAKEN;
    marks[at] |= EXECUTED;
    note_jump(at);
}

static void on_translation(qemu_plugin_id_t id, struct qemu_plugin_tb *block)
{
    (void)id;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
        struct qemu_plugin_insn *instruction = qemu_plugin_tb_get_insn(block, i);
        const uint64_t address = qemu_plugin_insn_vaddr(instruction);

        if (address - base < bytes)
            qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_execute, QEMU_PLUGIN_CB_NO_REGS,
                                                   (void *)(uintptr_t)address);
    }
}

/* NULL where it cannot be. The text is padded with zeros to whole pages, which no jump ends in. */
static void *map_file(const char *name, int flags, int protection)
{
    struct stat status;
    const int file = open(name, flags, 0644);
    void *map = MAP_FAILED;

    if (file >= 0 && (!(flags & O_CREAT) || ftruncate(file, (off_t)bytes) == 0) &&
        fstat(file, &status) == 0) {
        bytes = (uint64_t)status.st_size;
        map = mmap(NULL, bytes, protection, MAP_SHARED, file, 0);
    }
    if (file >= 0)
        close(file);
    return map == MAP_FAILED ? NULL : map;
}

static const char *argument(int count, char **arguments, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strncmp(arguments[i], name, strlen(name)) == 0)
            return arguments[i] + strlen(name);
    return "";
}

int qemu_plugin_install(qemu_plugin_id_t id, const struct qemu_info_t *info, int count,
                        char **arguments)
{
    (void)info;
    base = strtoull(argument(count, arguments, "base="), NULL, 10);
    entry = strtoull(argument(count, arguments, "entry="), NULL, 10);
    text = map_file(argument(count, arguments, "text="), O_RDONLY, PROT_READ);
    if (text)
        marks = map_file(argument(count, arguments, "marks="), O_RDWR | O_CREAT,
                         PROT_READ | PROT_WRITE);
    if (!base || !entry || !text || !marks) {
        fputs("coverage.so is run by tests/assurance/coverage/run\n", stderr);
        return -1;
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, on_translation);
    return 0;
}
