#!/bin/bash
# Takes every figure of tests/bench/figures.txt and prints them against their bounds. With CHECK=1
# in the environment a figure that misses its bound, or cannot be taken, makes it fail.
#
# usage: tests/bench/run.sh BUILD-FOLDER [PROGRAM...]     without programs: all of them
set -u

build=${1:?usage: tests/bench/run.sh BUILD-FOLDER [PROGRAM...]}
shift
programs=("$@")
[ ${#programs[@]} -gt 0 ] || programs=(machine binary repaint instructions start latency flow burst memory idle push fleet)
bench=$(dirname "$0")
board=config/boards/bench.json
measured=$(mktemp)
running=

# In the background and waited for, so that a signal is passed on at once.
finish() {
    [ -z "$running" ] || { kill "$running" && wait "$running"; } 2>/dev/null
    rm -f "$measured"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

run() {
    "$@" >>"$measured" &
    running=$!
    wait "$running"
    running=
}

binary() { echo "binary $(stat -c %s "$build/wallboard" | awk '{ print $1 / 1024 }')"; }

collected() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null \
        "$build/bench/message" "$board" "$@" 2>&1 |
        awk '/^bench:/ { print >"/dev/stderr"; failed = 1 }
             /Collected/ { count = $NF }
             END { print failed || !count ? "nothing" : count }'
}

# KPIs and how many of them are published to; a long run less a short one leaves out the set-up.
per_message() {
    local short long
    short=$(collected "$1" "$2" 2000)
    long=$(collected "$1" "$2" 6000)
    [ "$short" != nothing ] && [ "$long" != nothing ] || return
    echo $(((long - short) / 4000))
}

# To the ten first KPIs, which are on the wall, and to all; the worse counts.
instructions() {
    local few shown all
    few=$(per_message 10 10)
    shown=$(per_message 1000 10)
    all=$(per_message 1000 1000)
    [ -n "$few" ] && [ -n "$shown" ] && [ -n "$all" ] || return
    echo "instructions per message: $few (10 KPIs), $shown (10 of 1,000), $all (1,000)" >&2
    awk -v few="$few" -v shown="$shown" -v all="$all" \
        'BEGIN { print "instructions", (shown > all ? shown : all) / few }'
}

take() {
    case $1 in
    binary | instructions) run "$1" ;;
    repaint) run "$build/bench/repaint" "$board" ;;
    *) run "$build/bench/$1" "$build" "$board" ;;
    esac
}

printf 'Machine: %s cores, %s; load average %s\n' "$(nproc)" \
    "$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -n 1)" "$(cut -d ' ' -f 1-3 /proc/loadavg)"
awk '$1 > 0.5 { print "The machine is not quiet: times will be too long." }' /proc/loadavg
for program in "${programs[@]}"; do
    echo "  BENCH   $program"
    take "$program"
done

printf '\n%-62s %10s  %10s\n' figure measured 'at most'
awk -v all="$#" '
    FILENAME == ARGV[1] { value[$1] = $2; next }
    /^#/ || (all > 0 && !($1 in value)) { next }
    {
        what = $4
        for (i = 5; i <= NF; i++) what = what " " $i
        taken = $1 in value
        good = taken && value[$1] <= $2
        missed += !good
        shown = taken ? sprintf("%.3f", value[$1]) : "-"
        if (taken) sub(/\.?0+$/, "", shown)
        printf "%-62s %10s  %10s %-6s %s\n", what, shown, $2, $3, good ? "ok" : "MISSED"
    }
    END { printf "\n%d missed\n", missed; exit missed > 0 }
' "$measured" "$bench/figures.txt"
verdict=$?
awk '{ value[$1] = $2 }
    "machine-median" in value && "machine-p99" in value {
        printf "Publish to a bare subscriber: median %.2f ms, 99 of 100 %.2f ms", \
            value["machine-median"], value["machine-p99"]
        print " (0.10 and 0.19 where the bounds were set)"
        exit
    }' "$measured"
printf 'Load average at the end: %s\n' "$(cut -d ' ' -f 1-3 /proc/loadavg)"
[ "${CHECK:-0}" != 1 ] || exit $verdict
