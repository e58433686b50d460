/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Which name somebody meant who wrote another one.
 */
#ifndef HOST_NEAREST_H
#define HOST_NEAREST_H

/** The name among `names`, which ends in a NULL, that differs least from `word`: in letters that
 * are missing, too many, wrong or exchanged with the next, fewer than half of them. Or NULL. */
const char *nearest(const char *word, const char *const *names);

/** "; did you mean NAME?", or ";" where there is no such name: a remedy may follow. */
const char *nearest_hint(const char *word, const char *const *names);

/** "; did you mean NAME?", or "; name one of A, B" where none is near, or "; there is none". */
const char *nearest_or_list(const char *word, const char *const *names);

#endif
