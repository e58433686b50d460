/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The partition's ports as device files, /dev/ports/NAME: whoever opens a source may write, whoever
 * opens a destination may read. A message is read or written whole, by one call. docs/rtems.md has
 * the errors.
 */
#ifndef LIBBSP_I386_BULKHEAD_PORTS_H
#define LIBBSP_I386_BULKHEAD_PORTS_H

#include <stdint.h>
#include <sys/ioccom.h>

#include <bh_port.h>
#include <rtems.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BSP_PORTS_FOLDER "/dev/ports"

/**
 * Makes a device file of each port of the configuration. Call it once, from a task. The root file
 * system is RTEMS' IMFS, the default.
 *
 * RTEMS_IO_ERROR: a file or its folder cannot be made; errno says why.
 */
rtems_status_code bsp_ports_install(void);

/** What BSP_PORT_STATUS tells. */
struct bsp_port_status {
    uint32_t kind;           /**< enum bh_port_kind */
    uint32_t direction;      /**< enum bh_port_direction */
    uint32_t max_size;       /**< bytes of the largest message */
    uint32_t capacity;       /**< queuing: messages of this end */
    uint32_t messages;       /**< queuing: those at this end */
    uint32_t waiting;        /**< queuing: tasks that wait here */
    bh_time refresh;         /**< sampling destination: ns for which a message is valid */
    struct bh_sample newest; /**< sampling: the newest message; its number is 0 if there is none */
};

/** A message and what is known of it, for BSP_PORT_SAMPLE. */
struct bsp_port_sample {
    void *message;
    uint32_t size;           /**< of the room at `message`, at least the port's maximum */
    struct bh_sample sample; /**< the answer */
};

/* ioctl() commands. */

/** Tells the port's state. */
#define BSP_PORT_STATUS _IOR('b', 1, struct bsp_port_status)

/** Reads a sampling port as read() does, with the message's length, number, time and validity. */
#define BSP_PORT_SAMPLE _IOWR('b', 2, struct bsp_port_sample)

/** Waits until a queuing port has a message, or room, for at most so many ns (BH_TIME_INFINITE: for
 * ever; 0: just looks). What is there another task may take first. ETIMEDOUT. */
#define BSP_PORT_WAIT _IOW('b', 3, bh_time)

/** Drops all messages of a queuing destination. */
#define BSP_PORT_CLEAR _IO('b', 4)

#ifdef __cplusplus
}
#endif

#endif
