#!/bin/bash
# The first boot of a card: what becomes of the installer's file, by the script that runs there and
# the program itself, in a folder in place of the machine; and what systemd says of the units.
set -eu

build=${WALLBOARD_BUILD:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    printf '%s\n' "$@"
    exit 1
}

# ---- A machine in a folder: mounting and the wall's group are only asked for ---------------------

card=$work/boot/firmware kept=$work/data/etc run=$work/run
mkdir -p "$card" "$kept" "$work/data/state" "$run/wallboard-provision" "$work/bin"
for name in mount chgrp sync; do printf '#!/bin/sh\necho "%s $*" >>%s/asked\n' "$name" "$work" >"$work/bin/$name"; done
cp "$build/wallboard" "$work/bin/"
chmod +x "$work"/bin/*
sed -E "s#([ =\"])/(boot|data|run)#\1$work/\2#g" firmware/root/usr/lib/wallboard/provision >"$work/provision"
boot() {
    rm -f "$work/asked" "$run/wallboard-provision/notice"
    rm -rf "$run/systemd"
    PATH=$work/bin:$PATH sh "$work/provision" >"$work/said" 2>&1 || fail "$1: it failed" "$(cat "$work/said")"
    [ ! -e "$kept/new" ] || fail "$1: something half done is left"
}
holds() { [ -e "$1" ] && grep -qF -- "$2" "$1"; }

boot "nothing given"
[ -z "$(ls "$kept")" ] || fail "out of nothing came" "$(ls "$kept")"
[ ! -e "$work/asked" ] || fail "the card was written to for nothing" "$(cat "$work/asked")"

# ---- Taken in: from Notepad, with a ca, a board and a network -------------------------------------

give() { printf '\xef\xbb\xbf%s\r\n' "$1" >"$card/${2:-wallboard.json}"; }
good='{"site":"osaka","screen":"east","broker":{"host":"h","ca":"ca.pem","username":"u","password":"canary"},
 "network":{"vlan":12,"time_servers":"ntp.example"},"zone":"Asia/Tokyo"}'
give "$good"
certificate() { openssl req -x509 -newkey ed25519 -noenc -days 2 -subj /CN=authority -keyout "$work/key" -out "$1" 2>/dev/null; }
certificate "$card/ca.pem"
cp config/boards/minimal.json "$card/board.json"
boot "a good file"
holds "$kept/device.json" '"site": "osaka"' || fail "no device file" "$(ls "$kept")"
holds "$kept/device.json" '"zone": "Asia/Tokyo"' || fail "no zone" "$(cat "$kept/device.json")"
holds "$kept/password" canary || fail "no password"
cmp -s "$card/ca.pem" "$kept/ca.pem" || fail "no certificate"
[ -e "$kept/board.json" ] || fail "no board"
[ ! -e "$card/wallboard.json" ] || fail "the password is still on the readable partition"
if grep -rq canary "$card"; then fail "the password is still on the card" "$(grep -rl canary "$card")"; fi
for file in "$kept"/*; do
    [ "$(stat -c %a "$file")" = 640 ] || fail "$file may be read by others" "$(ls -l "$file")"
done
grep -q 'chgrp wallboard .*password' "$work/asked" || fail "the wall may not read it" "$(cat "$work/asked")"
[ "$(grep '^mount' "$work/asked" | tail -n 1)" = "mount -o remount,ro $card" ] || fail "left writable" "$(cat "$work/asked")"
holds "$run/systemd/network/70-wallboard.netdev" Id=12 || fail "no virtual network"
holds "$run/systemd/timesyncd.conf.d/site.conf" ntp.example || fail "no time server"
said=$("$build/wallboard" --check "$kept/device.json" 2>&1) || fail "the device file has faults" "$said"

# ---- The next boot is the same without the file; a bad file changes nothing -----------------------

boot "the next boot"
holds "$run/systemd/network/70-wallboard.netdev" Id=12 || fail "the network was forgotten"
[ "$(grep -c '^mount\|^sync' "$work/asked")" = 0 ] || fail "something was written for nothing" "$(cat "$work/asked")"

give '{“site”:"osaka"}'
before=$(cat "$kept"/* | sha256sum)
boot "a file with the quotes of a word processor"
holds "$run/wallboard-provision/notice" '“ stands where JSON has "' || fail "nobody says what is wrong" "$(cat "$run/wallboard-provision/notice")"
[ "$before" = "$(cat "$kept"/* | sha256sum)" ] || fail "a bad file changed something"
[ -e "$card/wallboard.json" ] || fail "a bad file was taken off the card"
rm "$card/wallboard.json"

give '{"site":"osaka","scren":"east","broker":{"host":"h","port":0},"network":{"address":"192.0.2.7"}}'
boot "a file with several faults"
notice=$run/wallboard-provision/notice
[ "$(wc -l <"$notice")" = 4 ] || fail "not a line for each fault" "$(cat "$notice")"
for word in 'scren · この項目はありません' 'screen · この項目が必要です' 'broker/port 「0」 · 1〜65535' "Did you mean 'screen'?"; do
    holds "$notice" "$word" || fail "not told: $word" "$(cat "$notice")"
done
rm "$card/wallboard.json"

give '{"site":"osaka","screen":"west","broker":{"host":"h"},"network":{}}' wallboard.json.txt
boot "a file with a second ending"
holds "$kept/device.json" '"screen": "west"' || fail "not taken"
for name in password wallboard.netdev; do
    [ ! -e "$kept/$name" ] || fail "what nobody asks for any more stayed" "$(ls "$kept")"
done
[ -e "$kept/board.json" ] || fail "the board was lost"

# ---- The certificates that it names ----------------------------------------------------------------

named='{"site":"osaka","screen":"named","broker":{"host":"h","ca":"Company Root.crt"},
 "network":{"login":{"identity":"i","password":"canary","ca":"net.cer"}}}'
refused() {
    give "$named"
    boot "$1"
    holds "$run/systemd/network/70-wallboard.network" DHCP || fail "$1: the network is gone"
    holds "$notice" "$2" || fail "$1: nobody says so" "$(cat "$notice")"
    holds "$kept/device.json" '"screen": "west"' || fail "$1: it was taken in"
    [ -e "$card/wallboard.json" ] || fail "$1: it was taken off the card"
}
refused "no certificates" 'broker/ca 「Company Root.crt」 · この名前のファイルが'
holds "$notice" 'network/login/ca "net.cer" · No such file' || fail "the second is not told" "$(cat "$notice")"
certificate "$card/net.cer"
openssl x509 -in "$card/net.cer" -outform DER -out "$card/Company Root.crt"
refused "a certificate that is not text" 'broker/ca "Company Root.crt" · This file is not certificates alone, in PEM.'
certificate "$card/Company Root.crt"
cat "$work/key" >>"$card/Company Root.crt"
refused "a private key" 'and no key in it'
certificate "$card/Company Root.crt"
mkdir "$card/photos.pem"
give "$named"
boot "certificates of any name"
cmp -s "$card/Company Root.crt" "$kept/ca.pem" || fail "no certificate of the broker" "$(ls "$kept")"
cmp -s "$card/net.cer" "$kept/login.pem" || fail "no certificate of the network" "$(ls "$kept")"
holds "$kept/wpa_supplicant.conf" 'ca_cert="/etc/wallboard/login.pem"' || fail "another is asked for" "$(cat "$kept/wpa_supplicant.conf")"
said=$("$build/wallboard" --check "$kept/device.json" 2>&1) || fail "the device file has faults" "$said"

# ---- What is no file at all must not cost the network ------------------------------------------------

mkdir "$card/wallboard.json"
boot "a folder of that name"
holds "$notice" 'ファイルを読めません' || fail "nobody says so"
holds "$run/systemd/network/70-wallboard.network" DHCP || fail "a folder of that name costs the network"
rmdir "$card/wallboard.json"
head -c 300000 /dev/zero >"$card/wallboard.json"
boot "a file of 300 kB"
holds "$notice" 'ファイルが大きすぎます' || fail "nobody says so"
holds "$run/systemd/network/70-wallboard.network" DHCP || fail "a large file costs the network"
rm "$card/wallboard.json"
give '{"site":"osaka","screen":"west","broker":{"host":"h"},"network":{}}'
boot "without certificates again"
if [ -e "$kept/ca.pem" ] || [ -e "$kept/login.pem" ]; then fail "what nobody asks for any more stayed" "$(ls "$kept")"; fi

# ---- Back to the beginning ------------------------------------------------------------------------

mkdir "$work/data/slots"
echo good >"$work/data/slots/b"
touch "$card/factory-reset.txt" "$work/data/state/layer"
boot "factory reset"
[ "$(cat "$work/data/slots/b")" = good ] || fail "what is known of the slots was lost"
[ -z "$(find "$kept" "$work/data/state" -type f)" ] || fail "kept:" "$(ls -R "$work/data")"
[ ! -e "$card/factory-reset.txt" ] || fail "it would do so at every boot"

# ---- The units ------------------------------------------------------------------------------------

if ! command -v systemd-analyze >/dev/null; then exit 0; fi
mkdir "$work/units"
for unit in firmware/root/etc/systemd/system/*.{service,path,timer}; do
    sed "s#=/usr/lib/wallboard/#=$PWD/firmware/root/usr/lib/wallboard/#" "$unit" >"$work/units/$(basename "$unit")"
done
said=$(systemd-analyze verify --man=no "$work"/units/* 2>&1 | grep "$work/units" || true)
[ -z "$said" ] || fail "verify:" "$said"
