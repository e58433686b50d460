# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# End times and summaries. Sourced by run.

counted() { # name, option...: a run that leaves NAME.trace, .txt (the trace's records) and .json
    local name=$1
    shift
    "$BULKHEAD" run --icount --json --timeout 120 --trace "$out/$name.trace" "$@" \
        > "$out/$name.json" 2> "$out/$name.out" < /dev/null
    local code=$?
    "$BULKHEAD" trace "$out/$name.trace" > "$out/$name.txt" 2>&1
    return $code
}

value() { # name, Python expression about the summary s and its partitions p by name
    python3 -c "import json, sys; s = json.load(open('$out/$1.json')); p = {
        one['name']: one for one in s['partitions']}; print($2)"
}

counted one --until 500ms "${module[@]}" && counted two --until 500ms "${module[@]}" &&
    cmp -s "$out/one.trace" "$out/two.trace"
verdict $? "two runs until the same time leave the same trace, byte for byte"
counted longer --until 1500ms "${module[@]}"
first_of() { # name, longer one, window: its records are the longer one's, up to one that begins a window
    local lines
    lines=$(wc -l < "$out/$1.txt")
    [ "$lines" -gt 50 ] && cmp -s "$out/$1.txt" <(head -n "$lines" "$out/$2.txt") &&
        tail -n "+$((lines + 1))" "$out/$2.txt" | head -n 1 | grep -q " WINDOW .* window=$3 "
}
first_of one longer 0
verdict $? "a run until a time has the records of a longer one up to that time, and no others"
[ "$(value one "s['end'], s['status'], s['time_ns']")" = "until 0 500000000" ]
verdict $? "it ends at that time where a window is planned for it"
counted between --until 505ms "${module[@]}"
[ "$(value between "s['time_ns']")" = 510000000 ] &&
    first_of between longer 2
verdict $? "and where none is, at the next window that is"
# Frame and time to the last nanosecond: 1500 ms is a frame's start, 1500000001 ns is not.
counted past --until 1500000001 "${module[@]}"
[ "$(value longer "s['time_ns']"), $(value past "s['time_ns']")" = "1500000000, 1504000000" ]
verdict $? "a nanosecond later is a window later: the gap behind the partition's"
counted itself --until 10s -I "$BUILD/examples/demo" examples/demo/module.xml
[ "$(value itself "s['end'], s['status']")" = "itself 0" ]
verdict $? "a module that ends before the time ends as ever"

# What the summary says is what the trace says.
counts() { # name
    awk 'function name(text) { sub(/.*=/, "", text); return text }
        $2 == "bulkhead" { next }
        $3 == "WINDOW" { slack = name($6); windows[$2]++; late[$2] += slack < 0
                         if (-slack > worst[$2]) worst[$2] = -slack }
        $3 == "DELIVER" { deliveries[$2]++ }
        $3 == "HEALTH" { health[$2]++ }
        END { for (one in windows) print one, windows[one] - late[one], late[one], worst[one] + 0,
                                         deliveries[one] + 0, health[one] + 0 }' "$out/$1.txt" | sort
}
summed() { # name
    value "$1" "'\n'.join(f\"{n} {o['windows_kept']} {o['windows_late']} {o['worst_lateness_ns']} \" +
        f\"{o['deliveries']} {sum(o['health'].values())} {o['health_events']}\" for n, o in sorted(p.items()))"
}
# A tick is a nanosecond here, rounded up in the sum.
same_figures() { # name, awk's demand on the lines
    paste -d' ' <(counts "$1") <(summed "$1") | awk -v lines="$2" '
        { bad += $1 != $7 || $2 != $8 || $3 != $9 || $10 - $4 > 1 || $10 - $4 < 0
          bad += $5 != $11 || $6 != $12 || $6 != $13; late += $9; health += $12; deliveries += $11 }
        END { exit bad || NR != lines || !(late || health && deliveries) }'
}
same_figures itself 5
verdict $? "windows, deliveries and health events of the summary are those of the trace"
sed 's/Name="demo"/Name="demo" WindowEntryLead="100ns"/' examples/demo/module.xml > "$out/late.xml"
counted late --until 300ms -I "$BUILD/examples/demo" "$out/late.xml"
same_figures late 5 && [ "$(value late "p['ping']['health'].get('WINDOW_MISSED', 0) ==
    p['ping']['windows_late'] > 0")" = True ]
verdict $? "late windows and the worst lateness are, too"

# It traces health events and deliveries alone.
sed "s/<Trace .*/<Trace Records=\"32768\" Kinds=\"HEALTH DELIVER\"\/>/" examples/flight/module.xml > "$out/flown.xml"
counted flown --until 12s -I "$BUILD/examples/flight" "$out/flown.xml"
grep -q 'telemetry. 9.5 s  to ground: took off' "$out/flown.out" &&
    [ "$(value flown "[one['messages'] for name in ('navigation', 'telemetry')
        for one in p[name]['ports'] if one['name'] == 'events']")" = "[1, 1]" ] &&
    [ "$(value flown "p['sensor']['windows_kept'], [one.get('messages') for one in
        p['sensor']['ports']]")" = "None [599, None]" ]
verdict $? "messages sent and received are counted, and what no record tells is not made up"
"$BULKHEAD" trace -p sensor -k deliver "$out/flown.trace" 2> /dev/null | grep -c . > "$out/delivered"
[ "$(value flown "p['sensor']['deliveries']")" = "$(cat "$out/delivered")" ]
verdict $? "a module that writes some kinds of records has the figures that these tell"
sed '/<Trace/d' examples/demo/module.xml > "$out/untraced.xml"
"$BULKHEAD" run --icount --until 1500ms --summary -I "$BUILD/examples/demo" "$out/untraced.xml" \
    > "$out/untraced.out" 2>&1 < /dev/null
grep -q '^  crash  *-  *-  *-  *-  *1 ' "$out/untraced.out" && grep -q 'add <Trace' "$out/untraced.out" &&
    grep -q 'stopped after 1.500000000 s of module time' "$out/untraced.out"
verdict $? "without a trace the summary says what it lacks, and has health events all the same"
[ -z "$("$BULKHEAD" run --icount --until 100ms "${module[@]}" 2>&1 > /dev/null < /dev/null)" ]
verdict $? "nothing is said about a run that is not on a terminal unless asked for"
"$BULKHEAD" run --until soon "${module[@]}" 2>&1 | grep -q -- '--until takes a time such as'
verdict $? "a time that is none is refused, and one shown"

# The module's status and health logs.
"$BULKHEAD" run --icount --headless --timeout 120 --status "$out/status.txt" \
    -I "$BUILD/tests/system/status" tests/system/status/module.xml > "$out/status.out" 2>&1 < /dev/null
grep -q '^partition failing mode=COLD_START start=NORMAL code=0 starts=1 errors=40$' "$out/status.txt"
verdict $? "run --status tells of each partition's mode, start and errors"
[ "$(grep -c ' failing APPLICATION_ERROR state=INITIALIZATION level=PARTITION action=IGNORE ' "$out/status.txt")" = 16 ] &&
    tail -n 1 "$out/status.txt" | grep -q '^ *402[0-9]* failing .* detail=0x28 code=0x8b address=0x0 pc=0x4'
verdict $? "and of the newest sixteen, each with its time"
"$BULKHEAD" run --icount --headless --status "$out/no/such/folder" -I "$BUILD/tests/system/status" \
    tests/system/status/module.xml > "$out/refused.out" 2>&1 < /dev/null
[ $? = 2 ] && grep -q "cannot write $out/no/such/folder" "$out/refused.out"
verdict $? "a place for it that cannot be written is named"
