#!/bin/bash
# A broker, a simulated centre and a wallboard, each a real program, on this machine only.
#
# usage: src/sim/demo.sh BUILD [SECONDS [BOARD]]
#
# BUILD holds wallboard and wallboard-sim, BOARD is one of config/boards (demo without it). Ends
# after SECONDS, by Ctrl-C, or when the window is closed; ends all that it started, by its process
# id. The environment variable SCENE chooses what happens, see wallboard-sim --help; AUDIENCE whose
# wall it is.
set -u

# Ctrl-C goes to every process of the terminal's foreground group: make would take it too, and call
# the demo failed. With job control the demo gets a group of its own.
if [ -t 0 ] && [ "${1:-}" != --inside ]; then
    set -m
    "$BASH" "$0" --inside "$@"
    exit $?
fi
inside=0
if [ "${1:-}" = --inside ]; then
    inside=1
    shift
fi

build=${1:?usage: src/sim/demo.sh BUILD [SECONDS [BOARD]]}
limit=${2:-0}
scene=${SCENE:-lunch-rush}
site=demo
screen=demo
board=$(dirname "$0")/../../config/boards/${3:-demo}.json
started=$SECONDS # make hands SECONDS down, so that it need not begin at 0
PATH=$PATH:/usr/sbin
folder=$(mktemp -d "${TMPDIR:-/tmp}/wallboard-demo.XXXXXX") || exit 1
broker=
centre=
wall=
port=
drawn=0 # lines of the table on the terminal
ready=0 # the wall has said that it is there

# ---- The end ------------------------------------------------------------------------------------

runs() {
    [ -n "$1" ] && kill -0 "$1" 2>/dev/null
}

# Asks the processes to leave, waits 5 s for each, then insists.
end_processes() {
    local pid tries
    for pid in "$@"; do
        kill -TERM "$pid" 2>/dev/null
        kill -CONT "$pid" 2>/dev/null
    done
    for pid in "$@"; do
        tries=0
        while runs "$pid" && [ "$tries" -lt 50 ]; do
            sleep 0.1
            tries=$((tries + 1))
        done
        kill -KILL "$pid" 2>/dev/null
        wait "$pid" 2>/dev/null
    done
}

# shellcheck disable=SC2317 # called by the trap
clean_up() {
    trap '' INT TERM HUP
    # The broker last: the others still have to say that they leave.
    # shellcheck disable=SC2086 # an empty one is none
    end_processes $wall $centre
    # shellcheck disable=SC2086
    end_processes $broker
    rm -rf "$folder"
}

fail() {
    printf 'demo: %s\n' "$1" >&2
    if [ -n "${2:-}" ] && [ -s "$2" ]; then
        tail -n 20 "$2" | sed 's/^/    /' >&2
    fi
    exit 1
}

trap clean_up EXIT
trap 'exit 0' INT TERM HUP

# ---- The parts ----------------------------------------------------------------------------------

accepts() {
    (exec 4<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

start_broker_at() {
    port=$1
    printf 'listener %s 127.0.0.1\nallow_anonymous true\npersistence false\nlog_dest stderr\n' \
        "$port" >"$folder/mosquitto.conf"
    mosquitto -c "$folder/mosquitto.conf" >"$folder/broker.log" 2>&1 &
    broker=$!
    local tries
    for ((tries = 0; tries < 100; tries++)); do
        runs "$broker" || return 1
        accepts "$port" && runs "$broker" && return 0
        sleep 0.1
    done
    return 1
}

# Somebody may take a port between the look at it and its use: then another one.
start_broker() {
    command -v mosquitto >/dev/null || fail "mosquitto is not installed"
    local tries candidate
    for ((tries = 0; tries < 20; tries++)); do
        candidate=$((20000 + RANDOM % 12000))
        accepts "$candidate" && continue
        start_broker_at "$candidate" && return
        end_processes "$broker"
        broker=
    done
    fail "the broker does not start" "$folder/broker.log"
}

start_centre() {
    mkfifo "$folder/table" || fail "no pipe in $folder"
    exec 3<>"$folder/table"
    "$build/wallboard-sim" --host 127.0.0.1 --port "$port" --site "$site" --config "$board" \
        --scene "$scene" --seed 3 --table >"$folder/table" 2>"$folder/centre.log" 3<&- &
    centre=$!
}

start_wall() {
    cat >"$folder/device.json" <<DEVICE
{"broker": {"host": "127.0.0.1", "port": $port}, "site": "$site", "screen": "$screen", "clock": "auto"}
DEVICE
    local how=(--headless 1920x1080)
    if [ "$windowed" -eq 1 ]; then
        how=(--window 1280x720)
    fi
    STATE_DIRECTORY=$folder "$build/wallboard" --device "$folder/device.json" --config "$board" \
        ${AUDIENCE:+--audience "$AUDIENCE"} "${how[@]}" >"$folder/wall.log" 2>&1 3<&- &
    wall=$!
}

# ---- What is seen -------------------------------------------------------------------------------

retained() {
    mosquitto_sub -h 127.0.0.1 -p "$port" -t "wallboard/1/$site/$1" -C 1 -W 1 2>/dev/null
}

# {"met":3,"near":1} as "met 3, near 1", without what there is none of.
counts() {
    grep -o "\"$1\":{[^}]*}" | sed 's/^[^{]*{//; s/}$//; s/"//g' | tr ',' '\n' |
        sed -n '/:0$/d; s/:/ /p' | paste -sd, - | sed 's/,/, /g'
}

show() {
    printf '%s\n' "$1"
    drawn=$((drawn + 1))
}

# On a terminal the next table takes the place of this one.
begin_table() {
    if [ -t 1 ] && [ "$drawn" -gt 0 ]; then
        printf '\033[%dA\033[J' "$drawn"
    fi
    drawn=0
}

end_table() {
    local status verdicts
    status=$(retained "screen/$screen/status")
    verdicts=$(counts verdicts <<<"$status")
    show "wall         ${verdicts:-nothing judged yet}; $(counts qualities <<<"$status")"
    show ""
}

take_picture() {
    if [ "$ready" -eq 0 ]; then
        # Before it has said so, the signal would end it.
        [ "$(retained "screen/$screen/availability")" = online ] || return
        ready=1
    fi
    kill -USR1 "$wall" 2>/dev/null
    if [ "$folder/screenshot.png" -nt "$build/demo.png" ] || [ ! -e "$build/demo.png" ]; then
        cp "$folder/screenshot.png" "$build/.demo.png.$$" 2>/dev/null &&
            mv "$build/.demo.png.$$" "$build/demo.png"
    fi
}

# A part that left cleanly was asked to: Ctrl-C reaches all of them, and may reach it first.
check_part() {
    runs "$1" && return
    wait "$1"
    local status=$?
    [ "$status" -eq 0 ] && exit 0
    fail "$2 died (exit $status)" "$3"
}

check_parts() {
    check_part "$broker" "the broker" "$folder/broker.log"
    check_part "$centre" "the simulated centre" "$folder/centre.log"
    check_part "$wall" "the wallboard" "$folder/wall.log"
}

tell_how() {
    printf 'A broker at 127.0.0.1:%s, a simulated centre (%s) and a wallboard.\n' "$port" "$scene"
    if [ "$windowed" -eq 0 ]; then
        printf 'No display: the wall is kept in %s\n' "$build/demo.png"
    fi
    printf 'Publish a number of your own (the centre overwrites it within 5 seconds):\n'
    printf '  mosquitto_pub -h 127.0.0.1 -p %s -q 1 -r -t wallboard/1/%s/kpi/main/phone/contacts-waiting -m 42\n' \
        "$port" "$site"
    printf 'Ctrl-C ends all of it.\n\n'
}

over() {
    [ "$limit" -gt 0 ] && [ $((SECONDS - started)) -ge "$limit" ]
}

# ---- The run ------------------------------------------------------------------------------------

windowed=0
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    windowed=1
fi
[[ $limit =~ ^[0-9]+$ ]] || fail "SECONDS: '$limit' read, a whole number allowed"
[ -r "$board" ] || fail "$board is not there"
for program in wallboard wallboard-sim; do
    [ -x "$build/$program" ] || fail "$build/$program is not built; make builds it"
done

start_broker
start_centre
start_wall
tell_how
fresh=1
pictured=-2
while ! over; do
    check_parts
    if [ "$inside" -eq 1 ] && ! kill -0 "$PPID" 2>/dev/null; then
        exit 0 # who started us was killed
    fi
    if IFS= read -r -t 0.5 line <&3; then
        [ "$fresh" -eq 1 ] && begin_table
        fresh=0
        if [ -n "$line" ]; then
            show "$line"
        else
            end_table
            fresh=1
        fi
    fi
    if [ "$windowed" -eq 0 ] && [ $((SECONDS - pictured)) -ge 2 ]; then
        pictured=$SECONDS
        take_picture
    fi
done
exit 0
