/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What channels and their ports become: memory, addresses, numbers of sources and event channels.
 * A channel's memory is one physical range: the source's area in whole pages, then for a queuing
 * channel the destination's area in a page of its own. A partition sees its channels from
 * BH_CHANNEL_BASE on, in the order of the configuration, each in one piece.
 *
 * Channels and ports are named by their place in the configuration, which has no fault.
 */
#ifndef HOST_CHANNELS_H
#define HOST_CHANNELS_H

#include <stdbool.h>

#include "config.h"

struct module;

/** Bytes of the source's area, whole pages. */
uint64_t channel_source_bytes(const struct config *config, size_t channel);

/** Bytes of the destination's area: a page, or none of a sampling channel. */
uint64_t channel_destination_bytes(const struct config *config, size_t channel);

/** The slots of a queuing channel's ring; 0 of a sampling channel. */
uint32_t channel_slots(const struct config *config, size_t channel);

/** Whether the source, or any destination, is a port of that partition. */
bool channel_comes_from(const struct config *config, size_t channel, size_t partition);
bool channel_goes_to(const struct config *config, size_t channel, size_t partition);

/** Where a partition at one of its ends sees it. */
uint64_t channel_address(const struct config *config, size_t channel, size_t partition);

/** Whether a port is a queuing port of the partition: it has a source and an event channel. */
bool is_queuing_port_of(const struct config *config, size_t port, size_t partition);

/** The number of a queuing port's source, behind the lines and events of its partition. */
uint32_t port_source(const struct config *config, size_t port);

/** The place of its event channel, behind the events of its partition. */
uint32_t port_event(const struct config *config, size_t port);

/** The port at the other end of a queuing port's channel. */
size_t port_far(const struct config *config, size_t port);

/** A port in its partition's descriptor. */
struct bh_port port_make(const struct config *config, size_t port);

/** Print the channels, as a part of the map. */
void channels_print(const struct module *module);

/** Print a partition's ports, in its part of the map. */
void message_ports_print(const struct config *config, size_t partition);

#endif
