# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# The board has no exit port: the module's end is a halt.
hbreak arch_exit
continue
set exit_port = 0
while *(unsigned char *) $eip != 0xf4
    stepi
end
echo halts\n
monitor quit
