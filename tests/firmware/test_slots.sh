#!/bin/bash
# The choice between the two slots, by the script that RAUC and the initrd call, in folders in place of
# the card. Then the power is cut before every single step of it: what the board's firmware would start
# after that is whole, and leads to a slot that may run.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    printf '%s\n' "$@"
    exit 1
}

# ---- A card in a folder -----------------------------------------------------------------------------

export SLOTS_BOOT=$work/boot SLOTS_STATE=$work/state SLOTS_ROOT=$work/root SLOTS_CMDLINE=$work/cmdline
boot_files=$work/root/usr/lib/wallboard/boot

# Every command that changes anything counts, and is not carried out any more when it is number $CUT: the
# power is gone. Of a copy half is there by then.
mkdir "$work/bin"
for name in rm mkdir cp mv dd sync mount umount; do
    cat >"$work/bin/$name" <<STUB
#!/bin/sh
read -r number <$work/number
number=\$((number + 1))
echo \$number >$work/number
echo "$name \$*" >>$work/done
if [ \$number = "\${CUT:-0}" ]; then
    : >$work/dark
    if [ $name = cp ]; then printf half >$work/boot/b/vmlinuz; fi
    kill -KILL 0
fi
case $name in mount | umount) exit "\${MOUNT_FAILS:-0}" ;; sync) exit ;; esac
exec /bin/$name "\$@"
STUB
done
chmod +x "$work"/bin/*

slots() {
    : >"$work/done"
    echo 0 >"$work/number"
    (PATH=$work/bin:$PATH setsid -w sh firmware/root/usr/lib/wallboard/slots "$@"; exit $?) 2>"$work/said"
}
# A card as it is made, on which slot $1 runs.
new_card() {
    rm -rf "${work:?}"/{boot,state,root}
    mkdir -p "$work/boot/a" "$work/boot/b" "$work/state" "$boot_files"
    cp firmware/boot/config.txt "$work/boot/"
    for file in vmlinuz initrd; do
        echo "old $file" >"$work/boot/a/$file"
        echo "new $file" >"$boot_files/$file"
    done
    cp firmware/boot/cmdline.txt "$work/boot/a/"
    cp firmware/boot/cmdline.txt "$boot_files/"
    runs a
}
runs() { sed "s/-02 /-0$(tr ab 23 <<<"$1") /" firmware/boot/cmdline.txt >"$work/cmdline"; }
is() { [ "$2" = "$3" ] || fail "$1: '$2', not '$3'" "$(cat "$work/said")"; }
chosen() { sed -n '1s/os_prefix=\(.\)\/$/\1/p' "$work/boot/config.txt"; }

# ---- What RAUC asks ---------------------------------------------------------------------------------

new_card
is "first chosen" "$(slots get-primary)" a
is "running" "$(slots get-current)" a
is "a of a new card" "$(slots get-state a)" good
[ ! -s "$work/done" ] || fail "something is written for an answer" "$(cat "$work/done")"

slots set-state b bad
is "b while it is written" "$(slots get-state b)" bad
echo "half a kernel" >"$work/boot/FSCK0000.REC"
slots set-primary b || fail "set-primary" "$(cat "$work/said")"
[ ! -e "$work/boot/FSCK0000.REC" ] || fail "what is left of a copy that was cut off is kept"
is "b chosen" "$(slots get-primary)" b
is "b before its start" "$(slots known b)" trying
is "b may be started" "$(slots get-state b)" good
cmp "$boot_files/vmlinuz" "$work/boot/b/vmlinuz" || fail "another kernel"
grep -q 'root=PARTUUID=77616c6c-03 ' "$work/boot/b/cmdline.txt" || fail "b has the root of a" "$(cat "$work/boot/b/cmdline.txt")"
[ "$(tail -n +2 "$work/boot/config.txt")" = "$(tail -n +2 firmware/boot/config.txt)" ] || fail "more than a byte was changed"
slots set-primary b
is "read only again" "$(grep '^mount.*remount' "$work/done" | tail -n 1)" "mount -o remount,ro none $work/boot"

# RAUC begins anew before b was ever started: nothing may start it.
slots set-state b bad
is "b written again" "$(chosen)" a
slots set-primary b

slots start b
is "b after its first start" "$(slots known b)" tried
runs b
slots set-state b good
slots start b
is "b proven" "$(chosen)" b
[ ! -s "$work/done" ] || fail "a good slot costs something" "$(cat "$work/done")"

# ---- What does not prove itself is left --------------------------------------------------------------

trial() {
    new_card
    slots set-primary b
    slots start b
    runs b
}
leaves_b() {
    slots start b && fail "$1: b goes on"
    is "$1" "$(chosen)" a
    is "$1" "$(slots known b)" bad
    is "$1" "$(slots why b)" "$2"
    slots start a || fail "$1: a may not go on"
}
trial
leaves_b "started twice" "it ended before it was proven"
trial
slots expire b
is "known still" "$(slots known b)" tried
leaves_b "its time is over" "it was not proven in its time"
trial
slots set-state b good
slots expire b
is "proven in time" "$(slots known b)" good
slots leave b "its root cannot be read"
is "root of a good slot lost" "$(chosen)" a

# There is nothing better: it goes on.
new_card
slots leave a "its root cannot be read" && fail "a left for nothing"
is "one slot only" "$(chosen)" a
trial
slots set-state a bad
slots start b || fail "both bad, and none is started"

# ---- Bad input ---------------------------------------------------------------------------------------

new_card
for words in "set-primary c" "get-state" "set-state ../a good" "no-such-verb a" "set-primary a/b"; do
    # Words to be split.
    # shellcheck disable=SC2086
    slots $words && fail "taken: $words"
done
rm "$boot_files/initrd"
slots set-primary b && fail "a root without an initrd was chosen"
is "after that" "$(chosen)" a
new_card
echo "# mine" | cat - firmware/boot/config.txt >"$work/boot/config.txt"
before=$(cat "$work/boot/config.txt")
slots set-primary b && fail "a config.txt that begins otherwise was changed"
is "config.txt" "$(cat "$work/boot/config.txt")" "$before"
new_card
MOUNT_FAILS=1 slots set-primary b && fail "chosen without its root"
is "no root" "$(chosen)" a

# ---- The power is cut before every step ---------------------------------------------------------------

# What the board's firmware and the initrd do then: until a slot runs, or for ever.
power_on() {
    for _ in 1 2 3; do
        slot=$(chosen)
        [ -n "$slot" ] || fail "$1: config.txt names no slot" "$(cat "$work/boot/config.txt")"
        kernel=$(cat "$work/boot/$slot/vmlinuz" 2>/dev/null || true)
        [ "$kernel" = "$([ "$slot" = a ] && echo old || echo new) vmlinuz" ] || fail "$1: slot $slot has the kernel '$kernel'"
        grep -q "root=PARTUUID=77616c6c-0$(tr ab 23 <<<"$slot") " "$work/boot/$slot/cmdline.txt" || fail "$1: slot $slot has another's root"
        if slots start "$slot"; then
            runs "$slot"
            return
        fi
    done
    fail "$1: no slot runs"
}
# cut WHAT SLOT PREPARE VERB...: before every step of it; SLOT must run then, "" is either
cut() {
    what=$1 wanted=$2
    $3
    shift 3
    rm -rf "$work/before"
    mkdir "$work/before"
    cp -a "$work"/{boot,state,root,cmdline} "$work/before/"
    number=0
    while true; do
        number=$((number + 1))
        rm -rf "${work:?}"/{boot,state,root,dark}
        cp -a "$work/before/." "$work/"
        CUT=$number slots "$@" || true
        [ -e "$work/dark" ] || break
        ended=$(tail -n 1 "$work/done")
        power_on "$what, cut before: $ended"
        [ -z "$wanted" ] || is "$what, cut before: $ended" "$slot" "$wanted"
    done
    [ "$number" -gt 5 ] || fail "$what: cut $number times" "$(cat "$work/done")"
}
written_over() {
    trial
    slots set-state b good
    slots leave b "for the test"
    slots set-state b bad
    runs a
}
cut "a new slot" "" new_card set-primary b
cut "a slot written over" "" written_over set-primary b
cut "a slot that is left" a trial start b

# Nothing is chosen before all of it is on the card.
new_card
slots set-primary b
order=$(grep -n '^dd\|^sync\|^mv.*cmdline\|^mv.*state' "$work/done" | tail -n 7 | sed 's/^[0-9]*:\([a-z]*\).*/\1/' | paste -sd ' ')
case $order in
"mv sync "*"mv sync dd sync") ;;
*) fail "order of the steps: $order" "$(cat "$work/done")" ;;
esac
