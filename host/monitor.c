/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "monitor.h"

#include <poll.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>

/** How long QEMU may take for a command. */
#define PATIENCE_MS 5000

static void send_command(int socket, const char *command)
{
    send(socket, command, strlen(command), MSG_NOSIGNAL);
}

void monitor_open(int socket)
{
    send_command(socket, "{\"execute\":\"qmp_capabilities\"}\n");
}

void monitor_read(int socket)
{
    char bytes[4096];

    recv(socket, bytes, sizeof bytes, MSG_DONTWAIT);
}

/* Do a command, and wait for the event that tells that it is done. */
static bool command(int socket, const char *text, const char *event)
{
    char answer[4096];
    size_t length = 0;
    struct pollfd poller = {socket, POLLIN, 0};

    monitor_read(socket);
    send_command(socket, text);
    while (length < sizeof answer - 1 && poll(&poller, 1, PATIENCE_MS) > 0) {
        ssize_t count = recv(socket, answer + length, sizeof answer - 1 - length, 0);

        if (count <= 0)
            return false;
        length += (size_t)count;
        answer[length] = '\0';
        if (strstr(answer, event))
            return true;
    }
    return false;
}

bool monitor_stop(int socket)
{
    return command(socket, "{\"execute\":\"stop\"}\n", "\"STOP\"");
}

bool monitor_continue(int socket)
{
    return command(socket, "{\"execute\":\"cont\"}\n", "\"RESUME\"");
}
