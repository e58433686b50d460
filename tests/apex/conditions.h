/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Every condition of every service, once. The test program (conditions.c) provokes each and compares
 * the return code; docs/apex-conformance.md is made of the same lines and of what the program said.
 *
 * CONDITION(service, context, condition, code, mark, how)
 *   context    who calls: INIT the initialisation process, PROCESS an aperiodic process in NORMAL,
 *              PERIODIC a periodic one, HANDLER the error handler, LIMITS the initialisation process
 *              of a second partition that uses up what there is, ALONE a process of that in NORMAL,
 *              without an error handler
 *   code       the return code that is expected
 *   mark       AGREED: public sources agree. SINGLE: one source says so. DISPUTED: sources differ,
 *              or say nothing; docs/apex.md gives the choice. UNVERIFIED: only name and
 *              parameters of the service are public; docs/apex.md gives the choice
 *   how        statements that leave the return code in `rc`, and may clear `holds`
 * In a context they run in this order.
 */
#include "process_conditions.h"
#include "message_conditions.h"
#include "resource_conditions.h"
#include "error_conditions.h"
