#!/bin/bash
# The demo by itself: it shows something, ends by itself and on Ctrl-C, and leaves nothing behind.
set -eu

build=${WALLBOARD_BUILD:-build}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
unset DISPLAY WAYLAND_DISPLAY

# Whatever the demo started works on folders below TMPDIR.
export TMPDIR=$out/tmp
mkdir "$TMPDIR"
nothing_left() {
    if pgrep -f "$TMPDIR" >/dev/null; then
        echo "still running:"
        pgrep -af "$TMPDIR"
        exit 1
    fi
    if [ -n "$(ls -A "$TMPDIR")" ]; then
        echo "left behind: $(ls -A "$TMPDIR")"
        exit 1
    fi
}

rm -f "$build/demo.png"
src/sim/demo.sh "$build" 12 >"$out/log" 2>&1 || { cat "$out/log"; exit 1; }
[ -s "$build/demo.png" ] || { echo "no picture"; cat "$out/log"; exit 1; }
grep -q 'wall *met' "$out/log" || { echo "the wall never judged"; cat "$out/log"; exit 1; }
nothing_left

set -m
src/sim/demo.sh "$build" >"$out/log" 2>&1 &
demo=$!
for _ in $(seq 300); do
    if grep -q 'wall  ' "$out/log"; then break; fi
    sleep 0.1
done
kill -INT -- "-$demo"
wait "$demo" || { echo "Ctrl-C gave exit $?"; cat "$out/log"; exit 1; }
nothing_left
