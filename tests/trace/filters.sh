# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# Partitions, kinds and times choose what is shown, in every format. Sourced by run.

# In a second of the air there are 50 frames; two partitions, two kinds.
chosen=(-p sensor -p telemetry -k raise -k WINDOW --from 20s --to 21s)

of_chosen() {
    awk '$1 >= 20000000000 && $1 < 21000000000 && ($2 == "sensor" || $2 == "telemetry") &&
         ($3 == "RAISE" || $3 == "WINDOW")' "$out/flight.txt"
}
of_chosen > "$out/chosen.txt"
test_that "partitions, kinds and times choose the text's lines" \
    eval 'trace "${chosen[@]}" "$out/flight.trace" | diff "$out/chosen.txt" - &&
          [ "$(grep -c . "$out/chosen.txt")" -gt 200 ]'
test_that "the lines of CSV" \
    eval 'is "$(grep -c . "$out/chosen.txt")" \
             "$(trace -f csv "${chosen[@]}" "$out/flight.trace" | tail -n +2 | grep -c .)"'
test_that "the instants of the Perfetto file" \
    eval 'trace -f perfetto -o "$out/chosen.json" "${chosen[@]}" "$out/flight.trace" &&
          is "$(grep -c RAISE "$out/chosen.txt")" "$(grep -c "\"ph\":\"i\"" "$out/chosen.json")"'
test_that "its processes" \
    eval 'is 2 "$(grep -c process_name "$out/chosen.json")"'
test_that "the changes of the VCD file" \
    eval 'trace -f vcd "${chosen[@]}" "$out/flight.trace" | $here/vcd_check > "$out/chosen.signals" &&
          is "$(grep -c "sensor.*source=WINDOW" "$out/chosen.txt")" "$(signal chosen sensor.WINDOW)" &&
          ! grep -q -e display -e bulkhead -e running "$out/chosen.signals"'
if command -v babeltrace2 > /dev/null; then
    test_that "the events of CTF, without switches where activity is not chosen" \
        eval 'rm -rf "$out/chosen.ctf" && trace -f ctf -o "$out/chosen.ctf" "${chosen[@]}" "$out/flight.trace" &&
              is "$(grep -c . "$out/chosen.txt")" "$(babeltrace2 "$out/chosen.ctf" | grep -c .)"'
    test_that "and with those of the chosen partition where it is" \
        eval 'rm -rf "$out/chosen.ctf" && trace -f ctf -o "$out/chosen.ctf" -p sensor -k RUN "$out/flight.trace" &&
              babeltrace2 "$out/chosen.ctf" > "$out/chosen.bt" && [ -s "$out/chosen.bt" ] &&
              ! grep -v -e "next_comm = \"sensor\"" -e "prev_comm = \"sensor\"" "$out/chosen.bt"'
fi
test_that "times take the units of a module's file" \
    eval 'is "$(trace --from 20000ms --to 21000000us "$out/flight.trace")" \
             "$(trace --from 20s --to 21000000000 "$out/flight.trace")"'
test_that "--verify looks at the chosen partitions and times" \
    eval 'is "checked: 50 releases at windows'"'"' entries" \
             "$(trace --verify -p sensor --from 20s --to 21s "$out/flight.trace" | grep releases)"'
