/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The hypercall door: a function for each entry of bulkhead/hypercall.h.
 */
#ifndef KERNEL_HYPERCALL_H
#define KERNEL_HYPERCALL_H

#include <bulkhead/hypercall.h>

#include "vcpu.h"

/** Decodes, checks, then changes. Words that the call does not have are what the guest's registers
 * happen to hold; those behind the second are found in the caller's saved ones (arch_word). Answers what goes into the result register. */
typedef bh_word (*hypercall_function)(struct vcpu *caller, bh_word word1, bh_word word2);

/** By number; every slot has a function. The entry path masks the number to the table's size. */
extern const hypercall_function hypercall_table[BH_HYPERCALL_SLOTS];

/** Writes the trace record of a call that answered `result`. */
void hypercall_trace(struct vcpu *caller, uint32_t number, bh_word word1, bh_word word2,
                     bh_word result);

#endif
