/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* What the assembly files share: selectors and generated offsets. */
#ifndef KERNEL_ARCH_I386_MACHINE_ASM_H
#define KERNEL_ARCH_I386_MACHINE_ASM_H

#include <bulkhead/layout.h>
#include <offsets.h>

#include "selectors.h"

#endif
