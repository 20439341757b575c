#!/bin/bash
# The descriptions of the card agree with each other and with the sources.
set -eu

fail() {
    printf '%s\n' "$@"
    exit 1
}

# What the sources need to be built stands in two places, for apt and for dpkg.
apt=$(sed -n '/# to build/,/# to run/p' .ci/install-packages | grep -o '[a-z0-9]*-dev\|lib[a-z0-9-]*-dev' | grep -v '^libc6-dev$' | sort -u)
dpkg=$(sed -n '/^Build-Depends:/,/^$/s/^ \([a-z0-9.+-]*-dev\).*/\1/p' image/debian/control | grep -v '^systemd-dev$' | sort -u)
[ "$(wc -w <<<"$apt")" -ge 8 ] || fail "the list of packages was not found" "$apt"
[ "$apt" = "$dpkg" ] || fail "image/debian/control and .ci/install-packages differ:" "$(diff <(echo "$dpkg") <(echo "$apt"))"

# The kernel looks for the card by the signature that genimage gives it.
signature=$(sed -n 's/.*disk-signature = 0x\([0-9a-f]*\).*/\1/p' image/genimage.cfg)
[ -n "$signature" ] || fail "the card has no signature"
grep -q "root=PARTUUID=$signature-02 " firmware/boot/cmdline.txt || fail "cmdline.txt looks for another card"
grep -q "^PARTUUID=$signature-01 " firmware/root/etc/fstab || fail "fstab looks for another card"
[ "$(wc -l <firmware/boot/cmdline.txt)" = 1 ] || fail "the Pi reads one line of cmdline.txt"

# One name a line.
for list in packages excludes no-modules no-units; do
    names=$(image/setting.sh packages "$list.txt")
    [ -n "$names" ] || fail "$list.txt is empty"
    if grep '[[:space:]]' <<<"$names"; then fail "$list.txt: more than a name on a line"; fi
    twice=$(uniq -d <<<"$names")
    [ -z "$twice" ] || fail "$list.txt: twice" "$twice"
done

# What is switched on by the card is there, and what it starts.
units=firmware/root/etc/systemd/system
enabled=$(sed -n '/^systemctl.* enable wallboard/,/2>/p' image/card.sh | grep -o 'wallboard-[a-z.]*')
[ "$(wc -w <<<"$enabled")" -ge 7 ] || fail "the list of units was not found" "$enabled"
for unit in $enabled; do
    case $unit in *.*) ;; *) unit=$unit.service ;; esac
    [ -s "$units/$unit" ] || fail "no such unit: $unit"
    service=$units/${unit%.*}.service
    program=$(sed -n 's/^ExecStart=\([^ ]*\).*/\1/p' "$service")
    [ -x "firmware/root$program" ] || fail "$service: no such program: $program"
    sh -n "firmware/root$program" || fail "$program cannot be read"
done

# The slots have the same place everywhere.
[ "$(head -n 1 firmware/boot/config.txt)" = "os_prefix=a/" ] || fail "config.txt does not begin with the slot"
for slot in "a 02" "b 03"; do
    grep -A 3 "^device=/dev/disk/by-partuuid/$signature-${slot#* }$" firmware/root/etc/rauc/system.conf | grep -qx "bootname=${slot% *}" ||
        fail "RAUC looks for slot ${slot% *} elsewhere"
done
grep -qx "compatible=$(sed -n 's/^compatible=//p' image/bundle.sh)" firmware/root/etc/rauc/system.conf || fail "a bundle is for another kind of board"
grep -qx 'bundle-formats=verity' firmware/root/etc/rauc/system.conf || fail "more than bundles with a hash tree"
sh -n firmware/initrd/init || fail "the initrd's program cannot be read"
