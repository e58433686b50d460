#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""synthetic.py LIKE OUT RECORDS [LOST]: a trace of so many records for the module of the trace LIKE, in
which every window has records of most kinds, and every tenth one of the last partition is late. Behind
the first partition's first one LOST did not come over a line."""
import struct
import sys

HEADER = struct.Struct("<8s5Q")  # struct trace_header of host/trace_file.c
RECORD = struct.Struct("<Q6I")  # struct bh_trace_record
RING = struct.Struct("<8I")  # struct bh_trace_ring
WINDOW, HYPERCALL, RAISE, DELIVER, HEALTH, MODE = 1, 4, 5, 6, 8, 9
WAIT, TIMER_SET = 5, 6


def main(like, out, count, lost=0):
    data = bytearray(open(like, "rb").read())
    magic, tables, _, information, rings, end = HEADER.unpack_from(data)
    assert magic == b"BHTRACE3", magic
    (epoch,) = struct.unpack_from("<Q", data, information)
    _, capacity = struct.unpack_from("<2I", data, rings)
    size = RING.size + capacity * RECORD.size
    partitions = (end - rings) // size - 1
    written = [[] for _ in range(partitions + 1)]
    frame, left, k = 20_000_000, count, 0
    windows = [(0, 0), (1, 2), (2, 4), (3, 7), (4, 9), (5, 15)]  # those of schedule "ground", ms
    state = 1
    while left > 0:
        for partition, start in windows:
            state = (state * 1103515245 + 12345) & 0x7FFFFFFF
            entry = epoch + k * frame + start * 1_000_000 + 370
            late = partition == partitions - 1 and k % 10 == 9
            slack = -(state % 5000) - 1 if late else 300 + state % 400
            busy = 50_000 + state % 900_000
            burst = [
                (entry - slack, WINDOW, 0, partition, slack & 0xFFFFFFFF, 0),
                (entry + 10, RAISE, 1, 1, k, 0),
                (entry + 10 + state % 3000, DELIVER, 0x40000000, 2, 0, 0),
                (entry + 4000, HYPERCALL, TIMER_SET, 0, 0, 0),
                (entry + busy, HYPERCALL, WAIT, 2, 0, 0),
            ]
            if k == 0:
                burst.insert(1, (entry, MODE, 3, 0, 0, 0))
            if k % 500 == 250 and partition == 2:
                burst.insert(4, (entry + 5000, HEALTH, 3, 14, 0xDEAD0000, 0x40001234))
            written[partition + 1] += burst[:left]
            left -= len(burst[:left])
        k += 1
    for ring, records in enumerate(written):
        assert len(records) <= capacity, "the module's rings are too small"
        at = rings + ring * size
        RING.pack_into(data, at, len(records), capacity, 0, 0, 0, 0, 0, 0)
        for i, (time, kind, *arguments) in enumerate(records):
            missing = lost if ring == 1 and i == 1 else 0
            RECORD.pack_into(data, at + RING.size + i * RECORD.size, time, kind, *arguments, missing)
    open(out, "wb").write(data)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
