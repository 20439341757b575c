#!/bin/bash
# What a debug image has on top (DEBUG=1 DEBUG_KEY=FILE): ssh, by the public key in FILE alone, and a
# line on the screen that says so. Without DEBUG it sees to it that an image has none of it.
#
# usage: image/debug.sh check             before anything is built: is there a key?
#        image/debug.sh fit ROOT PARTS    puts it into ROOT; packages by the apt of PARTS (card.sh)
#        image/debug.sh verify ROOT       ROOT, when all is in it
set -eu
here=$(cd "$(dirname "$0")" && pwd)

say() {
    printf '%s\n' "$@" >&2
    exit 1
}
wanted() {
    case ${DEBUG:-} in
    1) ;;
    '') return 1 ;;
    *) say "DEBUG: read '$DEBUG', allowed: 1, or nothing" ;;
    esac
}

# ---- The key -----------------------------------------------------------------------------------------

# A line is a public key when the bytes in it name the same kind as its first word.
is_public_key() {
    local kind=$1 bytes=$2 length
    case $kind in
    ssh-ed25519 | ssh-rsa | ecdsa-sha2-nistp256 | ecdsa-sha2-nistp384 | ecdsa-sha2-nistp521) ;;
    sk-ssh-ed25519@openssh.com | sk-ecdsa-sha2-nistp256@openssh.com) ;;
    *) return 1 ;;
    esac
    length=$(printf '%08x' ${#kind})
    [ "$(base64 -d <<<"$bytes" 2>/dev/null | head -c $((4 + ${#kind})) | od -An -v -tx1 | tr -d ' \n')" = \
        "$length$(printf %s "$kind" | od -An -v -tx1 | tr -d ' \n')" ] &&
        [ "$(base64 -d <<<"$bytes" 2>/dev/null | wc -c)" -ge 51 ]
}

# Prints the keys of $DEBUG_KEY, one a line.
read_keys() {
    local file=${DEBUG_KEY:-} line kind bytes comment number=0 found=0
    [ -n "$file" ] || say "A debug image lets in who has a key, and nobody else: DEBUG_KEY=FILE names the public one," \
        "for example DEBUG_KEY=\$HOME/.ssh/id_ed25519.pub (ssh-keygen -t ed25519 makes one)."
    if [ ! -f "$file" ] || [ ! -r "$file" ]; then say "DEBUG_KEY: '$file' cannot be read."; fi
    if grep -q 'PRIVATE KEY' "$file"; then
        say "DEBUG_KEY: '$file' is a private key, which must never be in an image. The public one is beside it: $file.pub"
    fi
    while IFS= read -r line || [ -n "$line" ]; do
        number=$((number + 1))
        line=${line%$'\r'}
        case $line in '' | '#'*) continue ;; esac
        read -r kind bytes comment <<<"$line"
        is_public_key "$kind" "$bytes" ||
            say "DEBUG_KEY: '$file', line $number is not a public key: read '${line:0:40}'," \
                "allowed: a line such as 'ssh-ed25519 AAAA... name', without options before it."
        printf '%s %s %s\n' "$kind" "$bytes" "$comment"
        found=1
    done <"$file"
    [ "$found" = 1 ] || say "DEBUG_KEY: '$file' has no key in it."
}

# ---- What is put in ----------------------------------------------------------------------------------

# Taken apart as kernel and busybox are: nothing of theirs runs here, so no key is made here either.
add_packages() {
    local root=$1 parts=$2 debs deb
    debs=$(mktemp -d)
    mkdir -p "$debs/partial"
    export APT_CONFIG=$parts/apt/apt.conf
    apt-get update -q=2
    apt-get -q=2 -y --no-install-recommends --download-only -o Debug::NoLocking=1 \
        -o Dir::State::status="$root/var/lib/dpkg/status" -o Dir::Cache::archives="$debs" install openssh-server
    unset APT_CONFIG
    shopt -s nullglob # what came of it, verify says
    for deb in "$debs"/*.deb; do
        dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$root" --keep-directory-symlink --exclude=./usr/share/doc \
            --exclude=./usr/share/man --exclude=./usr/share/locale --exclude=./usr/share/lintian
        # So that the list of what is in the image has it.
        printf '\n%s\nStatus: install ok unpacked\n' \
            "$(dpkg-deb -f "$deb" Package Version Architecture Maintainer Description)" >>"$root/var/lib/dpkg/status"
    done
    rm -rf "$debs"
}

# The distribution's own services would ask for passwords, on sockets that systemd opens by itself.
add_settings() {
    local root=$1 unit
    cp -r "$here/debug/." "$root/"
    mkdir -p "$root/usr/share/wallboard/debug" "$root/etc/systemd/system/multi-user.target.wants" \
        "$root/etc/systemd/system-generators"
    read_keys >"$root/usr/share/wallboard/debug/authorized_keys"
    chmod 644 "$root/usr/share/wallboard/debug/authorized_keys"
    rm -rf "$root/etc/ssh"
    for unit in ssh.service ssh.socket sshd.service sshd@.service; do
        ln -sf /dev/null "$root/etc/systemd/system/$unit"
    done
    ln -sf /dev/null "$root/etc/systemd/system-generators/systemd-ssh-generator"
    ln -sf ../wallboard-ssh.service "$root/etc/systemd/system/multi-user.target.wants/wallboard-ssh.service"
    grep -q '^sshd:' "$root/etc/passwd" || echo 'sshd:x:992:65534:sshd:/run/sshd:/usr/sbin/nologin' >>"$root/etc/passwd"
    # A locked account is not let in by a key either; this one has no password and never will.
    sed -i 's/^root:[^:]*:/root:*:/' "$root/etc/shadow"
}

# ---- What must be, and what must not -----------------------------------------------------------------

# Whatever lets somebody in over the network, wherever it lies.
ways_in() {
    find "$1" -not -type d \( -name sshd -o -name 'sshd-session' -o -name sshd_config -o -name 'dropbear*' \
        -o -name '*telnetd*' -o -name 'authorized_keys*' -o -name '*host*_key' -o -name 'wallboard-ssh*' \
        -o -path '*/wallboard.service.d/debug.conf' \)
}

verify_debug() {
    local root=$1 file
    for file in usr/sbin/sshd usr/bin/ssh-keygen usr/lib/wallboard/ssh/sshd_config \
        etc/systemd/system/multi-user.target.wants/wallboard-ssh.service \
        etc/systemd/system/wallboard.service.d/debug.conf; do
        [ -e "$root/$file" ] || [ -L "$root/$file" ] || say "the debug image lacks /$file"
    done
    [ -s "$root/usr/share/wallboard/debug/authorized_keys" ] || say "the debug image has no key to let in"
    grep -q '^root:\*:' "$root/etc/shadow" || say "root of the debug image has a password, or is locked"
    grep -qx 'PasswordAuthentication no' "$root/usr/lib/wallboard/ssh/sshd_config" || say "it asks for passwords"
    file=$(find "$root" -name 'ssh_host_*' -o -name host_key)
    [ -z "$file" ] || say "a key of the board was made here, and all boards would have it:" "$file"
}

case ${1:-} in
check) if wanted; then read_keys >/dev/null; fi ;;
fit)
    if wanted; then
        add_packages "${2:?}" "${3:?}"
        add_settings "$2"
    fi
    ;;
verify)
    if wanted; then
        verify_debug "${2:?}"
    else
        found=$(ways_in "${2:?}")
        [ -z "$found" ] || say "the image lets people log in, and is no debug image:" "$found"
    fi
    ;;
*) say "usage: image/debug.sh check | fit ROOT PARTS | verify ROOT" ;;
esac
