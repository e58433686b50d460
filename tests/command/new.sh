# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# bulkhead new, and what it says to type next. Sourced by run.

# The commands that a run of `bulkhead new` printed into the file, but for those that do not exist
# here.
next_commands() {
    sed -n 's/^    //p' "$1"
}

has_command() {
    [ -n "$("$bulkhead" complete "$1")" ]
}

# follow NAME ARGUMENT...: make the module and type what is printed, line by line, in one shell.
follow() {
    local name=$1
    shift
    "$bulkhead" new "$name" "$@" >"$name.next" || return 1
    next_commands "$name.next" >"$name.sh"
    [ "$(wc -l <"$name.sh")" -eq 4 ] || return 1
    has_command report || sed -i '/bulkhead report/d' "$name.sh"
    bash -e "$name.sh" >"$name.out" 2>&1 || {
        cat "$name.out"
        return 1
    }
}

said() { # name, line
    grep -qxF -- "$2" "$1.out" || {
        cat "$1.out"
        return 1
    }
}

test_that "a new bare module is built, run and traced by typing what bulkhead new prints" \
    follow pump
test_that "its first partition ticks" said pump "[ticker] tick 10"
test_that "its second one hears the first one over a channel" \
    said pump "[listener] heard tick 10, 8000 us after it was sent"
test_that "its trace has both partitions' windows" \
    eval 'grep -q "ticker .*WINDOW" pump.out && grep -q "listener .*WINDOW" pump.out'
test_that "a new APEX module is built, run and traced by typing what bulkhead new prints" \
    follow tank --guest apex
test_that "its display shows what its sensor measures" said tank "[display] level 70 %"
if [ -n "${RTEMS_KIT:-}" ] && [ -e "$built/lib/pkgconfig/i386-rtems6-bulkhead.pc" ]; then
    test_that "a new RTEMS module is built, run and traced by typing what bulkhead new prints" \
        follow valve --guest rtems
    test_that "its second partition hears the first one over a channel" \
        grep -q "^.listener. heard tick 10, " valve.out
else
    skip_that "a new RTEMS module is built and run by typing what bulkhead new prints" \
        "RTEMS_KIT is not set"
fi
# It says which variable to set. (One that is empty is not set.)
rtems_says_kit() {
    RTEMS_KIT='' "$bulkhead" new nokit --guest rtems || return 1
    ! RTEMS_KIT='' make -C nokit >nokit.out 2>&1 && grep -q "RTEMS_KIT is not set" nokit.out
}
test_that "a new RTEMS module without a kit says what is to be set" rtems_says_kit

names_match() {
    for guest in bare apex rtems; do
        "$bulkhead" new -g $guest named-$guest >named.out &&
            grep -q 'Name="named-'$guest'"' named-$guest/module.xml &&
            [ "$(head -1 named-$guest/README.md)" = "# named-$guest" ] &&
            ! grep -r '@NAME@' named-$guest || return 1
    done
}
test_that "a new module bears its name everywhere" names_match
test_that "what is built of a new module is ignored by git" \
    eval 'is "" "$(cd pump && git init -q && git status --porcelain | grep -E "build|local|trace|html")"'

# As `make install` lays things out; the command is in the PATH.
installed() {
    mkdir -p prefix/bin prefix/share && cp "$bulkhead" prefix/bin/ &&
        cp -r "$built/share" prefix/share/bulkhead && cp -r "$built/include" "$built/lib" prefix/ ||
        return 1
    local PATH=$work/prefix/bin:$PATH bulkhead=bulkhead
    is "$work/prefix" "$(bulkhead --prefix)" && follow moved && follow moved-apex -g apex &&
        [ ! -e moved/local.mk ] && grep -q '^    bulkhead run ' moved.next
}
test_that "an installed command in the PATH makes modules that build against the installation" \
    installed

mkdir pots && touch pots/file
test_that "a new module in another folder has the name of its last part" \
    eval '"$bulkhead" new pots/kettle && grep -q "Name=\"kettle\"" pots/kettle/module.xml'
test_that "new refuses a folder that exists, and leaves it as it is" \
    eval 'refuses 2 "pump exists; choose another name" new pump && [ -e pump/build ]'
test_that "new refuses a file that exists" refuses 2 "exists; choose another" new pots/file
test_that "new refuses a folder in none, and says so" \
    refuses 2 "the folder it would be in does not exist" new none/pump
test_that "new refuses a folder below a file" refuses 2 "choose another place" new pots/file/pump
test_that "new refuses a name with blanks" refuses 2 "characters other than letters" new "my pump"
test_that "new refuses a name that begins with a dot" refuses 2 "does not begin with a letter" new .pump
test_that "new refuses the folder it is in" refuses 2 "does not begin with a letter" new .
test_that "new refuses a name that ends in a slash" refuses 2 "no name behind its last /" new pump2/
test_that "new refuses a name of 32 characters" \
    refuses 2 "has 32 characters; shorten it to 31" new abcdefghijklmnopqrstuvwxyz012345
test_that "new refuses a guest that it does not know, and names the nearest" \
    refuses 2 "there is no template for guest rtms; did you mean rtems?" new other -g rtms
test_that "new without a name asks for one" refuses 2 "which NAME?" new
test_that "new takes one name" refuses 2 "one NAME at a time" new a b
test_that "a new module's Makefile says when it does not find the command" \
    eval '! make -C pump BULKHEAD=none >none.out 2>&1 && grep -q "say where it is" none.out'
