#!/bin/bash
# The floors of the design, held by the includes: an arrow only points downwards, edges never see
# one another, and a library is known to one folder alone. First proves on made-up trees that a
# breach would be seen.
set -eu

# Sets floor to that of the folder $1, or to $2 where nobody knows it. No process of its own, here
# and below: thousands of includes are asked about.
floor_of() {
    case $1 in
    base) floor=0 ;; kpi) floor=1 ;; config) floor=2 ;; view) floor=3 ;;
    screen | mqtt | device) floor=4 ;;
    sim | ctl | manual | .) floor=5 ;;
    *) floor=$2 ;;
    esac
}

# Sets folder to that of the file $1.
folder_of() {
    case $1 in
    */*) folder=${1%/*} ;;
    *) folder=. ;;
    esac
}

# Who may include which header of whose library.
foreign() {
    case $1 in
    SDL*) [ "$2" = screen ] ;;
    png.h | X11/*) [ "$2" = screen ] ;;
    mosquitto*) [ "$2" = mqtt ] ;;
    jansson.h) case $2 in kpi | config | sim | ctl | .) ;; *) false ;; esac ;;
    openssl/*) case $2 in config | ctl | .) ;; *) false ;; esac ;;
    sys/timex.h | sys/signalfd.h | sys/timerfd.h | sys/un.h) [ "$2" = device ] ;;
    esac
}

# Prints every breach below the folder $1.
breaches() {
    local tree=$1 file line header target folder floor above
    while IFS=: read -r file line; do
        header=${line#*[<\"]}
        header=${header%%[>\"]*}
        folder_of "$header"
        target=$folder
        folder_of "${file#"$tree"/}"
        case $line in
        *'"'*)
            if [ "$target" = "$folder" ]; then continue; fi
            floor_of "$folder" -1
            above=$floor
            floor_of "$target" 9
            # sim, ctl and the top are programs: they stand on the edges but not on each other.
            if [ "$floor" -ge "$above" ]; then echo "${file#"$tree"/} includes $header"; fi
            ;;
        *) foreign "$header" "$folder" || echo "${file#"$tree"/} includes <$header>" ;;
        esac
    done < <(cd / && grep -rE '^ *# *include' "$tree" --include='*.[chS]')
}

# Prints every call of the lower floors to what is a parameter there: clock, files, environment.
questions() {
    (cd / && grep -rnE '\b(clock_gettime|gettimeofday|time|localtime(_r)?|fopen|open|getenv)\(' \
        "$1/kpi" "$1/config" "$1/view" --include='*.[ch]' 2>/dev/null) || true
}

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
while read -r file include; do
    rm -rf "${tree:?}"/*
    mkdir -p "$tree/$(dirname "$file")"
    printf '#include %s\n' "$include" >"$tree/$file"
    if [ -z "$(breaches "$tree")" ]; then
        echo "a breach went unseen: $file includes $include"
        exit 1
    fi
done <<'END'
kpi/board.c "view/view.h"
base/log.c "kpi/words.h"
view/tile.c "screen/painter.h"
screen/window.c "mqtt/client.h"
mqtt/network.c "device/clock.h"
device/loop.c "screen/screen.h"
config/keys.c "device/files.h"
view/tile.c <SDL.h>
wallboard.c <mosquitto.h>
kpi/board.c <sys/timerfd.h>
sim/publish.c <mosquitto.h>
screen/png.c <jansson.h>
kpi/board.c "elsewhere/part.h"
elsewhere/part.c "base/log.h"
END

mkdir -p "$tree/kpi" "$tree/config" "$tree/view"
echo 'int64_t now = time(NULL);' >"$tree/kpi/board.c"
if [ -z "$(questions "$tree")" ]; then
    echo "a question went unseen"
    exit 1
fi

top=$(cd "$(dirname "$0")/../.." && pwd)
found=$(breaches "$top/src")
if [ -n "$found" ]; then
    echo "An include may only point downwards:"
    echo "$found"
    exit 1
fi

found=$(questions "$top/src")
if [ -n "$found" ]; then
    echo "Time, files and the environment are parameters in the lower floors:"
    echo "$found"
    exit 1
fi
