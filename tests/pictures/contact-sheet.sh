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

while read -r name board readings size at; do
    case $name in '' | '#'*) continue ;; esac
    "$build/wallboard" --render "$out/$name.png" --size "$size" --config "$here/$board.json" \
        --readings "$here/$readings.jsonl" --at "$at"
    printf '<figure><a href="%s.png"><img src="%s.png"></a><figcaption>%s</figcaption></figure>\n' \
        "$name" "$name" "$name" >>"$out/index.html"
    printf '%s\n' "$out/$name.png"
done <"$here/pictures.list"
printf 'All of them on one page: %s\n' "$out/index.html"
