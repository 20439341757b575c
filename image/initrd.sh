#!/bin/bash
# Makes the small initrd: busybox, firmware/initrd/init, the program that chooses the slot, and the
# modules of firmware/initrd/modules.txt with all that they need, in the order in which they are loaded.
#
# usage: image/initrd.sh ROOT RELEASE BUSYBOX OUT
set -eu

root=${1:?} release=${2:?} busybox=${3:?} out=${4:?}
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree"/{bin,proc,sys,dev,root,modules}
install -m 755 "$(find "$busybox" -path '*/bin/busybox' -type f)" "$tree/bin/busybox"
install -m 755 firmware/initrd/init "$tree/init"
install -m 755 firmware/root/usr/lib/wallboard/slots "$tree/bin/slots"

kernel=$root/usr/lib/modules/$release
while read -r pattern; do
    find "$kernel/kernel" -name "$pattern.ko*" -printf '%f\n'
done < <(sed 's/ *#.*//; /^$/d' firmware/initrd/modules.txt) | sed 's/\.ko.*//' | LC_ALL=C sort -u |
    while read -r module; do
        modprobe -d "$root" -S "$release" --show-depends "$module" 2>/dev/null
    done | sed -n 's/^insmod \([^ ]*\).*/\1/p' | awk '!seen[$0]++' |
    while read -r path; do
        name=$(basename "$path" .xz)
        case $path in
        *.xz) xz -dc "$path" >"$tree/modules/$name" ;;
        *) cp "$path" "$tree/modules/$name" ;;
        esac
        echo "$name"
    done >"$tree/modules/order"
find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
(cd "$tree" && find . -print0 | LC_ALL=C sort -z | cpio --null --quiet --create --format=newc \
    --reproducible --owner=0:0) | zstd -q -19 >"$out"
