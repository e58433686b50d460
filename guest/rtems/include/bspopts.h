/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The options of this board support, in place of those of the kit's own. */
#ifndef BULKHEAD_BSPOPTS_H
#define BULKHEAD_BSPOPTS_H

#define RTEMS_BSP bulkhead

#endif
