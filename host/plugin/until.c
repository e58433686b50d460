/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * A plugin for QEMU (its docs/devel/tcg-plugins.rst): ends the emulation when the kernel turns to the
 * first window that is planned for a given module time or later. See ../until.h. Arguments, all in
 * decimal: the time in ns, the address of the function that turns to the next window, and of the
 * variables that tell which one that is; the number of the file that is the machine's memory.
 */
#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bulkhead/tables.h>

#include "../until.h"

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

static uint64_t end, advance, frame, windows, next, file;

static const struct parameter {
    const char *name;
    uint64_t *value;
} parameters[] = {
    {"time=", &end},       {"advance=", &advance}, {"frame=", &frame},
    {"windows=", &windows}, {"next=", &next},       {"ram=", &file},
};
#define PARAMETERS (sizeof parameters / sizeof parameters[0])

/* The machine's memory; NULL where there is none. The machine waits meanwhile. */
static const void *memory(uint64_t address, size_t bytes)
{
    static const uint8_t *base;
    static uint64_t size;
    struct stat status;

    if (!base && fstat((int)file, &status) == 0) {
        void *map = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, (int)file, 0);

        base = map == MAP_FAILED ? NULL : map;
        size = base ? (uint64_t)status.st_size : 0;
    }
    return address < size && bytes <= size - address ? base + address : NULL;
}

/* Planned start of the window that the kernel turns to; 0 where memory makes no sense. */
static bh_time planned(void)
{
    const bh_time *start = memory(frame, sizeof *start);
    const uint32_t *table = memory(windows, sizeof *table);
    const uint32_t *index = memory(next, sizeof *index);
    const struct bh_window *window;

    if (!start || !table || !index)
        return 0;
    window = memory(*table + *index * sizeof *window, sizeof *window);
    return window ? *start + window->start : 0;
}

static void on_advance(unsigned vcpu, void *data)
{
    (void)vcpu;
    (void)data;
    if (planned() >= end)
        _exit(UNTIL_STATUS); /* here and now, as QEMU's own device for a module's exit code does */
}

static void on_translation(qemu_plugin_id_t id, struct qemu_plugin_tb *block)
{
    (void)id;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
        struct qemu_plugin_insn *instruction = qemu_plugin_tb_get_insn(block, i);

        if (qemu_plugin_insn_vaddr(instruction) == advance)
            qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_advance, QEMU_PLUGIN_CB_NO_REGS,
                                                   NULL);
    }
}

int qemu_plugin_install(qemu_plugin_id_t id, const struct qemu_info_t *info, int count,
                        char **arguments)
{
    size_t given = 0;

    (void)info;
    for (int i = 0; i < count; i++)
        for (size_t p = 0; p < PARAMETERS; p++)
            if (strncmp(arguments[i], parameters[p].name, strlen(parameters[p].name)) == 0) {
                *parameters[p].value = strtoull(strchr(arguments[i], '=') + 1, NULL, 10);
                given++;
            }
    if (given != PARAMETERS) {
        fputs("until.so is run by bulkhead run --until\n", stderr);
        return -1;
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, on_translation);
    return 0;
}
