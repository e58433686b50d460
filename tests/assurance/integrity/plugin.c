/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * A plugin for QEMU that ends machines which would run or halt for ever: after so many instructions
 * or translations, when the processor has been halted for two seconds, or when QEMU's loader has worked
 * for so many seconds of a processor on an image's size that is not so. The undamaged module takes
 * half of LIMIT and a quarter of BLOCKS, and no second to be loaded. With its argument log=FILE it notes
 * there address and length of each instruction of the kernel when it is translated.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LIMIT  UINT64_C(20000000)
#define BLOCKS 12000
#define LOADING 5 /* the undamaged image takes a fraction of one */
#define STATUS 86
#define LOW    UINT64_C(0x100000)
#define HIGH   UINT64_C(0x200000)

/* What is used here of QEMU's interface, as in host/plugin/until.c. */
typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
struct qemu_info_t;
typedef void qemu_plugin_vcpu_tb_trans_cb_t(qemu_plugin_id_t id, struct qemu_plugin_tb *block);
typedef void qemu_plugin_vcpu_udata_cb_t(unsigned vcpu, void *data);
void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t, qemu_plugin_vcpu_tb_trans_cb_t *);
void qemu_plugin_register_vcpu_tb_exec_cb(struct qemu_plugin_tb *, qemu_plugin_vcpu_udata_cb_t *, int,
                                          void *);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *, size_t);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *);
size_t qemu_plugin_insn_size(const struct qemu_plugin_insn *);
int qemu_plugin_install(qemu_plugin_id_t, const struct qemu_info_t *, int, char **);

int qemu_plugin_version = 1;

static _Atomic uint64_t executed;
static unsigned translated;
static FILE *notes;

static void on_block(unsigned vcpu, void *instructions)
{
    (void)vcpu;
    if (atomic_fetch_add(&executed, (uintptr_t)instructions) > LIMIT)
        _exit(STATUS);
}

static void note(const struct qemu_plugin_insn *instruction)
{
    uint64_t address = qemu_plugin_insn_vaddr(instruction);

    if (address >= LOW && address < HIGH)
        fprintf(notes, "%llx %zu\n", (unsigned long long)address, qemu_plugin_insn_size(instruction));
}

static void on_translation(qemu_plugin_id_t id, struct qemu_plugin_tb *block)
{
    size_t count = qemu_plugin_tb_n_insns(block);

    (void)id;
    if (++translated > BLOCKS)
        _exit(STATUS); /* it writes on its own code, and each time that is translated anew */
    qemu_plugin_register_vcpu_tb_exec_cb(block, on_block, 0, (void *)(uintptr_t)count);
    for (size_t i = 0; notes && i < count; i++)
        note(qemu_plugin_tb_get_insn(block, i));
    if (notes)
        fflush(notes);
}

static bool nap(void)
{
    struct timespec before, after;

    clock_gettime(CLOCK_MONOTONIC, &before);
    usleep(100000);
    clock_gettime(CLOCK_MONOTONIC, &after);
    return (after.tv_sec - before.tv_sec) * 1000000000 + after.tv_nsec - before.tv_nsec < 150000000;
}

static bool loads_for_ever(void)
{
    struct timespec worked;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &worked);
    return worked.tv_sec >= LOADING;
}

/* No instruction while this thread wakes in time, twenty times running: the processor is halted, and
 * not merely short of the host's time. */
static void *watch(void *data)
{
    uint64_t seen = 0;
    unsigned times = 0;

    (void)data;
    for (;;) {
        uint64_t now = atomic_load(&executed);

        times = nap() && now != 0 && now == seen ? times + 1 : 0;
        if (times == 20 || (now == 0 && loads_for_ever()))
            _exit(STATUS);
        seen = now;
    }
}

int qemu_plugin_install(qemu_plugin_id_t id, const struct qemu_info_t *info, int count, char **arguments)
{
    pthread_t watcher;

    (void)info;
    if (count == 1 && strncmp(arguments[0], "log=", 4) == 0)
        notes = fopen(arguments[0] + 4, "w");
    qemu_plugin_register_vcpu_tb_trans_cb(id, on_translation);
    pthread_create(&watcher, NULL, watch, NULL);
    return 0;
}
