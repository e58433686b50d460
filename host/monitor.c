/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "monitor.h"

#include <string.h>
#include <sys/socket.h>

static void send_command(int socket, const char *command)
{
    send(socket, command, strlen(command), MSG_NOSIGNAL);
}

void monitor_open(int socket)
{
    send_command(socket, "{\"execute\":\"qmp_capabilities\"}\n");
}

bool monitor_read(int socket)
{
    char bytes[4096];

    return recv(socket, bytes, sizeof bytes, MSG_DONTWAIT) > 0;
}

void monitor_stop(int socket)
{
    send_command(socket, "{\"execute\":\"stop\"}\n");
}

void monitor_continue(int socket)
{
    send_command(socket, "{\"execute\":\"cont\"}\n");
}
