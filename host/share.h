/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Where the command's own files are: kernel.elf, start.bin, module.xsd, boards/.
 */
#ifndef HOST_SHARE_H
#define HOST_SHARE_H

/** Path of a file in the share directory: $BULKHEAD_SHARE, else share beside the executable, else
 * ../share/bulkhead from it. */
const char *share_path(const char *name);

/** Path of `name`, which counts from the folder of `file` unless it is absolute. */
const char *path_beside(const char *file, const char *name);

#endif
