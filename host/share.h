/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Where the command's own files are: kernel.elf, start.bin, module.xsd, boards/, templates/, help/,
 * explain/. What programs are built with lies beside them: PREFIX/include and PREFIX/lib.
 */
#ifndef HOST_SHARE_H
#define HOST_SHARE_H

/** Path of a file in the share directory: $BULKHEAD_SHARE, else share beside the executable, else
 * ../share/bulkhead from it. */
const char *share_path(const char *name);

/** The contents of a file of the share directory, as text. */
const char *share_read(const char *name);

/** Names in a folder of the share directory that end in `suffix`, without it, sorted; a NULL ends
 * them. */
const char *const *share_names(const char *folder, const char *suffix);

/** The folder that has include/bulkhead-guest and lib/pkgconfig: the executable's own in a build,
 * and the one above its own in an installation. */
const char *share_prefix(void);

/** This executable. */
const char *share_executable(void);

/** Path of `name`, which counts from the folder of `file` unless it is absolute. */
const char *path_beside(const char *file, const char *name);

#endif
