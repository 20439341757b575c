#!/bin/bash
# Reads the descriptions in this folder, for the other scripts.
#
# usage: image/setting.sh suite | image/setting.sh packages FILE     one a line, sorted
set -eu
here=$(dirname "$0")
case ${1:-} in
suite) echo trixie ;;
packages) sed 's/ *#.*//; /^$/d' "$here/$2" | sort ;;
*) exit 64 ;;
esac
