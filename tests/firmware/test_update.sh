#!/bin/bash
# Updates on the card, from the wall's request to the proof, by the scripts that run there, in a folder in
# place of the machine and with somebody in RAUC's place: what is told to the wall, and what is kept over a
# restart.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    printf '%s\n' "$@"
    exit 1
}

# ---- A machine in a folder --------------------------------------------------------------------------

export SLOTS_BOOT=$work/boot/firmware SLOTS_STATE=$work/data/slots SLOTS_CMDLINE=$work/cmdline
told=$work/run/wallboard-update/state
asked=$work/run/wallboard/update
mkdir -p "$work/run/wallboard-update" "$work/run/wallboard" "$work/data/slots" "$work/etc/wallboard" "$work/bin" "$work/stick"
mkdir -p "$SLOTS_BOOT/a" "$SLOTS_BOOT/b"
cp firmware/boot/config.txt "$SLOTS_BOOT/"
for slot in a b; do cp firmware/boot/cmdline.txt "$SLOTS_BOOT/$slot/"; done
runs() { sed "s/-02 /-0$(tr ab 23 <<<"$1") /" firmware/boot/cmdline.txt >"$work/cmdline"; }
runs a

for name in mount umount sync systemctl modprobe; do printf '#!/bin/sh\necho "%s $*" >>%s/done\n' "$name" "$work" >"$work/bin/$name"; done
for name in mountpoint readlink findmnt; do printf '#!/bin/sh\n[ %s != mountpoint ] && echo /dev/same\n' "$name" >"$work/bin/$name"; done
# In RAUC's place: says what lies in $work/says, and ends as that tells.
cat >"$work/bin/rauc" <<'RAUC'
#!/bin/sh
echo "rauc $*" >>"$WORK/done"
case $1 in
info) echo "RAUC_MF_VERSION='0.2.0'" && [ ! -e "$WORK/info" ] || { cat "$WORK/info" >&2 && exit 1; } ;;
install)
    cat "$WORK/says"
    ! grep -q LastError "$WORK/says" || exit 1
    "$WORK/slots" set-state "$TARGET" bad
    echo trying >"$SLOTS_STATE/$TARGET"
    ;;
esac
RAUC
chmod +x "$work"/bin/*
export WORK=$work TARGET=b
slots=$work/slots
cp firmware/root/usr/lib/wallboard/slots "$slots"
sed -E "s#([ =\"])/(boot|data|run|etc/wallboard)#\1$work/\2#g; s#/usr/lib/wallboard/slots#$slots#" \
    firmware/root/usr/lib/wallboard/update >"$work/update"
update() {
    : >"$work/done"
    further "$1"
}
further() {
    PATH=$work/bin:$PATH sh "$work/update" "$1" >"$work/said" 2>&1 || fail "update $1:" "$(cat "$work/said")"
    [ ! -s "$work/said" ] || fail "update $1 said:" "$(cat "$work/said")"
}
tells() { [ "$(cat "$told")" = "$1" ] || fail "told: $(cat "$told")" "not:  $1"; }
does() { grep -qx -- "$1" "$work/done" || fail "not done: $1" "$(cat "$work/done")"; }
does_not() { if grep "$1" "$work/done"; then fail "done"; fi; }
ask() {
    printf '%s\n' "$@" >"$asked"
    update take
    [ ! -e "$asked" ] || fail "the request is still there"
    further ended
}

# ---- Nothing asked for ------------------------------------------------------------------------------

update begin
tells '{"state":"none","slot":"a"}'
[ ! -e "$work/data/slots/update" ] || fail "something was kept for nothing"
update confirm
update expire
does_not .
tells '{"state":"none","slot":"a"}'

# ---- Refused ----------------------------------------------------------------------------------------

refused() { # BUNDLE REASON
    ask "$1" '"t1"'
    case $(cat "$told") in
    '{"state":"rejected","slot":"a","bundle":"'*'","transaction":"t1","reason":"'"$2"*) ;;
    *) fail "$1:" "told: $(cat "$told")" "not: rejected ... $2" ;;
    esac
    does_not '^rauc\|reboot'
}
refused 'ftp://h/x.raucb' 'a bundle is https'
refused 'usb:../x.raucb' 'usb: is followed by the name'
refused 'usb:x.img' 'a bundle is https'
refused 'http://h/x y' 'an address has no spaces'
refused '-c/tmp/x' 'a bundle is https'
refused 'usb:x.raucb' 'no memory stick has such a file'
ln -s "$work/cmdline" "$asked"
update take
case $(cat "$told") in *'"reason":"no request that could be read"}') ;; *) fail "a link was followed" "$(cat "$told")" ;; esac
head -c 3000 /dev/zero >"$asked"
update take
case $(cat "$told") in *'"reason":"no request that could be read"}') ;; *) fail "a request of 3000 bytes" "$(cat "$told")" ;; esac

rauc_refuses() { # WORDS REASON
    printf '  0%% Installing\n 20%% Checking bundle\n100%% Installing failed.\nLastError: %s\n' "$1" >"$work/says"
    ask http://h/x.raucb '"t2"'
    tells "{\"state\":\"rejected\",\"slot\":\"a\",\"bundle\":\"http://h/x.raucb\",\"transaction\":\"t2\",\"version\":\"0.2.0\",\"reason\":\"$2: $1\"}"
    does 'systemctl stop rauc.service'
    does_not reboot
}
rauc_refuses "signature verification failed: Verify error: self-signed certificate" "the bundle is not signed by a key that this board knows"
rauc_refuses "Compatible mismatch: Expected 'wallboard-arm64' but bundle manifest has 'other'" "the bundle is for another kind of board"
rauc_refuses "Version mismatch: Expected at least '0.3.0' but bundle manifest has '0.2.0'" "the bundle is older than what runs"
rauc_refuses "Failed updating slot root.1: read error" "the bundle could not be installed, it may be damaged"
echo 'Failed to download bundle http://h/x.raucb: nbd server failed with: HTTP 404' >"$work/info"
ask http://h/x.raucb '"t3"'
case $(cat "$told") in *'"transaction":"t3","reason":"the bundle could not be had: Failed to download'*) ;; *) fail "$(cat "$told")" ;; esac
does_not 'rauc install'
echo 'Failed to stream bundle https://h/x.raucb: failed to configure streaming: server not responding' >"$work/info"
ask https://h/x.raucb '"t3"'
case $(cat "$told") in *'"reason":"the bundle could not be had, or its server is none that ca.pem vouches for: Failed to'*) ;; *) fail "$(cat "$told")" ;; esac
rm "$work/info"
update begin
case $(cat "$told") in *'"transaction":"t3","reason":"the bundle could not be had'*) ;; *) fail "forgotten over a restart" "$(cat "$told")" ;; esac

# ---- Installed, on trial, proven ---------------------------------------------------------------------

good() { # TRANSACTION
    printf '  0%% Installing\n 40%% Copying image to root.1\n100%% Installing done.\n' >"$work/says"
    ask https://h/x.raucb "$1"
}
echo certificate >"$work/etc/wallboard/ca.pem"
good '{"any":["thing"]}'
asked_for='"bundle":"https://h/x.raucb","transaction":{"any":["thing"]},"version":"0.2.0"'
tells '{"state":"restarting","slot":"a",'"$asked_for}"
does "rauc install --tls-ca=$work/run/wallboard-update/ca.pem https://h/x.raucb"
does 'systemctl --no-block reboot'

"$slots" start b
runs b
update begin
tells '{"state":"trial","slot":"b",'"$asked_for}"
printf '%s\n' http://h/y.raucb '"t4"' >"$asked"
update take
case $(cat "$told") in *'"transaction":"t4","reason":"an update is on trial'*) ;; *) fail "$(cat "$told")" ;; esac
does_not rauc
update confirm
tells '{"state":"applied","slot":"b",'"$asked_for}"
[ "$("$slots" known b)" = good ] || fail "proven, and not good"
update expire
does_not reboot
update begin
tells '{"state":"applied","slot":"b",'"$asked_for}"

# ---- Not proven --------------------------------------------------------------------------------------

TARGET=a
good '"t5"'
sed -i 1s/b/a/ "$SLOTS_BOOT/config.txt"
"$slots" start a
runs a
update begin
asked_for='"bundle":"https://h/x.raucb","transaction":"t5","version":"0.2.0"'
tells '{"state":"trial","slot":"a",'"$asked_for}"
update expire
does 'systemctl reboot --force'
if PATH=$work/bin:$PATH "$slots" start a; then fail "not left"; fi
runs b
update begin
tells '{"state":"reverted","slot":"b",'"$asked_for"',"reason":"it was not proven in its time"}'

# The power was cut while it was written.
good '"t6"'
sed -i 1s/.*/installing/ "$work/data/slots/update"
echo bad >"$work/data/slots/a"
update begin
case $(cat "$told") in '{"state":"rejected","slot":"b",'*'"t6"'*'"reason":"the board was restarted meanwhile"}') ;; *) fail "$(cat "$told")" ;; esac

# It was ended from outside.
sed -i 1s/.*/installing/ "$work/data/slots/update"
update ended
case $(cat "$told") in *'"reason":"it was ended: it took too long"}') ;; *) fail "$(cat "$told")" ;; esac
