#!/bin/bash
# A debug image lets in who has the key, and says so; a standard image lets nobody in. Made-up roots:
# nothing is built or fetched here.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
    printf '%s\n' "$@"
    exit 1
}
unset DEBUG DEBUG_KEY

# ---- The key -----------------------------------------------------------------------------------------

ed25519='ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJqwKAfV8xn2ZGcDLPHZ3jJJ3bcCcCdmT0ba0Y9dqQ1j'
ecdsa='ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEmKSENjQEezOmxkZMy7opKgwFB9nkt5YRrYMjNuG5N87uRgg6CLrbo5wAdT/y6v0mKV0U2w0WZ2YB/++Tpockg='

check() { image/debug.sh check 2>&1; }
good() {
    printf %b "$2" >"$work/key"
    said=$(DEBUG=1 DEBUG_KEY=$work/key check) || fail "$1 was refused:" "$said"
    [ -z "$said" ] || fail "$1: it said" "$said"
}
# NAME CONTENT WORD...: refused, with these words.
bad() {
    local name=$1 content=$2 word
    shift 2
    printf %b "$content" >"$work/key"
    if said=$(DEBUG=1 DEBUG_KEY=$work/key check); then fail "$name was taken"; fi
    for word in "$@"; do
        case $said in *"$word"*) ;; *) fail "$name: no '$word' in" "$said" ;; esac
    done
}

good "one key" "$ed25519 me@desk\n"
good "one without a name or an end of line" "$ed25519"
good "two, from Windows, with a comment" "# desks\r\n$ed25519 a\r\n\r\n$ecdsa b\r\n"
bad "an empty file" "" "has no key in it"
bad "a comment alone" "# key\n" "has no key in it"
bad "a private key" "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1r\n" "is a private key" "key.pub"
bad "a password" "hunter2\n" "line 1 is not a public key" "read 'hunter2'" "allowed:"
bad "a kind alone" "ssh-ed25519\n" "line 1"
bad "another kind than it says" "ssh-rsa ${ed25519#* } me\n" "line 1"
bad "one that was cut" "${ed25519:0:40}\n" "line 1"
bad "one that is no base64" "ssh-ed25519 ????\n" "line 1"
bad "a kind that is broken" "ssh-dss AAAAB3NzaC1kc3M= me\n" "line 1"
bad "options" "command=\"sh\" $ed25519\n" "without options"
bad "the second of two" "$ed25519\nrubbish\n" "line 2"
if said=$(DEBUG=1 check); then fail "no key was asked for"; fi
case $said in *DEBUG_KEY=FILE*) ;; *) fail "it does not say what to give:" "$said" ;; esac
if said=$(DEBUG=1 DEBUG_KEY=$work/none check); then fail "a file that is not there was taken"; fi
case $said in *"cannot be read"*) ;; *) fail "no file:" "$said" ;; esac
if said=$(DEBUG=yes DEBUG_KEY=$work/key check); then fail "DEBUG=yes was taken"; fi
said=$(check) || fail "without DEBUG a key was asked for:" "$said"
said=$(make --no-print-directory -n image 2>&1 | grep -n 'debug.sh check\|deb.sh') || true
[ "$(head -n 1 <<<"$said" | grep -c 'debug.sh check')" = 1 ] || fail "the key is not asked for first:" "$said"

# ---- A standard image --------------------------------------------------------------------------------

new_root() {
    rm -rf "$work/root"
    mkdir -p "$work/root"/{etc,usr/sbin,usr/bin,var/lib/dpkg,etc/systemd/system}
    printf 'root:!:1::::::\n' >"$work/root/etc/shadow"
    printf 'root:x:0:0:root:/root:/bin/bash\n' >"$work/root/etc/passwd"
    : >"$work/root/var/lib/dpkg/status"
    : >"$work/root/usr/lib-ssh2.so.1"
}
root=$work/root
new_root
image/debug.sh verify "$root" || fail "a standard image was refused"
image/debug.sh fit "$root" "$work" || fail "nothing was to be done"
[ -z "$(find "$root" -name 'wallboard*')" ] || fail "a standard image got something"
for file in usr/sbin/sshd usr/lib/openssh/sshd-session etc/ssh/sshd_config usr/sbin/dropbear usr/sbin/in.telnetd \
    root/.ssh/authorized_keys usr/share/wallboard/debug/authorized_keys data/ssh/host_key etc/ssh/ssh_host_rsa_key \
    etc/systemd/system/wallboard-ssh.service etc/systemd/system/wallboard.service.d/debug.conf; do
    new_root
    mkdir -p "$root/$(dirname "$file")"
    touch "$root/$file"
    if said=$(image/debug.sh verify "$root" 2>&1); then fail "a standard image with $file was taken"; fi
    case $said in *"/$file"*) ;; *) fail "it does not name $file:" "$said" ;; esac
done
new_root
ln -s /lib/x "$root/usr/sbin/sshd"
if image/debug.sh verify "$root" 2>/dev/null; then fail "a link to sshd was taken"; fi
# The card asks, after all is in it and before it is packed; nothing of it lies where every image is made from.
asked=$(grep -n 'debug.sh verify\|^mksquashfs\|debug.sh fit\|image/manifest.sh\|/etc/ssh' image/card.sh | sed 's/[0-9]*://' | cut -c 1-22)
[ "$(grep -n 'debug.sh verify\|^mksquashfs' image/card.sh | head -n 1 | grep -c verify)" = 1 ] || fail "nobody asks:" "$asked"
[ "$(grep -n 'debug.sh fit\|^image/manifest' image/card.sh | head -n 1 | grep -c fit)" = 1 ] || fail "the list lacks it:" "$asked"
if grep -r ssh image/packages.txt; then fail "every image has ssh"; fi
if grep -rl 'WALLBOARD_DEBUG' firmware; then fail "every image says that it is a debug image"; fi

# ---- A debug image -----------------------------------------------------------------------------------

new_root
mkdir -p "$work/bin" "$work/parts/apt" "$root/etc/ssh"
printf '#!/bin/sh\nexit 0\n' >"$work/bin/apt-get"
chmod 755 "$work/bin/apt-get"
printf '%s me\n' "$ed25519" >"$work/key"
export DEBUG=1 DEBUG_KEY=$work/key
touch "$root/etc/ssh/ssh_host_rsa_key"
PATH=$work/bin:$PATH image/debug.sh fit "$root" "$work/parts"
if said=$(image/debug.sh verify "$root" 2>&1); then fail "a debug image without sshd was taken"; fi
case $said in *"lacks /usr/sbin/sshd"*) ;; *) fail "no sshd:" "$said" ;; esac
touch "$root/usr/sbin/sshd" "$root/usr/bin/ssh-keygen"
image/debug.sh verify "$root" || fail "a debug image was refused"
[ "$(cat "$root/usr/share/wallboard/debug/authorized_keys")" = "$ed25519 me" ] || fail "another key is let in"
[ ! -e "$root/etc/ssh" ] || fail "keys and settings of the package stay"
grep -q '^root:\*:' "$root/etc/shadow" || fail "root is locked: sshd would let nobody in"
grep -q '^sshd:x:' "$root/etc/passwd" || fail "sshd has no user"
mark=$(sed -n 's/^Environment=WALLBOARD_DEBUG=//p' "$root/etc/systemd/system/wallboard.service.d/debug.conf")
[ -s "$root$mark" ] || fail "the wall would not say that it is a debug image: no $mark"
for unit in ssh.service ssh.socket; do
    [ "$(readlink "$root/etc/systemd/system/$unit")" = /dev/null ] || fail "$unit starts, too"
done
for line in 'PasswordAuthentication no' 'KbdInteractiveAuthentication no' 'AuthenticationMethods publickey' \
    'PermitRootLogin prohibit-password' 'AllowUsers root' "AuthorizedKeysFile $mark" 'HostKey /data/ssh/host_key'; do
    grep -qx "$line" "$root/usr/lib/wallboard/ssh/sshd_config" || fail "sshd_config does not say: $line"
done
touch "$root/usr/lib/ssh_host_rsa_key"
if image/debug.sh verify "$root" 2>/dev/null; then fail "a debug image with a host key was taken"; fi
rm "$root/usr/lib/ssh_host_rsa_key"
sed -i 's/^root:\*/root:secret/' "$root/etc/shadow"
if image/debug.sh verify "$root" 2>/dev/null; then fail "a debug image with a password was taken"; fi

# ---- The board's own key -----------------------------------------------------------------------------

if ! command -v ssh-keygen >/dev/null; then
    echo "skipped: no ssh-keygen here, no key of a board was made"
    exit 0
fi
make_key() { sh image/debug/usr/lib/wallboard/ssh/host-key "$work/data/ssh"; }
make_key
first=$(cat "$work/data/ssh/host_key")
[ "$(stat -c %a "$work/data/ssh" "$work/data/ssh/host_key" | paste -sd' ')" = "700 600" ] || fail "others can read the key"
make_key
[ "$(cat "$work/data/ssh/host_key")" = "$first" ] || fail "the second start made another key"
: >"$work/data/ssh/host_key" # a power cut
make_key
[ -s "$work/data/ssh/host_key" ] || fail "it was not made anew"
[ "$(cat "$work/data/ssh/host_key")" != "$first" ] || fail "the same key was made again"
