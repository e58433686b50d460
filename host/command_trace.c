/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "command.h"
int command_trace(int argc, char **argv) { return argc + !argv; }
