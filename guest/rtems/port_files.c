/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Ports as device files: nodes of RTEMS' IMFS, each with the port's index as its context. */
#include <bsp/ports.h>

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#include <rtems/imfs.h>
#include <rtems/seterr.h>

#include "ports.h"

static struct port *port_of(const rtems_libio_t *iop)
{
    return port_opened((uint32_t)(uintptr_t)IMFS_generic_get_context_by_iop(iop));
}

static bool is_source(const struct port *port)
{
    return port->configured->direction == BH_PORT_SOURCE;
}

static bool is_sampling(const struct port *port)
{
    return port->configured->kind == BH_PORT_SAMPLING;
}

static int error_of(bh_status status)
{
    switch (status) {
    case BH_OK:
        return 0;
    case BH_BAD_VALUE:
        return EMSGSIZE;
    case BH_TIMED_OUT:
        return ETIMEDOUT;
    case BH_NO_MESSAGE:
    case BH_NO_ROOM:
    case BH_NOT_WHOLE:
        return EAGAIN;
    default:
        return EINVAL;
    }
}

/* What a handler answers: the number, or -1 with errno set. */
static int answer(bh_status status, uint32_t number)
{
    const int error = error_of(status);
    if (error != 0) {
        rtems_set_errno_and_return_minus_one(error);
    }
    return (int)number;
}

static int on_open(rtems_libio_t *iop, const char *path, int flags, mode_t mode)
{
    const struct port *const port =
        port_open((uint32_t)(uintptr_t)IMFS_generic_get_context_by_iop(iop));
    if (port == NULL) {
        rtems_set_errno_and_return_minus_one(EBUSY);
    }
    if (is_source(port) ? rtems_libio_iop_is_readable(iop) : rtems_libio_iop_is_writeable(iop)) {
        rtems_set_errno_and_return_minus_one(EACCES);
    }
    return 0;
}

static bh_time deadline_of(const rtems_libio_t *iop)
{
    return rtems_libio_iop_is_no_delay(iop) ? 0 : BH_TIME_INFINITE;
}

static int read_sample(const struct port *port, void *message, size_t room, struct bh_sample *sample)
{
    if (!is_sampling(port) || is_source(port)) {
        rtems_set_errno_and_return_minus_one(EINVAL);
    }
    if (room < port->configured->max_size) {
        rtems_set_errno_and_return_minus_one(EMSGSIZE);
    }
    const bh_status status = bh_sampling_read(&port->sampling, message, sample);
    if (status == BH_NO_MESSAGE) {
        rtems_set_errno_and_return_minus_one(ENODATA); /* there is nothing to wait for */
    }
    return answer(status, sample->length);
}

static ssize_t on_read(rtems_libio_t *iop, void *buffer, size_t room)
{
    struct port *const port = port_of(iop);
    struct bh_sample sample;
    uint32_t length = 0;

    if (is_sampling(port)) {
        return read_sample(port, buffer, room, &sample);
    }
    if (room < port->configured->max_size) {
        rtems_set_errno_and_return_minus_one(EMSGSIZE);
    }
    const bh_status status = port_transfer(port, buffer, &length, deadline_of(iop));
    return answer(status, length);
}

/* What is sent is only read. */
static void *without_const(const void *message)
{
    union {
        const void *in;
        void *out;
    } pointer = {.in = message};
    return pointer.out;
}

static ssize_t on_write(rtems_libio_t *iop, const void *message, size_t bytes)
{
    struct port *const port = port_of(iop);
    if (bytes > port->configured->max_size) {
        rtems_set_errno_and_return_minus_one(EMSGSIZE);
    }
    uint32_t length = (uint32_t)bytes;
    const bh_status status =
        is_sampling(port)
            ? port_write(port, message, length)
            : port_transfer(port, without_const(message), &length, deadline_of(iop));
    return answer(status, length);
}

static void tell(const struct port *port, struct bsp_port_status *status)
{
    const struct bh_port *const configured = port->configured;
    *status = (struct bsp_port_status){
        .kind = configured->kind,
        .direction = configured->direction,
        .max_size = configured->max_size,
        .capacity = configured->capacity,
        .refresh = configured->refresh,
    };
    if (!is_sampling(port)) {
        status->messages = bh_queue_count(&port->queue);
        status->waiting = port->waiting;
    } else if (bh_sampling_peek(&port->sampling, &status->newest) != BH_OK) {
        status->newest = (struct bh_sample){.number = 0};
    }
}

static int wait_for(struct port *port, bh_time time_out)
{
    const bh_time now = bh_clock_ns();
    bh_time deadline = 0;
    uint32_t length = 0;
    if (is_sampling(port)) {
        rtems_set_errno_and_return_minus_one(EINVAL);
    }
    if (time_out != 0) {
        deadline = time_out < BH_TIME_INFINITE - now ? now + time_out : BH_TIME_INFINITE;
    }
    const bh_status status = port_transfer(port, NULL, &length, deadline);
    return answer(status == BH_OK ? BH_OK : BH_TIMED_OUT, 0);
}

static int on_ioctl(rtems_libio_t *iop, ioctl_command_t command, void *argument)
{
    struct port *const port = port_of(iop);
    switch (command) {
    case BSP_PORT_STATUS:
        tell(port, argument);
        return 0;
    case BSP_PORT_SAMPLE: {
        struct bsp_port_sample *const sample = argument;
        const int length = read_sample(port, sample->message, sample->size, &sample->sample);
        return length < 0 ? -1 : 0;
    }
    case BSP_PORT_WAIT:
        return wait_for(port, *(const bh_time *)argument);
    case BSP_PORT_CLEAR:
        if (is_sampling(port) || is_source(port)) {
            rtems_set_errno_and_return_minus_one(EINVAL);
        }
        port_clear(port);
        return 0;
    default:
        rtems_set_errno_and_return_minus_one(ENOTTY);
    }
}

static const rtems_filesystem_file_handlers_r handlers = {
    .open_h = on_open,
    .close_h = rtems_filesystem_default_close,
    .read_h = on_read,
    .write_h = on_write,
    .ioctl_h = on_ioctl,
    .lseek_h = rtems_filesystem_default_lseek,
    .fstat_h = IMFS_stat,
    .ftruncate_h = rtems_filesystem_default_ftruncate,
    .fsync_h = rtems_filesystem_default_fsync_or_fdatasync_success,
    .fdatasync_h = rtems_filesystem_default_fsync_or_fdatasync_success,
    .fcntl_h = rtems_filesystem_default_fcntl,
    .poll_h = rtems_filesystem_default_poll,
    .kqfilter_h = rtems_filesystem_default_kqfilter,
    .readv_h = rtems_filesystem_default_readv,
    .writev_h = rtems_filesystem_default_writev,
    .mmap_h = rtems_filesystem_default_mmap,
};

static const IMFS_node_control node_control =
    IMFS_GENERIC_INITIALIZER(&handlers, IMFS_node_initialize_generic, IMFS_node_destroy_default);

static bool folder(const char *path)
{
    return mkdir(path, S_IRWXU | S_IRWXG | S_IRWXO) == 0 || errno == EEXIST;
}

rtems_status_code bsp_ports_install(void)
{
    char path[sizeof BSP_PORTS_FOLDER + BH_NAME_SIZE + 1];
    if (!folder("/dev") || !folder(BSP_PORTS_FOLDER)) {
        return RTEMS_IO_ERROR;
    }
    for (uint32_t i = 0; i < port_count(); i++) {
        const struct bh_port *const port = port_configured(i);
        const mode_t mode = port->direction == BH_PORT_SOURCE ? S_IWUSR | S_IWGRP | S_IWOTH
                                                              : S_IRUSR | S_IRGRP | S_IROTH;
        snprintf(path, sizeof path, BSP_PORTS_FOLDER "/%s", port->name);
        if (IMFS_make_generic_node(path, S_IFCHR | mode, &node_control, (void *)(uintptr_t)i) != 0) {
            return RTEMS_IO_ERROR;
        }
    }
    return RTEMS_SUCCESSFUL;
}
