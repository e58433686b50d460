/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Folders of files that `bulkhead new` copies.
 */
#ifndef HOST_TEMPLATE_H
#define HOST_TEMPLATE_H

/** Copy the files of a folder of the share directory to `folder`, with `name` for each @NAME@. The
 * one named gitignore gets its dot. */
void template_copy(const char *source, const char *folder, const char *name);

#endif
