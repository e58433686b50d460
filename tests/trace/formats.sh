# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# Each format says what the text says. Sourced by run.

test_that "a trace names sources by their configured names" \
    eval '[ "$(count flight " telemetry +RAISE source=events ")" = 4 ] &&
          [ "$(count demo " pong +RAISE source=ping ")" = 99 ]'

# CSV
test_that "CSV has nine columns in every line, and a line for each record" \
    eval 'trace -f csv "$out/flight.trace" > "$out/flight.csv" &&
          is 9 "$(awk -F, "{ print NF }" "$out/flight.csv" | sort -u)" &&
          is "$(grep -c . "$out/flight.txt")" "$(tail -n +2 "$out/flight.csv" | grep -c .)"'
csv_is_text() {
    diff <(tail -n +2 "$out/flight.csv" | awk -F, '{ print $1, $3, $4, $9 }' | sed 's/ *$//') \
        <(sed 's/^ *//; s/  */ /g' "$out/flight.txt")
}
test_that "CSV says the same as the text" csv_is_text
test_that "CSV has signed numbers where they are signed" \
    eval 'grep -q ",faulty,HEALTH,0,.*,error=APPLICATION_ERROR" "$out/flight.csv" &&
          ! grep -q ",WINDOW,.*,4294" "$out/flight.csv"'

# Common Trace Format
babel() { # name: the events, one a line
    babeltrace2 --no-delta "$out/$1.ctf"
}
ctf_counts() {
    local kind
    rm -rf "$out/$1.ctf"
    trace -f ctf -o "$out/$1.ctf" "$out/$1.trace" && babel "$1" > "$out/$1.bt" 2> "$out/$1.bt-errors" &&
        is "" "$(cat "$out/$1.bt-errors")" || return 1
    for kind in $(awk '{ print $3 }' "$out/$1.txt" | sort -u); do
        is "$kind $(count "$1" "^ *-?[0-9]+ +[^ ]+ +$kind( |$)")" \
            "$kind $(grep -c " bulkhead_${kind,,}: " "$out/$1.bt")" || return 1
    done
}
# A time of CTF is that of the text, but below zero.
ctf_times() {
    diff <(awk '$1 >= 0 { printf "%d.%09d %s\n", $1 / 1000000000, $1 % 1000000000, tolower($3) }' \
            "$out/$1.txt") \
        <(babeltrace2 --clock-seconds --no-delta "$out/$1.ctf" |
            sed -n 's/^\[\([0-9.]*\)\] [^ ]* bulkhead_\([a-z]*\):.*/\1 \2/p' |
            tail -n "$(awk '$1 >= 0' "$out/$1.txt" | grep -c .)")
}
# Each switch leaves the thread that the one before went to; nobody follows himself.
switches_follow() {
    sed -n 's/.* sched_switch: .*prev_comm = "\([^"]*\)", prev_tid = \([0-9]*\), prev_prio = 20, prev_state = [01], next_comm = "\([^"]*\)", next_tid = \([0-9]*\), next_prio = 20.*/\1 \2 \3 \4/p' \
        "$out/$1.bt" > "$out/$1.switches"
    is "$(grep -c ' sched_switch: ' "$out/$1.bt")" "$(grep -c . "$out/$1.switches")" &&
        awk 'NR > 1 && $1 " " $2 != last { print NR ": " $0 " after " last; bad = 1 }
             $1 == $3 { print NR ": " $0; bad = 1 }
             { last = $3 " " $4 } END { exit bad || NR < 100 }' "$out/$1.switches"
}
interrupts_pair() {
    awk '/ irq_handler_entry: / { open++; entries++ } / irq_handler_exit: / { open-- }
         open != 0 && open != 1 { bad = 1 } END { exit bad || open || entries < 100 }' "$out/$1.bt"
}
if command -v babeltrace2 > /dev/null; then
    for name in demo oracle flight; do
        test_that "babeltrace2 reads the trace of $name, all of its records and no others" \
            ctf_counts $name
        test_that "each at its time" ctf_times $name
    done
    for name in demo flight; do
        test_that "$name: each sched_switch leaves the thread that the last one went to" \
            switches_follow $name
        test_that "$name: each irq_handler_entry has its irq_handler_exit" interrupts_pair $name
    done
    test_that "a delivery is an interrupt of each source that it finds pending" \
        eval 'is "$(awk "/ DELIVER / && /pending0=0x6/ { n += 2 } / DELIVER / && /pending0=0x[24] / { n++ }
                         END { print n }" "$out/flight.txt")" \
                 "$(grep -c " irq_handler_entry: " "$out/flight.bt")" &&
              grep -q "irq_handler_entry: .*irq = 1, name = \"WINDOW\"" "$out/flight.bt"'
    test_that "the environment is one that Trace Compass takes for a kernel's" \
        eval 'grep -q "domain = \"kernel\";" "$out/flight.ctf/metadata" &&
              grep -q "tracer_name = \"bulkhead\";" "$out/flight.ctf/metadata"'
    test_that "the same trace makes the same bytes" \
        eval 'trace -f ctf -o "$out/again.ctf" "$out/demo.trace" && diff -r "$out/demo.ctf" "$out/again.ctf"'
else
    echo "skip - babeltrace2 reads a trace in Common Trace Format: needs babeltrace2"
fi

# Perfetto: two seconds of the flight, with the change of schedule between them.
of_take_off() { # pattern
    awk '$1 >= 9000000000 && $1 < 11000000000' "$out/flight.txt" | grep -cE "$1"
}
perfetto() { # what of the list `events`, in Python
    python3 - "$out/flight.json" "$1" << 'PYTHON'
import json
import sys
events = json.load(open(sys.argv[1]))["traceEvents"]
def select(**wanted):
    return [event for event in events if all(event.get(k) == v for k, v in wanted.items())]
print(eval(sys.argv[2]))
PYTHON
}
test_that "the Perfetto file is JSON" \
    eval 'trace -f perfetto -o "$out/flight.json" --from 9s --to 11s "$out/flight.trace" &&
          python3 -m json.tool "$out/flight.json" > "$out/null"'
test_that "it has a process for the kernel and each partition" \
    eval 'is "bulkhead sensor navigation display telemetry maintenance faulty" \
             "$(perfetto "\" \".join(e[\"args\"][\"name\"] for e in select(name=\"process_name\"))")"'
test_that "a span for each window, an instant for each hypercall, raise, delivery and health event" \
    eval 'is "$(of_take_off " WINDOW ") $(of_take_off " (HYPERCALL|RAISE|DELIVER|HEALTH|SCHEDULE) ")" \
             "$(perfetto "len(select(ph=\"X\", name=\"window\")), len(select(ph=\"i\"))" | tr -d "(,)")"'
test_that "and an arrow for each event that was sent, from the sender to the receiver" \
    eval 'is "[(3, 5)]" \
             "$(perfetto "[(s[\"pid\"], f[\"pid\"]) for s, f in zip(select(ph=\"s\"), select(ph=\"f\")) if f[\"id\"] == s[\"id\"] and f[\"ts\"] > s[\"ts\"]]")"'

# VCD
vcd_counts() {
    trace -f vcd "$out/$1.trace" > "$out/$1.vcd" && $here/vcd_check < "$out/$1.vcd" > "$out/$1.signals"
}
signal() { # name, signal
    sed -n "s/^$2 //p" "$out/$1.signals"
}
for name in demo oracle flight; do
    test_that "the VCD file of $name holds to the standard" vcd_counts $name
done
test_that "it has each occurrence of a source" \
    eval 'is "$(count flight " telemetry +RAISE source=WINDOW ")" "$(signal flight telemetry.WINDOW)" &&
          is 4 "$(signal flight telemetry.events)" &&
          is 100 "$(signal demo tick.TIMER0)"'
test_that "each window's begin and end" \
    eval 'is "$((2 * $(count flight " sensor +WINDOW ")))" "$(signal flight sensor.window)"'
test_that "the changes of schedule, mode and health" \
    eval 'is 3 "$(signal flight bulkhead.schedule)" &&
          is "$(count flight " faulty +MODE ")" "$(signal flight faulty.mode)" &&
          is "$(count flight " faulty +HEALTH ")" "$(signal flight faulty.error)"'
# GTKWave's programs read it as GTKWave does.
survives_gtkwave() {
    vcd2fst -v "$out/$1.vcd" -f "$out/$1.fst" && fst2vcd -f "$out/$1.fst" -o "$out/$1.back.vcd" &&
        $here/same_changes "$out/$1.vcd" "$out/$1.back.vcd"
}
for name in demo oracle flight; do
    if [ -n "$(type -P vcd2fst)" ]; then
        test_that "GTKWave reads each change of $name, and gives all back" survives_gtkwave $name
    else
        echo "skip - GTKWave reads each change of $name, and gives all back: gtkwave is not installed"
    fi
done
