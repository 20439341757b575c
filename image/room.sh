#!/bin/bash
# Builds the packages that lie unpacked in OUT/wallboard for another architecture, in a folder with
# a Debian of its own (the room), so that this machine needs neither a foreign architecture nor its
# libraries. The room is made once and kept in build/image/.
#
# usage: image/room.sh OUT ARCHITECTURE
set -eu
cd "$(dirname "$0")/.."

out=${1:?usage: image/room.sh OUT ARCHITECTURE}
architecture=${2:?usage: image/room.sh OUT ARCHITECTURE}
image/can-run.sh "$architecture"

suite=$(image/setting.sh suite)
# What debian/control asks for, of the other architecture where it is a library; of alternatives the
# first, which is that of the newer Debian.
packages=$(sed -n '/^Build-Depends:/,/^$/s/^ \([a-z0-9.+-]*\).*/\1/p' image/debian/control |
    sed "s/^debhelper-compat$/debhelper/; /^lib\|^zlib/s/$/:$architecture/" | paste -sd,)
packages=build-essential,crossbuild-essential-$architecture,$packages
recipe=$(printf '%s\n' "$suite" "$architecture" "$packages" | sha256sum | cut -c 1-12)
room=$PWD/build/image/room-$architecture-$recipe

if [ ! -e "$room/made" ]; then
    rm -rf build/image/room-"$architecture"-*
    mkdir -p build/image
    # Half made after a power cut here it is made anew: no need to wait for the disk.
    image/source-lists.sh "$suite" main |
        mmdebstrap --mode=root --variant=apt --architectures="$(dpkg --print-architecture),$architecture" \
            --include="$packages" --aptopt='APT::Install-Recommends "false"' --dpkgopt=force-unsafe-io "$suite" "$room" -
    touch "$room/made"
fi
rm -rf "$room/source"
mkdir "$room/source"
cp -r "$out/wallboard" "$room/source/"
in_room() {
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH="$SOURCE_DATE_EPOCH" \
        DEB_BUILD_OPTIONS="$DEB_BUILD_OPTIONS" chroot "$room" sh -c "cd /source/wallboard && $1"
}
# The packages that the build needs of the machine it runs on are those of the room's own.
in_room "dpkg-buildpackage --build=binary --no-sign --host-arch $architecture"
cp "$room"/source/*.deb "$room"/source/*.buildinfo "$room"/source/*.changes "$out/"
rm -rf "$room/source"
