/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * A temporary folder of this run, removed when the command ends.
 */
#ifndef HOST_SCRATCH_H
#define HOST_SCRATCH_H

/** Path of a file in the folder. */
const char *scratch_file(const char *name);

#endif
