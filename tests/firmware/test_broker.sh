#!/bin/bash
# The broker of a site as firmware/broker ships and explains it: the commands of its README make it,
# and then everybody tries to read and to write everything.
set -eu

build=$(realpath "${WALLBOARD_BUILD:-build}")
shipped=$(realpath firmware/broker)
device=$(realpath config/device.example.json)
work=$(mktemp -d)
started=()

end_all() {
    for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait
    rm -rf "$work"
}
trap end_all EXIT

fail() {
    printf '%s\n' "$@"
    exit 1
}

free_port() {
    local port
    while port=$((20000 + RANDOM % 12000)); do
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
    done
    echo "$port"
}

# Until a command succeeds, for so many seconds.
await() {
    local until=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$until" ] || return 1
        sleep 0.1
    done
}

# ---- The commands of the README, on an /etc of our own -------------------------------------------

port=$(free_port)
etc=$work/etc/mosquitto
home=$work/home/wallboard
mkdir -p "$etc/conf.d" "$work/home" "$work/log"
chmod 711 "$work" "$work/home"
export HOME=$work/home XDG_CONFIG_HOME=$work/home/.config
unset DISPLAY WAYLAND_DISPLAY

# The broker's name, where machines have one for themselves; a bare one has only the address, and the
# README says what is written then.
host=localhost
san=DNS:localhost
if ! getent hosts localhost >/dev/null; then
    host=127.0.0.1
    san=IP:127.0.0.1
fi

# The n-th block of commands, with the places of this test in it.
block() {
    awk -v wanted="$1" '/^```sh/ { n++; inside = 1; next } /^```/ { inside = 0 }
        inside && n == wanted' "$shipped/README.md" |
        sed "s#/etc/mosquitto#$etc#g; s/DNS:\$HOST/$san/; s/mqtt\.example/$host/; s/-p 8883/-p $port/
             s/^systemctl restart/true restart/; s/systemctl reload mosquitto/reload/"
}

# Only root gives files away; anybody else runs the broker as himself.
if [ "$(id -u)" -ne 0 ]; then
    install() {
        if [ "$1" = -o ]; then shift 4; fi
        command install "$@"
    }
fi

start_broker() {
    sed -i "s/^listener 8883/listener $port 127.0.0.1/; s#/etc/mosquitto/#$etc/#" "$etc"/conf.d/*.conf
    printf 'log_dest stderr\nlog_type all\ninclude_dir %s/conf.d\n' "$etc" >"$etc/mosquitto.conf"
    PATH=$PATH:/usr/sbin:/usr/local/sbin mosquitto -c "$etc/mosquitto.conf" >"$work/log/broker" 2>&1 &
    broker=$!
    started+=("$broker")
    await 10 grep -q ' running' "$work/log/broker" || fail "no broker" "$(cat "$work/log/broker")"
}

reload() { kill -HUP "$broker"; }

cd "$shipped"
PATH=$build:$PATH wallboardctl acl screens.json | diff acl - || fail "acl is not what follows from screens.json"
{
    eval "$(block 1)"
} >"$work/log/setup" 2>&1 || fail "the set-up fails" "$(cat "$work/log/setup")"
start_broker
tools=$(block 2 | grep '^mkdir')
eval "$tools"

# Everybody has files of options as IT has.
users=(floor-2-east floor-3-west acd mail-desk acme-acd it)
for user in "${users[@]}"; do
    mkdir -p "$work/as/$user"
    for tool in pub sub rr; do
        sed "s/^-u it/-u $user/; s/^-P .*/-P $(cat "$user.password")/" "$XDG_CONFIG_HOME/mosquitto_$tool" \
            >"$work/as/$user/mosquitto_$tool"
    done
done
as() {
    local user=$1
    shift
    XDG_CONFIG_HOME=$work/as/$user "$@"
}

# ---- Everybody against every topic ---------------------------------------------------------------

# Below wallboard/1/ ; who reads it and who writes it beside IT, or nobody at all ("none").
topics='
osaka/kpi/main/phone/service-level             floor-2-east               acd
osaka/kpi/main/phone                           floor-2-east               acd
osaka/kpi/main/email/on-time-rate              floor-2-east               mail-desk
osaka/kpi/main/chat/service-level              floor-2-east               -
osaka/kpi/acme/phone/service-level             floor-3-west               acme-acd
osaka/kpi/acme/email/on-time-rate              floor-3-west               -
osaka/kpi/mainly/phone/service-level           -                          -
osaka/history/main/phone/service-level         floor-2-east               acd
osaka/history/acme/phone/service-level         floor-3-west               acme-acd
osaka/source/acd                               floor-2-east               acd
osaka/source/mail-desk                         floor-2-east               mail-desk
osaka/source/acme-acd                          floor-3-west               acme-acd
osaka/announce/drill                           floor-2-east,floor-3-west  -
osaka/closure/drill                            floor-2-east,floor-3-west  -
osaka/all/config                               floor-2-east,floor-3-west  -
osaka/all/request/ping                         floor-2-east,floor-3-west  -
osaka/group/floor-2/config                     floor-2-east               -
osaka/group/floor-2/request/ping               floor-2-east               -
osaka/group/floor-3/config                     floor-3-west               -
osaka/group/floor-3/request/ping               floor-3-west               -
osaka/screen/floor-2-east/config               floor-2-east               -
osaka/screen/floor-2-east/config/reported      -                          floor-2-east
osaka/screen/floor-2-east/availability         floor-2-east               floor-2-east
osaka/screen/floor-2-east/status               floor-2-east               floor-2-east
osaka/screen/floor-2-east/schema               -                          floor-2-east
osaka/screen/floor-2-east/screenshot           -                          floor-2-east
osaka/screen/floor-2-east/request/blank        floor-2-east               -
osaka/screen/floor-2-east/response/ping        -                          floor-2-east
osaka/screen/floor-2-east/anything             -                          -
osaka/screen/floor-3-west/config               floor-3-west               -
osaka/screen/floor-3-west/config/reported      -                          floor-3-west
osaka/screen/floor-3-west/availability         floor-3-west               floor-3-west
osaka/screen/floor-3-west/status               floor-3-west               floor-3-west
osaka/screen/floor-3-west/request/blank        floor-3-west               -
osaka/screen/floor-3-west/response/ping        -                          floor-3-west
osaka/screen/acd/config                        -                          -
osaka/screen/acd/status                        -                          -
osaka/screen/acd/availability                  -                          -
_serial/10000000a1b2c3d4/request/identify      floor-2-east               -
_serial/10000000a1b2c3d4/response/identify     -                          floor-2-east
_serial/10000000ffffffff/request/identify      -                          -
_serial/10000000ffffffff/response/identify     -                          -
tokyo/kpi/main/phone/service-level             none                       none
tokyo/screen/floor-2-east/status               none                       none
'

# Column $2 of all topics that user $1 has there.
granted() {
    awk -v user="$1" -v column="$2" 'NF { list = "," $column ","
        if (index(list, "," user ",") || (user == "it" && list != ",none,")) print "wallboard/1/" $1 }' \
        <<<"$topics" | sort
}
all=$(awk 'NF { print "wallboard/1/" $1 }' <<<"$topics")

# One publication of each topic under one name; those that the broker acknowledges as taken.
written() {
    local topic answer
    for topic in $all; do
        answer=$(as "$1" mosquitto_pub -V 5 -q 1 -r -t "$topic" -m "by $1" 2>&1) || fail "$1: $answer"
        case $answer in
        '') echo "$topic" ;;
        *'Not authorized'*) ;;
        *) fail "$1, $topic: $answer" ;;
        esac
    done | sort
}

# All that was retained, and what is published meanwhile, to one who asks for everything.
heard() {
    as "$1" mosquitto_sub -V 5 -q 1 -t '#' -t 'wallboard/#' -t "wallboard/1/osaka/+/+/+/+" -t "\$SYS/#" \
        -F '%t' -W 5 2>/dev/null | grep -v "^[\$]SYS" | sort -u || true
}

same() { [ "$2" = "$3" ] || fail "$1:" "$(diff <(echo "$2") <(echo "$3"))"; }

# IT last: then all that may exist is retained under its name.
for user in "${users[@]}"; do
    same "$user writes" "$(granted "$user" 3)" "$(written "$user")"
done
for user in "${users[@]}"; do heard "$user" >"$work/heard.$user" & readers+=($!); done
wait "${readers[@]}"
for user in "${users[@]}"; do
    same "$user reads" "$(granted "$user" 2)" "$(cat "$work/heard.$user")"
done
# What is denied did not merely go unheard: it never arrived.
as it mosquitto_sub -t 'wallboard/1/osaka/#' -F '%t %p' -W 2 >"$work/kept" 2>/dev/null || true
grep -q ' by it$' "$work/kept" || fail "IT hears nothing"
if grep -v ' by it$' "$work/kept"; then fail "somebody else wrote"; fi
as it mosquitto_sub -t "\$SYS/broker/version" -C 1 -W 5 | grep -q mosquitto || fail "IT does not see \$SYS"
refused() { ! XDG_CONFIG_HOME=$work/nobody mosquitto_pub -h "$host" -p "$port" --cafile ca.pem -t x -m x "$@" >/dev/null 2>&1; }
refused || fail "somebody came in without a name"
refused -u it -P wrong || fail "somebody came in with a wrong password"
speaks() {
    openssl s_client -connect "$host:$port" -CAfile ca.pem -verify_return_error "$@" \
        -cipher 'DEFAULT@SECLEVEL=0' </dev/null >/dev/null 2>&1
}
speaks -tls1_2 || fail "the broker does not speak TLS 1.2"
if speaks -tls1_1; then fail "the broker speaks TLS 1.1"; fi
for topic in $all; do as it mosquitto_pub -q 1 -r -n -t "$topic" 2>/dev/null; done

# ---- A wall lives under this list ----------------------------------------------------------------

# A wall in a folder of its own, with the example's device file.
make_wall() {
    local folder=$work/$1
    mkdir -p "$folder"
    cp "$home/ca.pem" "$folder/"
    cp "$home/floor-2-east.password" "$folder/password"
    sed "s/mqtt\.example/$host/; s/8883/$2/" "$device" >"$folder/device.json"
    cat >"$folder/board.json" <<'BOARD'
{"language": "en", "zone": "UTC", "businesses": {"main": {"channels": {"phone": {
  "timing": "real-time", "kpis": {"service-level": {"target": 80, "limit": 70,
  "cadence_s": 600, "on_delay_s": 0, "off_delay_s": 0}}}}}}}
BOARD
}
start_wall() {
    local folder=$work/$1
    STATE_DIRECTORY=$folder "$build/wallboard" --device "$folder/device.json" \
        --config "$folder/board.json" --headless 1280x720 2>"$folder/log" &
    wall=$!
    started+=("$wall")
}
own=wallboard/1/osaka/screen/floor-2-east

env XDG_CONFIG_HOME="$work/as/it" mosquitto_sub -v -i watch -t 'wallboard/#' >"$work/log/it" &
started+=($!)
make_wall wall "$port"
await 10 grep -q 'SUBACK to watch' "$work/log/broker" || fail "IT does not watch"

# Nor may a will go where its owner may not write.
west=wallboard/1/osaka/screen/floor-3-west
for to in "$west/availability" "$own/availability"; do
    env XDG_CONFIG_HOME="$work/as/floor-2-east" mosquitto_sub -t x -i "dies-$to" \
        --will-topic "$to" --will-payload 'last words' 2>/dev/null &
    dying=$!
    await 10 grep -q "SUBACK to dies-$to" "$work/log/broker" || fail "nobody there to die"
    kill -9 "$dying"
    { wait "$dying"; } 2>/dev/null || true
done
await 10 grep -q "^$own/availability last words" "$work/log/it" || fail "no will at all"
if grep -q "^$west/availability" "$work/log/it"; then fail "a will in another's branch"; fi

ulimit -c unlimited 2>/dev/null || true
start_wall wall
await 20 grep -q "^$own/availability online" "$work/log/it" || fail "never online" "$(cat "$work/wall/log")"
as acd mosquitto_pub -q 1 -r -t wallboard/1/osaka/kpi/main/phone/service-level -m 82
await 20 grep -q "^$own/status .*\"met\": *1" "$work/log/it" || fail "never live" "$(cat "$work/log/it")"
for topic in screen/floor-2-east group/floor-2 all; do
    as it mosquitto_rr -W 10 -q 1 -t "wallboard/1/osaka/$topic/request/ping" -e "$own/response/ping" -n |
        grep -q '"status": *"ok"' || fail "no answer to $topic"
done
as it mosquitto_rr -W 10 -q 1 -t "$own/request/log" -e "$own/response/log" -m '{"lines":64}' >"$work/log/asked"
as it mosquitto_rr -W 10 -q 1 -t "$own/request/screenshot" -e "$own/screenshot" -n -N >"$work/log/png"
head -c 8 "$work/log/png" | grep -aq PNG || fail "no picture"
if grep -q refuses "$work/wall/log"; then fail "something is refused" "$(cat "$work/wall/log")"; fi
# A core would hold the password.
grep -q '^Max core file size  *0 ' "/proc/$wall/limits" || fail "it may leave a core"
tr '\0' ' ' <"/proc/$wall/cmdline" >"$work/log/cmdline"
tr '\0' '\n' <"/proc/$wall/environ" >"$work/log/environ"
kill "$wall"
wait "$wall" || fail "the wall ends with $?" "$(cat "$work/wall/log")"
await 10 grep -q "^$own/availability offline" "$work/log/it" || fail "never offline"

# ---- Brokers that are not to be trusted ----------------------------------------------------------

# One that takes in whatever comes through TLS: what that is, is all that was sent to it.
start_taker() {
    local name=$1 at=$2
    shift 2
    openssl s_server -quiet -accept "$at" -cert "$work/tls/$name.pem" -key "$work/tls/$name.key" "$@" \
        >"$work/tls/$name.taken" 2>"$work/tls/$name.said" <&9 &
    started+=($!)
    await 10 grep -qi " 0*$(printf '[^ ]*:%04X' "$at") .* 0A " /proc/net/tcp /proc/net/tcp6 || fail "$name: no taker"
}
mkdir "$work/tls"
mkfifo "$work/tls/silence"
exec 9<>"$work/tls/silence"
cp server.pem "$work/tls/good.pem" && cp server.key "$work/tls/good.key"
cp server.pem "$work/tls/old-tls.pem" && cp server.key "$work/tls/old-tls.key"
sign() {
    openssl x509 -req -in "$work/tls/x.csr" -CA "$1.pem" -CAkey "$1.key" -CAcreateserial \
        -extfile <(echo "subjectAltName=$2") -out "$work/tls/$3.pem" -days 30 2>/dev/null
    cp "$work/tls/x.key" "$work/tls/$3.key"
}
openssl req -x509 -newkey rsa:2048 -noenc -subj /CN=stranger -keyout "$work/tls/other.key" \
    -out "$work/tls/other.pem" 2>/dev/null
openssl req -newkey rsa:2048 -noenc -subj "/CN=$host" -keyout "$work/tls/x.key" \
    -out "$work/tls/x.csr" 2>/dev/null
sign "$work/tls/other" "$san" wrong-ca
sign ca DNS:elsewhere.example wrong-name
# Only `openssl ca` dates a certificate back in every release.
(
    cd "$work/tls"
    : >index.txt
    printf '[ca]\ndefault_ca=a\n[a]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n' >ca.cnf
    openssl ca -batch -notext -create_serial -config ca.cnf -cert "$home/ca.pem" -keyfile "$home/ca.key" \
        -startdate 200101000000Z -enddate 200201000000Z -extfile <(echo "subjectAltName=$san") \
        -in x.csr -out expired.pem 2>/dev/null
    cp x.key expired.key
)
for name in good wrong-ca wrong-name expired old-tls; do
    at=$(free_port)
    options=()
    if [ "$name" = old-tls ]; then options=(-tls1_1 -cipher 'DEFAULT@SECLEVEL=0'); fi
    start_taker "$name" "$at" "${options[@]}"
    make_wall "tls-$name" "$at"
    start_wall "tls-$name"
done
await 20 grep -aq MQTT "$work/tls/good.taken" || fail "the good one takes nothing" "$(cat "$work/tls-good/log")"
for name in wrong-ca wrong-name expired old-tls; do
    await 20 grep -q 'TLS\|certificate' "$work/tls-$name/log" ||
        fail "$name: no word of it" "$(cat "$work/tls-$name/log" "$work/tls/$name.said")"
done
sleep 2
for name in wrong-ca wrong-name expired old-tls; do
    [ ! -s "$work/tls/$name.taken" ] || fail "$name was sent something" "$(cat "$work/tls/$name.taken")"
done

# ---- Taking a password back ----------------------------------------------------------------------

env XDG_CONFIG_HOME="$work/as/floor-3-west" mosquitto_sub -t 'wallboard/#' -i to-be-cut >/dev/null 2>&1 &
started+=($!)
await 10 grep -q 'SUBACK to to-be-cut' "$work/log/broker" || fail "the one to be cut is not there"
revoke=$(block 4 | grep -v '^name=')
eval "$revoke"
await 10 grep -q 'Reloading' "$work/log/broker" || fail "not reloaded"
away() { ! as floor-3-west mosquitto_pub -t x -m x; }
await 10 grep -q 'Client to-be-cut .*disconnected' "$work/log/broker" ||
    fail "what was open stays open" "$(grep to-be-cut "$work/log/broker")"
await 10 away || fail "a password that was taken back still opens"
as it mosquitto_pub -q 1 -t wallboard/1/osaka/x -m x || fail "IT was taken back, too"

# A new screen, from the list and with a password as the README makes it.
# Its board reads a topic of others, which one who knows nothing of wallboards writes.
queue='"sources": {"queue": {"topic": "pbx/+/queue"}}'
sed "s#^ *\"floor-3-west\"#\"floor-2-north\": {\"businesses\": [\"main\"], $queue},\n&#
    s#^ *\"acd\"#\"pbx\": {$queue},\n&#" "$shipped/screens.json" >screens.json
PATH=$build:$PATH eval "$(block 3)"
eval "$(block 4 | grep '^name=' | sed 's/floor-2-north/pbx/')"
eval "$(block 4 | grep '^name=')"
eval "$(block 4 | grep '^install')"
for user in floor-2-north pbx; do
    mkdir "$work/as/$user"
    for tool in pub sub; do
        sed "s/^-u it/-u $user/; s/^-P .*/-P $(cat "$user.password")/" "$XDG_CONFIG_HOME/mosquitto_$tool" \
            >"$work/as/$user/mosquitto_$tool"
    done
done
as acd mosquitto_pub -q 1 -r -t wallboard/1/osaka/kpi/main/phone/service-level -m 83
north() { as floor-2-north mosquitto_sub -t 'wallboard/1/osaka/kpi/main/#' -C 1 -W 2 | grep -q 83; }
await 10 north || fail "a new screen hears nothing"
as pbx mosquitto_pub -V 5 -q 1 -r -t pbx/a/queue -m 3 || fail "the pbx may not publish"
hears() { as "$1" mosquitto_sub -t 'pbx/#' -C 1 -W 2 2>/dev/null | grep -q 3; }
await 10 hears floor-2-north || fail "the new screen does not hear the pbx"
for user in floor-2-east acd pbx; do
    if hears "$user"; then fail "$user hears the pbx"; fi
done
for topic in osaka/all/config osaka/screen/floor-2-north/config osaka/screen/floor-2-east/status \
    osaka/kpi/main/phone/service-level; do
    as pbx mosquitto_pub -V 5 -q 1 -t "wallboard/1/$topic" -m x 2>&1 | grep -q 'Not authorized' ||
        fail "the pbx writes $topic"
done

# ---- Passwords turn up nowhere -------------------------------------------------------------------

# A picture does not depend on the password, also where the broker refuses it.
for name in one two; do
    make_wall "$name" "$port"
    openssl rand -hex 16 >"$work/$name/password"
done
same_pictures() {
    rm -f "$work"/{one,two}/screenshot.png
    kill -USR1 "$first" "$second"
    sleep 1
    cmp -s "$work/one/screenshot.png" "$work/two/screenshot.png"
}
start_wall one && first=$wall
start_wall two && second=$wall
await 20 grep -qi 'not authori' "$work/one/log" || fail "not refused" "$(cat "$work/one/log")"
await 20 grep -qi 'not authori' "$work/two/log"
await 20 same_pictures || fail "the pictures differ"

grep -q . "$work/log/asked" || fail "the log was not told"
for password in "$home"/*.password "$work"/{one,two}/password; do
    found=$(grep -rlaF -f "$password" "$work/log" "$work"/*/log "$work"/*/screenshot.png || true)
    [ -z "$found" ] || fail "a password stands in $found"
done
