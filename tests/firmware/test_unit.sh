#!/bin/bash
# What `make install` puts on a machine, and what systemd says of the unit. Nothing is started here.
set -eu

build=${WALLBOARD_BUILD:-build}
variant=release
if [ "$(basename "$build")" = sanitized ]; then variant=sanitized; fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    printf '%s\n' "$@"
    exit 1
}

put() { make --no-print-directory VARIANT="$variant" "$@" >"$work/said" 2>&1 || fail "make $*" "$(cat "$work/said")"; }

# ---- Where it lands, and that nothing runs by itself ---------------------------------------------

root=$work/root
put install DESTDIR="$root" PREFIX=/usr
for file in bin/wallboard lib/systemd/system/wallboard.service lib/sysusers.d/wallboard.conf \
    lib/tmpfiles.d/wallboard.conf lib/udev/rules.d/70-wallboard.rules share/man/man1/wallboard.1 \
    share/wallboard/device.example.json share/wallboard/boards/example.json; do
    [ -s "$root/usr/$file" ] || fail "not installed: $file"
done
unit=$root/usr/lib/systemd/system/wallboard.service
grep -qx 'ExecStart=/usr/bin/wallboard' "$unit" || fail "another program" "$(grep Exec "$unit")"
if grep -r '@[A-Z]*@' "$root/usr/lib" || grep '^  .*@[A-Z]*@' "$work/said"; then fail "a place was not filled in"; fi
[ -z "$(find "$root" -type l)" ] || fail "enabled by itself" "$(find "$root" -type l)"
grep -q 'systemctl enable --now wallboard' "$work/said" || fail "nobody says how to enable it"
grep -q 'cp /usr/share/wallboard/device.example.json' "$work/said" || fail "nobody says where the example is"
put uninstall DESTDIR="$root" PREFIX=/usr
left=$(find "$root" -type f)
[ -z "$left" ] || fail "left behind:" "$left"

# ---- What the unit promises ----------------------------------------------------------------------

put install DESTDIR= PREFIX="$work/usr"
unit=$work/usr/lib/systemd/system/wallboard.service
for line in Type=notify Restart=always StartLimitIntervalSec=0 WatchdogSec=10 LimitCORE=0 \
    User=wallboard StateDirectory=wallboard "DeviceAllow=char-drm rw" "DeviceAllow=char-cec rw"; do
    grep -qx "$line" "$unit" || fail "the unit does not say $line"
done
if grep -E '^[A-Z][A-Za-z]*=.*(network|nss-lookup|time-sync)' "$unit"; then fail "it waits for the network"; fi

# ---- What systemd says ---------------------------------------------------------------------------

if ! command -v systemd-analyze >/dev/null; then
    echo "skipped: no systemd-analyze here, the unit was neither verified nor scored"
    exit 0
fi
said=$(systemd-analyze verify --man=no "$unit" 2>&1) || fail "verify:" "$said"
[ -z "$said" ] || fail "verify:" "$said"
score() { systemd-analyze security --no-pager --offline=true --threshold=15 "$1" 2>&1; }
said=$(score "$unit") || fail "it is open to more than 1.5:" "$(grep -v '✓' <<<"$said")"
# The same without a wall around it: so the score can fail.
grep -v '^Protect\|^Restrict\|^SystemCall\|^Capab' "$unit" >"$work/open.service"
if score "$work/open.service" >/dev/null; then fail "an open unit has the same score"; fi

mkdir -p "$root/etc"
said=$(systemd-sysusers --root="$root" "$work/usr/lib/sysusers.d/wallboard.conf" 2>&1) || fail "sysusers:" "$said"
grep -q '^wallboard:.*nologin$' "$root/etc/passwd" || fail "no user" "$(cat "$root/etc/passwd")"
said=$(systemd-tmpfiles --root="$root" --create "$work/usr/lib/tmpfiles.d/wallboard.conf" 2>&1) || true
[ "$(id -u)" -ne 0 ] || [ "$(stat -c %a "$root/etc/wallboard")" = 750 ] || fail "no /etc/wallboard" "$said"
rules=$work/usr/lib/udev/rules.d/70-wallboard.rules
if udevadm verify --help >/dev/null 2>&1; then
    said=$(udevadm verify "$rules" 2>&1) || fail "udev:" "$said"
fi
