# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# --verify: nothing in good traces, and each kind of finding in one that was doctored for it. Sourced
# by run.
#
# Ring 1 of the demo is hello's, 2 tick's, 3 ping's; ring 1 of the oracle is the victim's, which has a
# timer of 1 ms within windows. Kinds: 1 WINDOW, 4 HYPERCALL, 5 RAISE, 6 DELIVER.

nothing_found() { # name, pattern that the summary has...
    local name=$1 pattern
    shift
    trace --verify "$out/$name.trace" > "$out/findings" || { cat "$out/findings"; return 1; }
    for pattern; do
        grep -qE "^$pattern" "$out/findings" || { echo "no $pattern in:"; cat "$out/findings"; return 1; }
    done
    is "0 findings" "$(tail -n 1 "$out/findings")"
}
test_that "the flight is as planned: windows, releases, timers, deliveries" \
    nothing_found flight "checked: $(count flight ' WINDOW ') windows, least slack [0-9]+ ticks" \
    "checked: $(count flight ' RAISE source=WINDOW ') releases" "checked: [0-9]{4} occurrences of [0-9]{4} settings" \
    "checked: counts of [0-9]{5} raises" "checked: $(count flight ' DELIVER ') deliveries, the latest by [0-9]+ ns"
test_that "so is the demo" nothing_found demo "checked: 200 occurrences of 1 settings"
test_that "so is a periodic timer within windows" nothing_found oracle \
    "checked: [0-9]{3} occurrences of 1 settings"

# The 10th window of a partition, and what is planned for it: one a frame, from frame 0 on.
doctored demo "2 1 10 set 2 -50"
test_that "a window that was entered late is found" \
    finds window-late tick "202000370 actual=[0-9]+ bound=0"
doctored demo "2 1 10 delete"
test_that "a window that is missing" finds window-missing tick "202000370 actual=never bound=0"
doctored demo "2 1 10 shift 100000"
test_that "a window at another time" \
    finds window-shifted tick "202000370 actual=2021004[0-9]{2} bound=370"
doctored demo "2 1 10 set 1 3"
test_that "a window of another number" eval \
    '! finds window-missing tick "202000370 actual=never bound=0" &&
     grep -q "window-unplanned planned=never actual=20199[0-9]" "$out/lines" &&
     grep -q "window-missing planned=202000370" "$out/lines"'
doctored demo "2 1 10 copy"
test_that "a window that was entered twice" eval \
    '! finds window-unplanned tick "never" && grep -q window-unplanned "$out/lines" &&
     grep -q window-order "$out/lines"'
doctored demo "2 1 10 swap"
test_that "windows out of order" finds window-order tick "[0-9]+ actual=2020004[0-9]{2} bound=0"

# Releases: the window's source, which is a count of 1 more each time.
doctored demo "3 5 20 shift 500"
test_that "a release at another time" finds release-shifted ping "4[0-9]{8} actual=4[0-9]{8} bound=0"
doctored demo "3 5 98 delete"
test_that "a release that is missing" finds release-missing ping "[0-9]+ actual=never bound=0"
doctored demo "2 5 40 delete"
test_that "a release that is missing, and counted" eval \
    '! finds release-missing tick "[0-9]+ actual=never bound=0" &&
     grep -q "release-missing planned=[0-9]* actual=never" "$out/lines" &&
     grep -q "occurrence-lost .*source WINDOW has counted 22 occurrences, by the records it is 21" "$out/lines"'

# The victim's timer: RAISE records of source 2.
timer_places() { # place among RAISE records of the nth one that is the timer's
    awk '/ RAISE / { n++ } / RAISE source=TIMER0 new=1 / && seen++ == '"$1"' { print n - 1; exit }' \
        "$out/oracle.txt"
}
middle=$(timer_places 100)
doctored oracle "1 5 $middle shift 5000"
test_that "a timer that occurs late" finds timer-late victim "[0-9]+ actual=[0-9]+ bound=4500"
doctored oracle "1 5 $middle shift -200000"
test_that "a timer that occurs too early for its period" \
    eval '! finds timer-period victim "" && grep -q timer-period "$out/lines"'
doctored oracle "1 5 $middle set 1 2"
test_that "an occurrence that the count does not have" eval \
    '! finds occurrence-lost victim "" && grep -q "occurrence-lost .*source TIMER0" "$out/lines"'

# Without its last one at the entry of the last window, and the one behind it.
raises=$(grep -c ' RAISE ' "$out/oracle.txt")
doctored oracle "1 5 $((raises - 1)) delete" "1 5 $((raises - 2)) delete"
test_that "a timer that does not occur any more" eval \
    '! finds timer-missing victim "" && grep -q "timer-missing planned=650000370 actual=never" "$out/lines"'

# Deliveries.
last_delivery=$(awk '/ DELIVER / { n++ } END { print n - 1 }' "$out/oracle.txt")
doctored oracle "1 6 $((last_delivery / 2)) shift 5000"
test_that "a delivery that comes late" \
    finds delivery-late victim "[0-9]+ actual=[0-9]+ bound=4500"
