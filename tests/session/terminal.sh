# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# The menu, typed at a terminal. Sourced by run.

typed() { # name, sentence, status, command...: steps of terminal.py on standard input
    local name=$1 sentence=$2 expected=$3 status
    shift 3
    status=$($here/terminal.py "$out/$name.typed" "$@" 2> "$out/$name.error")
    [ "$status" = "$expected" ]
    verdict $? "$sentence"
    [ -s "$out/$name.error" ] && sed 's/^/# /' "$out/$name.error"
}
at_terminal=("$BULKHEAD" run --icount --timeout 100 "${module[@]}")

typed help "a terminal shows how to get help, the help, names in colours, and a summary at the end" \
    0 "${at_terminal[@]}" << 'STEPS'
expect Ctrl-A h: help
expect \x1b[32m[first]\x1b[0m here
type \x01h
expect 1 to 9 attach
type \x01q
expect module session: quit after
expect second
end
settings
STEPS

typed progress "a terminal shows how far a run has come, and takes it away before a line of the module" \
    0 "${at_terminal[@]}" --until 100s << 'STEPS'
expect s of 100.0 s\x1b[K\r\x1b[K\x1b[3
expect \x1b[0m turn
expect module session: stopped after 100
end
STEPS

typed quiet "a headless run shows no progress" \
    0 "$BULKHEAD" run --icount --timeout 100 --headless --until 3s "${module[@]}" << 'STEPS'
expect turn 125
end
never -- 
STEPS

typed attach "a partition attached by number is shown alone and hears what is typed" \
    0 "${at_terminal[@]}" << 'STEPS'
expect second
type \x012
expect -- second
type hello\r
expect heard "hello"
never m heard
type \x01n
expect partition:
type firsx\x7ft\r
expect -- first
type you\r
expect heard "you"
type \x01a
expect -- all
expect [second]
type lost\r
type \x011
expect -- first
type \x01\x01end\r
expect heard "\x01end"
never lost
type \x019
expect no partition 9; there are 1 to 2
type \x01nthird\r
expect no partition third
type \x01x
STEPS

typed pause "a paused machine's time stands still, and goes on" 0 "${at_terminal[@]}" << 'STEPS'
expect turn 25
type \x01p
expect paused
type \x01s
expect attached to all
expect paused after
type \x01s
expect paused after
type \x01p
expect going on
expect turn
type \x01s
expect running after
type \x01q
expect quit after
STEPS
times=$(grep -ao 'paused after [0-9.]*' "$out/pause.typed" | sort -u | wc -l)
[ "$times" = 1 ] && ! grep -aqF "$(grep -ao 'paused after [0-9.]* s' "$out/pause.typed" | head -n 1 |
    sed 's/paused/running/')" "$out/pause.typed"
verdict $? "two looks at a paused machine's status say the same time, one at the running another"

typed paused "a run that was paused" 0 "${at_terminal[@]}" --until 5s --trace "$out/paused.trace" \
    << 'STEPS'
expect turn
type \x01p
expect paused
type \x01p
expect going on
expect turn
type \x01p
expect paused
type \x01p
expect stopped after 5.000000000 s
STEPS
"$BULKHEAD" run --icount --until 5s --trace "$out/unpaused.trace" "${module[@]}" > /dev/null 2>&1 \
    < /dev/null
# Two runs may differ by two ticks, seldom (docs/not-promised.md, at its end).
paste -d '|' <("$BULKHEAD" trace "$out/paused.trace") <("$BULKHEAD" trace "$out/unpaused.trace") | awk -F '|' '
    { apart = $1 - $2; gsub(/^ *[0-9]+|slack=[0-9]+/, "", $1); gsub(/^ *[0-9]+|slack=[0-9]+/, "", $2) }
    apart > 8 || apart < -8 || $1 != $2 { print "# " NR ": " $0; other = 1 }
    END { exit other || NR == 0 }'
verdict $? "leaves the same trace as one that was not, each record at its time to 8 ticks"

typed control "a partition's control characters do not control a terminal that all share" \
    0 "${at_terminal[@]}" << 'STEPS'
expect second
type \x012
expect -- second
type a\x1b[2J\x9bHb\r\x01a
expect heard "a^[[2J^[Hb"
never [2J\x9b
type \x01q
end
STEPS
typed interrupt "Ctrl-C ends a run that shows all partitions, and leaves no QEMU" 130 \
    "${at_terminal[@]}" << 'STEPS'
expect second
pid
type \x03
expect interrupted
end
left
settings
STEPS
typed ctrl_c "attached, Ctrl-C is the partition's, and quitting leaves no QEMU" 0 \
    "${at_terminal[@]}" --partition first << 'STEPS'
expect here
pid
type \x03z\r
expect heard "\x03z"
type \x01q
end
left
settings
STEPS
typed headless "--headless shows no menu, no colours and no summary on a terminal" 0 \
    "${at_terminal[@]}" --headless --until 1s << 'STEPS'
expect [second] turn
end
never Ctrl-A
never \x1b
never module session: stopped
settings
STEPS
