#!/bin/bash
# The floors of the design, held by the includes: an arrow only points downwards, edges never see
# one another, and a library is known to one folder alone. First proves on made-up trees that a
# breach would be seen.
set -eu

floor_of() {
    case $1 in
    base) echo 0 ;; kpi) echo 1 ;; config) echo 2 ;; view) echo 3 ;;
    screen | mqtt | device) echo 4 ;;
    sim | ctl | .) echo 5 ;;
    *) echo unknown ;;
    esac
}

# Who may include which header of whose library.
foreign() {
    case $1 in
    SDL*) [ "$2" = screen ] ;;
    png.h | X11/*) [ "$2" = screen ] ;;
    mosquitto*) [ "$2" = mqtt ] ;;
    jansson.h) case $2 in kpi | config | sim | ctl | .) ;; *) false ;; esac ;;
    openssl/*) [ "$2" = . ] ;;
    sys/timex.h | sys/signalfd.h | sys/timerfd.h | sys/un.h) [ "$2" = device ] ;;
    esac
}

# Prints every breach below the folder $1.
breaches() {
    local tree=$1 file folder line header target
    while IFS=: read -r file line; do
        folder=$(dirname "${file#"$tree"/}")
        header=$(sed -n 's/.*[<"]\([^>"]*\)[>"].*/\1/p' <<<"$line")
        case $line in
        *'"'*)
            target=$(dirname "$header")
            if [ "$target" = "$folder" ]; then continue; fi
            if [ "$(floor_of "$target")" = unknown ] || [ "$(floor_of "$folder")" = unknown ] ||
                [ "$(floor_of "$target")" -ge "$(floor_of "$folder")" ]; then
                # sim, ctl and the top are programs: they stand on the edges but not on each other.
                echo "${file#"$tree"/} includes $header"
            fi
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
