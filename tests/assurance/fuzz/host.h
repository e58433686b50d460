/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What the targets that feed the host command share: an input is a file, the command's end is the
 * input's end, and what an input left open or counted is gone before the next one.
 */
#ifndef FUZZ_HOST_H
#define FUZZ_HOST_H

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

#include "module.h"

/** What libFuzzer and the replayer call. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** Work on a file that has these bytes, until it returns or the command gives up. */
void host_try(const uint8_t *data, size_t size, void (*work)(const char *path));

/** Programs are beside their module. */
extern const char *const host_no_folders[];

/** A faultless module of one partition, without its program; made once. */
struct module *host_module(void);

/** All that is done with a module that has no fault: what is planned, analysed, built, explained. */
void host_use(struct module *module);

#endif
