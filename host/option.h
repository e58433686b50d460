/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Options that a command does not have: argp says no more than that.
 */
#ifndef HOST_OPTION_H
#define HOST_OPTION_H

#include <argp.h>

/** Give up at a long option that a command does not have, with the one that is nearest to it. */
void option_check(const struct argp *argp, int argc, char **argv);

#endif
