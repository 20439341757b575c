#!/bin/bash
# The manual pages: well formed, each telling every key that the tables have, and installed.
set -eu

build=${WALLBOARD_BUILD:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for page in board device; do "$build/wallboard-manual" $page >"$work/wallboard-$page.5"; done
"$build/wallboard-manual" topics <src/manual/wallboard-topics.7.in >"$work/wallboard-topics.7"
if "$build/wallboard-manual" nonsense >/dev/null 2>&1; then
    echo "a page that is none was written"
    exit 1
fi

mandoc -Tlint -Wwarning src/*.1 src/*/*.1 "$work"/*

# The keys of every object that the schema defines.
keys() {
    awk '/^   "/ { inside = /"properties": \{/ }
        inside && /^    "/ { sub(/^ *"/, ""); sub(/".*/, ""); if ($0 != "//") print }' | sort -u
}
"$build/wallboard" --schema | keys >"$work/keys"
[ "$(wc -l <"$work/keys")" -gt 100 ] || { echo "hardly a key in the schema" && exit 1; }
while read -r key; do
    grep -qF ".It Li \"$key\"" "$work/wallboard-board.5" "$work/wallboard-topics.7" ||
        { echo "neither wallboard-board(5) nor wallboard-topics(7) tells of '$key'" && exit 1; }
done <"$work/keys"
grep -q '^\.It Li "password_file"' "$work/wallboard-device.5"
for word in '^\.Ss validate' '^\.It Li "not_before"' '^\.It Li "password"' '^\.Li duplicate-key'; do
    grep -q "$word" "$work/wallboard-topics.7" || { echo "wallboard-topics(7) lacks $word" && exit 1; }
done
if grep -q '^@' "$work/wallboard-topics.7"; then
    echo "a place in wallboard-topics(7) was not filled"
    exit 1
fi
