#!/bin/bash
# Renders every picture of tests/pictures/pictures.list and lays them out on one page to look at.
#
# usage: tests/pictures/contact-sheet.sh BUILD
set -eu

build=${1:?usage: tests/pictures/contact-sheet.sh BUILD}
here=tests/pictures
out=$build/pictures
mkdir -p "$out"

{
    printf '<!doctype html><meta charset="utf-8"><title>Wallboard</title>\n'
    printf '<style>body{background:#444;color:#eee;font:14px sans-serif}'
    printf 'figure{display:inline-block;margin:8px}img{height:360px;display:block}</style>\n'
} >"$out/index.html"

add() {
    printf '<figure><a href="%s.png"><img src="%s.png"></a><figcaption>%s</figcaption></figure>\n' \
        "$1" "$1" "$1" >>"$out/index.html"
    printf '%s\n' "$out/$1.png"
}

WALLBOARD_PICTURES=$out "$build/tests/wallboard/test_pictures" >/dev/null
for picture in "$out"/*.png; do
    name=$(basename "$picture" .png)
    case $name in card-*) continue ;; esac
    add "$name"
done

for page in 1 2 3 4; do
    for language in ja en; do
        "$build/wallboard" --test-card --render "$out/card-$page-$language.png" --size 1920x1080 \
            --config "$here/floor-$language.json" --device config/device.example.json --page $page
        add "card-$page-$language"
    done
done
printf 'All of them on one page: %s\n' "$out/index.html"
