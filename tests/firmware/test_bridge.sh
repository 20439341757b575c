#!/bin/bash
# A site's broker joined to headquarters by firmware/broker/bridge.conf: two real brokers, a real
# wall at the site, IT at headquarters. What goes down and what comes up, what never does, and what a
# link that is cut leaves behind.
set -eu

build=$(realpath "${WALLBOARD_BUILD:-build}")
shipped=$(realpath firmware/broker)
work=$(mktemp -d)
started=()
PATH=$PATH:/usr/sbin:/usr/local/sbin
export HOME=$work XDG_CONFIG_HOME=$work/.config
unset DISPLAY WAYLAND_DISPLAY

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
        sleep 0.2
    done
}

# What can be asked is answered upwards, but for what shows figures.
"$build/wallboard-manual" topics <src/manual/wallboard-topics.7.in |
    sed -n '/^\.Sh REQUESTS/,/^\.Sh CONFIGURATION/s/^\.Ss //p' >"$work/verbs"
grep -q ping "$work/verbs" || fail "nothing can be asked"
while read -r verb; do
    case $verb in screenshot | why) wanted=0 ;; *) wanted=1 ;; esac
    [ "$(grep -c "/response/$verb out 1$" "$shipped/bridge.conf")" = "$wanted" ] || fail "bridge.conf and the answer to $verb"
done <"$work/verbs"

# ---- Two brokers --------------------------------------------------------------------------------

site_port=$(free_port)
hq_port=$(free_port)
cd "$work"
mkdir site hq wall log
chmod 755 "$work"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 2 -subj /CN=127.0.0.1 \
    -addext subjectAltName=IP:127.0.0.1 -keyout hq/server.key -out hq/server.pem 2>/dev/null
printf '%s\n' osaka:bridge-secret it:it-secret kobe:kobe-secret >hq/passwords
printf '%s\n' floor-2-east:screen-secret acd:acd-secret acme-acd:acd-secret it:it-secret >site/passwords
mosquitto_passwd -U hq/passwords
mosquitto_passwd -U site/passwords
cp "$shipped/headquarters-acl" hq/acl
cp "$shipped/acl" site/acl
both="allow_anonymous false
log_dest stderr
log_type all
persistence true
autosave_interval 1
autosave_on_changes true"
cat >hq/hq.conf <<CONF
$both
persistence_location $work/hq/
password_file $work/hq/passwords
acl_file $work/hq/acl
listener $hq_port 127.0.0.1
certfile $work/hq/server.pem
keyfile $work/hq/server.key
CONF
cat >site/site.conf <<CONF
$both
persistence_location $work/site/
password_file $work/site/passwords
acl_file $work/site/acl
listener $site_port 127.0.0.1
$(sed "s/hq\.example:8883/127.0.0.1:$hq_port/; s#/etc/mosquitto/wallboard/headquarters.pem#$work/hq/server.pem#
    s/PASSWORD/bridge-secret/; s/^restart_timeout .*/restart_timeout 1 2/; s/^keepalive_interval .*/keepalive_interval 5/" "$shipped/bridge.conf")
CONF
chmod 600 hq/* site/*
[ "$(id -u)" -ne 0 ] || chown -R mosquitto: hq site 2>/dev/null || true

start_broker() {
    mosquitto -c "$work/$1/$1.conf" >>"$work/log/$1" 2>&1 &
    started+=($!)
    printf -v "$1" %s $!
}
cut() {
    kill -9 "$1"
    { wait "$1"; } 2>/dev/null || true
}
linked() { at_hq mosquitto_sub -t wallboard/1/osaka/bridge -C 1 -W 2 | grep -q 1; }

for user in it kobe; do
    mkdir -p "as-hq/$user" "as-site/$user"
    for tool in pub sub rr; do
        printf '%s\n' '-h 127.0.0.1' "-p $hq_port" "-u $user" "-P $user-secret" "--cafile $work/hq/server.pem" \
            '-V 5' >"as-hq/$user/mosquitto_$tool"
        printf '%s\n' '-h 127.0.0.1' "-p $site_port" "-u $user" "-P $user-secret" '-V 5' >"as-site/$user/mosquitto_$tool"
    done
done
at_hq() { XDG_CONFIG_HOME=$work/as-hq/it "$@"; }
at_site() { XDG_CONFIG_HOME=$work/as-site/it "$@"; }
# All that is published there, into a file, until the end.
listen() {
    env XDG_CONFIG_HOME="$work/as-$1/it" mosquitto_sub -v -t 'wallboard/#' >"log/$2" 2>/dev/null &
    started+=($!)
}
publishes() { mosquitto_pub -h 127.0.0.1 -p "$site_port" -u "$1" -P acd-secret -q 1 -r -t "wallboard/1/osaka/$2" -m "$3"; }
echo it-secret >it.password
chmod 600 it.password
ctl() {
    "$build/wallboardctl" --host 127.0.0.1 --port "$hq_port" --ca "$work/hq/server.pem" --username it \
        --password-file "$work/it.password" --site osaka "$@"
}

own=wallboard/1/osaka/screen/floor-2-east
echo screen-secret >wall/password
cat >wall/device.json <<DEVICE
{"broker": {"host": "127.0.0.1", "port": $site_port, "username": "floor-2-east", "password_file": "password"},
 "site": "osaka", "screen": "floor-2-east", "groups": ["floor-2"]}
DEVICE
cat >wall/board.json <<'BOARD'
{"language": "en", "zone": "UTC", "businesses": {"main": {"channels": {"phone": {"timing": "real-time", "kpis": {
  "service-level": {"target": 80, "cadence_s": 600, "on_delay_s": 0, "off_delay_s": 0},
  "contacts-waiting": {"target": 5, "cadence_s": 600, "on_delay_s": 0, "off_delay_s": 0}}}}}}}
BOARD
start_wall() {
    STATE_DIRECTORY=$work/wall "$build/wallboard" --device wall/device.json --config wall/board.json \
        --headless 640x360 2>>log/wall &
    started+=($!)
}

start_broker hq
start_broker site
await 20 linked || fail "no link" "$(tail -20 log/site)"
listen hq heard-hq
listen site heard-site
start_wall

# ---- Up and down --------------------------------------------------------------------------------

await 30 grep -q "^$own/availability online" log/heard-hq || fail "not online at headquarters" "$(cat log/wall)"
await 20 grep -q "^$own/status {" log/heard-hq || fail "no status at headquarters"
ctl list | grep -q 'floor-2-east  online' || fail "not in the list" "$(ctl list)"
ctl ping floor-2-east >log/ping || fail "no answer" "$(cat log/ping)"
ctl page group floor-2 1 >/dev/null || fail "a group does not answer"
at_hq mosquitto_rr -W 10 -q 1 -t "$own/request/log" -e "$own/response/log" -D publish correlation-data me \
    -F '%D %p' -n | grep -q '^me .*"status": *"ok"' || fail "correlation data gets lost"
echo '{"title": "From headquarters"}' >layer.json
ctl push all layer.json --wait 20 >log/push || fail "not applied" "$(cat log/push)"
ctl push floor-2-east layer.json --wait 20 >log/push || fail "its own layer is not applied" "$(cat log/push)"
ctl announce tea Tea >/dev/null
at_hq mosquitto_pub -q 1 -r -t wallboard/1/osaka/kpi/main/phone/service-level -m 82
publishes acd kpi/main/phone/contacts-waiting 4
publishes acme-acd kpi/acme/phone/service-level 47.11
await 20 grep -q "^$own/status .*\"met\": *2" log/heard-hq || fail "not both figures are live" "$(tail -3 log/heard-hq)"
at_site mosquitto_sub -t wallboard/1/osaka/announce/tea -C 1 -W 5 | grep -q Tea || fail "no announcement"

# A picture is not for headquarters, nor is any figure of the site.
ctl screenshot floor-2-east picture.png --wait 3 >/dev/null 2>&1 && fail "a picture has come up"
if grep -a "^$own/screenshot\|kpi/acme\|kpi/main/phone/contacts-waiting\|47\.11" log/heard-hq; then
    fail "what belongs to the site has come up"
fi
# Nor is a site of any other's business.
kobe() { XDG_CONFIG_HOME=$work/as-hq/kobe "$@"; }
if kobe mosquitto_sub -t 'wallboard/#' -W 2 2>/dev/null | grep -q .; then fail "kobe hears osaka"; fi
kobe mosquitto_pub -q 1 -t wallboard/1/osaka/all/config -m x 2>&1 | grep -q 'Not authorized' ||
    fail "kobe pushes to osaka"

# ---- Once, and no loop --------------------------------------------------------------------------

answers() { grep -c "^$own/response/$1 " log/heard-hq || true; }
[ "$(answers ping)" = 1 ] || fail "a ping was answered $(answers ping) times"
count() { grep -c "^wallboard/1/osaka/all/config " "log/heard-$1" || true; }
[ "$(count hq) $(count site)" = "1 1" ] || fail "a push goes round: $(count hq) at headquarters, $(count site) at the site"

# A retained request is no request, here or with the next link.
at_hq mosquitto_pub -q 1 -r -t "$own/request/identify" -m '{"for_s":5}'
await 20 grep -q "^$own/request/identify" log/heard-site || fail "it did not come down"

# ---- The site is cut off ------------------------------------------------------------------------

cut "${site:?}"
await 30 grep -q '^wallboard/1/osaka/bridge 0' log/heard-hq || fail "headquarters does not see it"
at_hq mosquitto_pub -q 1 -t "$own/request/wake" -n
ctl list >log/list
grep -q 'floor-2-east  cut off  -  ' log/list || fail "one that is cut off is shown as there" "$(cat log/list)"
grep -q 'bridge of this site is down' log/list || fail "nobody says why" "$(cat log/list)"
ctl list --json | grep -q '"presence": "cut off"' || fail "not for programs" "$(ctl list --json)"
code=0
ctl ping all >log/ping || code=$?
[ "$code" = 2 ] || fail "asked all the same: $code" "$(cat log/ping)"
grep -q '0 silent, 1 cut off, 0 offline' log/ping || fail "not told as cut off" "$(cat log/ping)"
ctl forget floor-2-east --yes 2>log/forget && fail "forgotten though it may be there"
grep -q 'perhaps online' log/forget || fail "$(cat log/forget)"
echo '{"title": "Meanwhile"}' >layer.json
ctl push all layer.json --wait 1 >log/push 2>&1 && fail "somebody took it"
grep -q 'cut off.*it gets it when that is back' log/push || fail "a push does not say it" "$(cat log/push)"
code=0
ctl push all layer.json --wave 1,all --wait 1 2>log/push || code=$?
[ "$code" = 2 ] || fail "a wave that nobody can prove is sent: $code" "$(cat log/push)"
grep -q 'nothing was sent.*the bridge of this site is down' log/push || fail "$(cat log/push)"
start_broker site
await 30 grep -q "^$own/config/reported .*\"all\":{\"revision\":2,[^}]*\"applied\"" log/heard-hq ||
    fail "what was pushed meanwhile does not arrive" "$(tail -2 log/heard-hq)" "$(tail -5 log/wall)"

# ---- Headquarters goes and comes ----------------------------------------------------------------

cut "${hq:?}"
# At the site everything is as it was: nobody there is cut off.
site_list() {
    "$build/wallboardctl" --host 127.0.0.1 --port "$site_port" --username it --password-file "$work/it.password" \
        --site osaka list
}
await 20 at_site mosquitto_sub -t wallboard/1/osaka/bridge -C 1 -W 1 || fail "the site does not know of its bridge"
await 20 eval 'at_site mosquitto_sub -t wallboard/1/osaka/bridge -C 1 -W 1 | grep -q 0' || fail "the site does not see it"
site_list | grep -q 'floor-2-east  online' || fail "cut off at its own site" "$(site_list)"
at_site mosquitto_sub -t wallboard/1/osaka/all/config -C 1 -W 5 | grep -q Meanwhile || fail "not retained at the site"
start_broker hq
await 30 linked || fail "no link again"
listen hq later-hq
await 20 grep -q "^$own/availability online" log/later-hq || fail "headquarters has forgotten the screen"
await 20 ctl ping floor-2-east || fail "no answer after the link is back"
ctl list | grep -q 'floor-2-east  online' || fail "still cut off" "$(ctl list)"
await 20 grep -q "^wallboard/1/osaka/all/config .*Meanwhile" log/later-hq || fail "not retained at headquarters"
[ "$(grep -c "^$own/response/ping " log/later-hq)" -ge 1 ] || fail "no answer is heard"
for verb in identify wake; do
    if grep -q "^$own/response/$verb " log/heard-hq log/later-hq; then fail "$verb was carried out"; fi
done
if grep -q "^$own/screenshot\|kpi/acme\|contacts-waiting " log/later-hq; then fail "a new link lets figures out"; fi
grep -q '"ignored": *[1-9]' <(grep "^$own/status" log/later-hq) || fail "the retained request was not counted"
