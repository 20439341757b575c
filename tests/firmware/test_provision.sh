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
[ ! -e "$card/wallboard.taken" ] || fail "it is still there under another name"
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

# ---- Both endings: the older file must not be taken in a start later --------------------------------

give '{"site":"osaka","screen":"stale","broker":{"host":"h"},"network":{}}' wallboard.json.txt
give '{"site":"osaka","screen":"west","broker":{"host":"h"},"network":{}}'
boot "both endings"
boot "both endings, the start after"
holds "$kept/device.json" '"screen": "west"' || fail "the older file came back"
[ ! -e "$card/wallboard.json.txt" ] || fail "its password is still on the readable partition"

# ---- A board that comes later, alone; a bad one changes nothing ------------------------------------

cp config/boards/example.json "$card/board.json"
boot "a board alone"
cmp -s "$card/board.json" "$kept/board.json" || fail "a board that came later was not taken in"
boot "the same board"
[ "$(grep -c '^mount\|^sync' "$work/asked")" = 0 ] || fail "something was written for nothing" "$(cat "$work/asked")"
echo '{"langauge":"ja"}' >"$card/board.json"
boot "a bad board"
cmp -s config/boards/example.json "$kept/board.json" || fail "a bad board took the place of a good one"
holds "$notice" "board.json に誤りがあり、取り込まれていません（英文）: /langauge: " || fail "nobody says so" "$(cat "$notice")"
holds "$notice" "not taken in: /langauge: " || fail "nobody says so in English" "$(cat "$notice")"
mv "$kept/device.json" "$work/device.json"
boot "a bad board, and nothing else"
[ ! -e "$notice" ] || fail "not the file that is missing is told" "$(cat "$notice")"
mv "$work/device.json" "$kept/device.json"
rm "$card/board.json"

# ---- A card that cannot be written ------------------------------------------------------------------

printf '#!/bin/sh\nexit 32\n' >"$work/bin/read-only"
mv "$work/bin/mount" "$work/bin/writable"
cp "$work/bin/read-only" "$work/bin/mount"
chmod +x "$work/bin/mount"
touch "$card/factory-reset.txt"
give '{"site":"osaka","screen":"locked","broker":{"host":"h"},"network":{}}'
boot "a card that cannot be written"
holds "$kept/device.json" '"screen": "locked"' || fail "it was not taken in"
[ -e "$kept/board.json" ] || fail "a request that cannot be taken back would reset the board at every start"
holds "$run/systemd/network/70-wallboard.network" DHCP || fail "it costs the network"
holds "$notice" "nothing was reset" || fail "nobody says that" "$(cat "$notice")"
holds "$notice" "the password is still on it" || fail "nobody says so" "$(cat "$notice")"
mv "$work/bin/writable" "$work/bin/mount"
rm "$card/wallboard.json" "$card/factory-reset.txt"

# Refused by the card itself, and only when it is written: asked before anything is forgotten.
fails() { printf '#!/bin/sh\nexit 1\n' >"$work/bin/$1" && chmod +x "$work/bin/$1"; }
fails touch
: >"$card/factory-reset.txt"
boot "a reset that cannot be taken back"
[ -e "$kept/board.json" ] || fail "it would reset at every start"
holds "$notice" "nothing was reset" || fail "nobody says that" "$(cat "$notice")"
rm "$work/bin/touch" "$card/factory-reset.txt"
fails dd
give '{"site":"osaka","screen":"locked","broker":{"host":"h"},"network":{}}'
for start in first second; do
    boot "a password that cannot be written over, $start start"
    holds "$notice" "the password is still on it" || fail "$start start: nobody says so" "$(cat "$notice")"
done
rm "$work/bin/dd"
boot "a password that can be written over at last"
if [ -e "$notice" ] || [ -e "$card/wallboard.taken" ]; then fail "still there" "$(ls "$card")"; fi
fails mkdir
give '{"site":"osaka","screen":"nowhere","broker":{"host":"h"},"network":{}}'
rm -rf "$run/systemd" "$notice"
if PATH=$work/bin:$PATH sh "$work/provision" >"$work/said" 2>&1; then fail "data that cannot be written: nothing failed"; fi
holds "$notice" "was not all taken in" || fail "nobody says so"
holds "$run/systemd/network/70-wallboard.network" DHCP || fail "it costs the network"
rm "$work/bin/mkdir" "$card/wallboard.json"

# What could not be wiped names a key, and so does a new file, by the same name: it is not wiped unread.
with_key='{"site":"osaka","screen":"locked","broker":{"host":"h","ca":"ca.pem","certificate":"own.crt","key":"own.key"},"network":{}}'
certificate "$card/own.crt"
cp "$work/key" "$card/own.key"
fails dd
give "$with_key"
boot "a key that cannot be written over"
rm "$work/bin/dd"
certificate "$card/own.crt"
cp "$work/key" "$card/own.key"
cp "$work/key" "$work/own.key"
cp "$work/key" "$card/older.key"
echo older.key >>"$kept/secret-on-card"
give "$with_key"
boot "a new key under the same name"
[ ! -e "$notice" ] || fail "not taken in" "$(cat "$notice")"
cmp -s "$work/own.key" "$kept/key.pem" || fail "the new key was wiped unread"
[ "$(ls "$card")" = $'ca.pem\nown.crt' ] || fail "left on the card" "$(ls "$card")"
give '{"site":"osaka","screen":"locked","broker":{"host":"h"},"network":{}}'
boot "no key any more"
rm "$card/own.crt"

# ---- The certificates that it names ----------------------------------------------------------------

named='{"site":"osaka","screen":"named","broker":{"host":"h","ca":"Company Root.crt"},
 "network":{"login":{"identity":"i","password":"canary","ca":"net.cer"}}}'
refused() {
    give "$named"
    boot "$1"
    holds "$run/systemd/network/70-wallboard.network" DHCP || fail "$1: the network is gone"
    holds "$notice" "$2" || fail "$1: nobody says so" "$(cat "$notice")"
    holds "$kept/device.json" '"screen": "locked"' || fail "$1: it was taken in"
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
# The board's own certificate: its key is a secret and goes off the card, too; all faults are told at once.
both=${named/\"broker\":\{/\"broker\":\{\"certificate\":\"east.crt\",\"key\":\"east.key\",}
give "${both/\"network\":\{/\"network\":\{\"vlan\":0,}"
boot "a fault, and files that are missing"
[ "$(wc -l <"$notice")" = 3 ] || fail "not all faults at once" "$(cat "$notice")"
certificate "$card/east.crt"
cp "$work/key" "$work/east.key"
certificate "$work/other"
cp "$work/key" "$card/east.key"
wanted=$named named=$both
refused "the key of another" 'broker/key "east.key" · This key is not that of the certificate.'
cp "$card/east.crt" "$card/east.key"
refused "a certificate in place of the key" 'broker/key "east.key" · This file is not a private key'
cp "$work/east.key" "$card/east.key"
give "$both"
boot "a certificate and its key"
cmp -s "$work/east.key" "$kept/key.pem" || fail "no key" "$(ls "$kept")"
cmp -s "$card/east.crt" "$kept/certificate.pem" || fail "no certificate" "$(ls "$kept")"
holds "$kept/device.json" '"key": "key.pem"' || fail "it is not used" "$(cat "$kept/device.json")"
[ ! -e "$card/east.key" ] || fail "the key is still on the readable partition"
said=$("$build/wallboard" --check "$kept/device.json" 2>&1) || fail "the device file has faults" "$said"
named=$wanted
certificate "$work/ca.cer"
cp "$work/key" "$work/ca.key"
# A login by certificate: the same key may be named twice; only root reads the network's.
give '{"site":"osaka","screen":"named","broker":{"host":"h","ca":"ca.pem","certificate":"east.crt","key":"east.key"},
 "network":{"login":{"identity":"i","ca":"net.cer","certificate":"net.crt","key":"net.key"}}}'
cp "$work/east.key" "$card/east.key"
certificate "$card/net.crt"
refused_key() { holds "$notice" 'network/login/key "net.key" · This key is not'; }
cp "$work/east.key" "$card/net.key"
openssl req -x509 -newkey rsa:1024 -noenc -days 2 -subj /CN=weak -keyout "$card/net.key" -out "$card/net.crt" 2>/dev/null
boot "a certificate that is too weak"
holds "$notice" 'network/login/certificate "net.crt" · This certificate is too weak' || fail "nobody says so" "$(cat "$notice")"
mv "$card/net.cer" "$work/root.cer"
openssl req -newkey ed25519 -noenc -subj /CN=issuing -keyout "$work/issuing.key" 2>/dev/null |
    openssl x509 -req -CA "$work/ca.cer" -CAkey "$work/ca.key" -days 2 -out "$card/net.cer" 2>/dev/null
boot "an authority that is not the root"
holds "$notice" 'network/login/ca "net.cer" · No root is among these' || fail "nobody says so" "$(cat "$notice")"
mv "$work/root.cer" "$card/net.cer"
certificate "$card/net.crt"
cp "$work/east.key" "$card/net.key"
boot "the key of another for the network"
refused_key || fail "nobody says so" "$(cat "$notice")"
cp "$work/key" "$work/net.key"
cp "$work/key" "$card/net.key"
boot "a login by certificate"
cmp -s "$work/net.key" "$kept/login-key.pem" || fail "no key of the network" "$(ls "$kept")"
cmp -s "$card/net.crt" "$kept/login-certificate.pem" || fail "no certificate of the network" "$(ls "$kept")"
[ "$(stat -c %a "$kept/login-key.pem" "$kept/wpa_supplicant.conf" "$kept/key.pem" | paste -sd' ')" = "600 600 640" ] ||
    fail "who may read the keys" "$(ls -l "$kept")"
if grep 'chgrp' "$work/asked" | grep -q login-key; then fail "the wall may read the network's key"; fi
if grep -rq PRIVATE "$card"; then fail "a key is still on the readable partition" "$(ls "$card")"; fi
holds "$kept/wpa_supplicant.conf" eap=TLS || fail "not used" "$(cat "$kept/wpa_supplicant.conf")"
mkdir "$card/photos.pem"
give "$named"
boot "certificates of any name"
cmp -s "$card/Company Root.crt" "$kept/ca.pem" || fail "no certificate of the broker" "$(ls "$kept")"
cmp -s "$card/net.cer" "$kept/login.pem" || fail "no certificate of the network" "$(ls "$kept")"
[ ! -e "$kept/key.pem" ] || fail "a key that nobody asks for any more stayed" "$(ls "$kept")"
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
boot "a certificate that only updates ask for"
cmp -s "$card/ca.pem" "$kept/ca.pem" || fail "no certificate of the web server of updates"
cat "$work/key" >>"$card/ca.pem"
give '{"site":"osaka","screen":"west","broker":{"host":"h"},"network":{}}'
boot "a certificate that only updates ask for, with a private key"
holds "$notice" 'broker/ca "ca.pem" · This file is not certificates alone' || fail "nobody says so"
rm "$card/ca.pem"
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

# ---- The power is cut before each step ---------------------------------------------------------------

# Every program that the script calls counts, and the one whose turn it is ends the script instead.
mkdir "$work/cutting"
for name in rm mv cp mkdir dd sync mount install wallboard; do
    cat >"$work/cutting/$name" <<END
#!/bin/sh
turn=\$((\$(cat $work/turn) - 1))
echo \$turn >$work/turn
if [ \$turn = 0 ]; then kill -9 \$(cat $work/pid); exit 9; fi
PATH=$work/bin:$PATH exec $name "\$@"
END
    chmod +x "$work/cutting/$name"
done
cut_at() {
    echo "$1" >"$work/turn"
    { PATH=$work/cutting:$PATH sh -c "echo \$\$ >$work/pid; exec sh $work/provision"; } >/dev/null 2>&1
}
old='{"site":"osaka","screen":"old","broker":{"host":"h","username":"u","password":"canary-old"},"network":{"vlan":7}}'
new='{"site":"osaka","screen":"new","broker":{"host":"h","username":"u","password":"canary-new"},"network":{}}'
certificate "$work/ca"
rm -rf "${card:?}"/* "${kept:?}"/*
give "$old"
boot "before every cut"
cp -r "$kept" "$work/before"
for cuts in {1..80}; do
    rm -rf "${card:?}"/* "${kept:?}"/*
    cp -r "$work"/before/* "$kept/"
    give "$old" wallboard.json.txt
    give "${new/\"h\"/\"h\",\"ca\":\"ca.pem\",\"certificate\":\"ca.pem\",\"key\":\"my key\"}"
    cp "$work/ca" "$card/ca.pem"
    cp "$work/key" "$card/my key"
    cp config/boards/minimal.json "$card/board.json"
    if cut_at "$cuts"; then break; fi
    if ! compgen -G "$card/wallboard.json*" >/dev/null; then
        holds "$kept/device.json" '"screen": "new"' || fail "cut $cuts: neither on the card nor taken in" "$(ls "$kept")"
    fi
    boot "after cut $cuts"
    holds "$kept/device.json" '"screen": "new"' || fail "cut $cuts: not taken in" "$(ls "$kept" "$card")"
    holds "$kept/password" canary-new || fail "cut $cuts: no password"
    cmp -s "$work/ca" "$kept/ca.pem" || fail "cut $cuts: no certificate"
    cmp -s "$work/key" "$kept/key.pem" || fail "cut $cuts: no key"
    cmp -s "$card/board.json" "$kept/board.json" || fail "cut $cuts: no board"
    [ ! -e "$kept/wallboard.netdev" ] || fail "cut $cuts: the old network stayed"
    if grep -rq "canary\|PRIVATE" "$card"; then fail "cut $cuts: the password is still on the card" "$(ls "$card")"; fi
    [ "$(ls "$card")" = $'board.json\nca.pem' ] || fail "cut $cuts: left on the card" "$(ls "$card")"
done
if [ "$cuts" -lt 15 ] || [ "$cuts" = 80 ]; then fail "the script has $cuts steps: it was not cut before each"; fi
for cuts in {1..80}; do
    rm -rf "${card:?}"/* "${kept:?}"/*
    cp -r "$work"/before/* "$kept/"
    touch "$work/data/state/layer" "$card/factory-reset.txt"
    if cut_at "$cuts"; then break; fi
    boot "after cut $cuts of a reset"
    [ -z "$(find "$kept" "$work/data/state" "$card" -type f)" ] || fail "cut $cuts of a reset: kept" "$(ls -R "$work/data" "$card")"
done

# ---- The units ------------------------------------------------------------------------------------

if ! command -v systemd-analyze >/dev/null; then exit 0; fi
mkdir "$work/units"
for unit in firmware/root/etc/systemd/system/*.{service,path,timer}; do
    sed "s#=/usr/lib/wallboard/#=$PWD/firmware/root/usr/lib/wallboard/#" "$unit" >"$work/units/$(basename "$unit")"
done
said=$(systemd-analyze verify --man=no "$work"/units/* 2>&1 | grep "$work/units" || true)
[ -z "$said" ] || fail "verify:" "$said"
