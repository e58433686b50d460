/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The trace on a serial line: what a partition with the right ReadTrace sends (guest/vcpu/bh_trace.h),
 * and `bulkhead trace --serial` reads. Frames, each of which can be read alone:
 *
 *   0            BH_STREAM_MAGIC_0, BH_STREAM_MAGIC_1
 *   2            type, enum bh_stream_type
 *   3            a zero
 *   4            sequence: 16 bits, one more than in the frame before, modulo 2^16
 *   6            n, bytes of contents: 16 bits, at most BH_STREAM_CONTENTS
 *   8            contents
 *   8 + n        CRC-32 (IEEE 802.3, as zlib's) of all bytes before, from the magic on
 *
 * Numbers have the least byte first. In contents, a number is unsigned LEB128 (seven bits a byte, the
 * least first; bit 7 tells that more follow), a signed one (z) is LEB128 of (z << 1) ^ (z >> 63), and
 * "raw" is a structure of the boundary as it lies in memory.
 *
 *   MODULE   version, rings (partitions + 1), records (capacity of a ring), checksum of the module's
 *            tables, raw struct bh_information
 *   RECORDS  ring, number of the first record modulo 2^32, records that the sender has lost of this
 *            ring so far modulo 2^32, count, and for each record:
 *              one byte: kind in bits 0-4, in bits 5-7 how many arguments follow, 0 to 4 (others: 0)
 *              time in clock ticks: of the first record from 0, then (z) from the one before it
 *              the arguments
 *   RINGS    ticks: what happened before was sent, or is lost; for each ring: the number of the next
 *            record, records lost, both modulo 2^32
 *   END      the same; the sender ends
 *
 * A MODULE is sent at first, and again with each RINGS: so who listens later learns of it.
 */
#ifndef BULKHEAD_STREAM_H
#define BULKHEAD_STREAM_H

#define BH_STREAM_VERSION 2

#define BH_STREAM_MAGIC_0  0xbf
#define BH_STREAM_MAGIC_1  0x54
#define BH_STREAM_HEADER   8
#define BH_STREAM_CONTENTS 1024
#define BH_STREAM_FRAME    (BH_STREAM_HEADER + BH_STREAM_CONTENTS + 4) /* the longest */

enum bh_stream_type {
    BH_STREAM_MODULE = 1,
    BH_STREAM_RECORDS = 2,
    BH_STREAM_RINGS = 3,
    BH_STREAM_END = 4
};

#endif
