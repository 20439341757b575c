#!/bin/bash
# Whether this machine can build for ARCHITECTURE; if not, a clear word about what is missing.
#
# usage: image/can-run.sh ARCHITECTURE
set -eu

architecture=${1:?usage: image/can-run.sh ARCHITECTURE}
say() {
    printf '%s\n' "$@" >&2
    exit 1
}

[ "$(id -u)" -eq 0 ] || say "A root file system is put together here: run it as root (sudo make ...)."
[ "$architecture" != "$(dpkg --print-architecture)" ] || exit 0
case $architecture in
arm64) interpreter=qemu-aarch64 ;;
*) say "No recipe for '$architecture'; allowed: arm64, $(dpkg --print-architecture)" ;;
esac
grep -qw binfmt_misc /proc/filesystems || modprobe binfmt_misc 2>/dev/null || true
grep -qw binfmt_misc /proc/filesystems ||
    say "This kernel has no binfmt_misc, by which programs for $architecture run here." \
        "Use another machine or kernel (CONFIG_BINFMT_MISC), or an $architecture machine."
[ -e /proc/sys/fs/binfmt_misc/status ] || mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc ||
    say "binfmt_misc may not be mounted here; in a container, run it on the host:" \
        "  mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc"
# Debian 12 keeps the registrations in binfmt-support, Debian 13 in systemd-binfmt.
register() {
    update-binfmts --enable "$interpreter" 2>/dev/null ||
        /usr/lib/systemd/systemd-binfmt "$interpreter.conf" 2>/dev/null
}
[ -e "/proc/sys/fs/binfmt_misc/$interpreter" ] || register || true
grep -q '^flags:.*F' "/proc/sys/fs/binfmt_misc/$interpreter" 2>/dev/null ||
    say "Programs for $architecture do not run here: $interpreter is not registered (with the flag F)." \
        "qemu-user-static does that, at once with: update-binfmts --enable $interpreter (Debian 12)" \
        "or systemctl restart systemd-binfmt (Debian 13)"
