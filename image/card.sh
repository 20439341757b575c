#!/bin/bash
# Puts the SD-card image together in build/image/, from the package of the wall for arm64 and from
# Debian's packages, without mounting anything. What takes long is kept there by the hash of its
# recipe: the base (all packages, set up under emulation) and the kernel.
#
# usage: image/card.sh VERSION     LEVEL=3 is quick, LEVEL=15 (default) small; DEBUG=1: image/debug.sh
set -eu
cd "$(dirname "$0")/.."

version=${1:?usage: image/card.sh VERSION}
level=${LEVEL:-15}
image/can-run.sh arm64
suite=$(image/setting.sh suite)
out=$PWD/build/image
work=$out/work
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
began=$SECONDS
step() { printf '%4d s  %s\n' $((SECONDS - began)) "$*"; }

keyring=$(image/keys.sh)
deb=$(echo build/deb/arm64/wallboard_*_arm64.deb)
[ -e "$deb" ] || { echo "no package: make deb ARCHITECTURE=arm64" >&2 && exit 1; }
rm -rf "$work"
mkdir -p "$work"/{root,tmp}

# ---- Base: every package but kernel and wall, kept --------------------------------------------------

depends=$(dpkg-deb -f "$deb" Depends | sed 's/([^)]*)//g; s/|[^,]*//g; s/ //g')
packages=$(image/setting.sh packages packages.txt | paste -sd,),$depends
excludes=$(image/setting.sh packages excludes.txt)
recipe=$(printf '%s\n' "$suite" "$packages" "$excludes" | sha256sum | cut -c 1-12)
base=$out/base-$recipe.tar
if [ ! -e "$base" ]; then
    step "base: all packages, set up under emulation"
    rm -f "$out"/base-*.tar
    mapfile -t options <<<"$excludes"
    # What is half made after a power cut here is made anew: no need to wait for the disk.
    options=("${options[@]/#/--dpkgopt=path-exclude=}" --dpkgopt=force-unsafe-io)
    image/source-lists.sh "$suite" main non-free-firmware |
        mmdebstrap --quiet --mode=root --variant=apt --architectures=arm64 --include="$packages" \
            "${options[@]}" "$suite" "$base.new.tar" -
    mv "$base.new.tar" "$base"
fi

# ---- Kernel, firmware of the board, busybox: taken apart, never installed ---------------------------

parts=$out/parts-$suite
if [ ! -e "$parts/made" ]; then
    step "kernel, firmware, busybox"
    rm -rf "$parts"
    mkdir -p "$parts"/apt/{lists/partial,cache/archives/partial} "$parts"/{debs,kernel,firmware,busybox}
    image/source-lists.sh "$suite" main non-free-firmware >"$parts/apt/sources.list"
    touch "$parts/apt/status"
    cat >"$parts/apt/apt.conf" <<END
Dir::Etc::sourcelist "$parts/apt/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::State::Lists "$parts/apt/lists";
Dir::State::status "$parts/apt/status";
Dir::Cache "$parts/apt/cache";
APT::Architecture "arm64";
APT::Architectures { "arm64"; };
APT::Sandbox::User "root";
Acquire::Languages "none";
END
    export APT_CONFIG=$parts/apt/apt.conf
    apt-get update -q=2
    kernel=$(apt-cache depends linux-image-arm64 | sed -n 's/.*Depends: \(linux-image-[0-9].*\)/\1/p')
    (cd "$parts/debs" && apt-get download -q=2 "$kernel" raspi-firmware busybox-static)
    unset APT_CONFIG
    dpkg-deb -x "$parts"/debs/linux-image-*.deb "$parts/kernel"
    dpkg-deb -x "$parts"/debs/raspi-firmware_*.deb "$parts/firmware"
    dpkg-deb -x "$parts"/debs/busybox-static_*.deb "$parts/busybox"
    touch "$parts/made"
fi
modules=$(echo "$parts"/kernel/usr/lib/modules/*)
[ -d "$modules" ] || modules=$(echo "$parts"/kernel/lib/modules/*)
release=${modules##*/}

# ---- Root ----------------------------------------------------------------------------------------

step "root"
root=$work/root
tar -xf "$base" -C "$root" --exclude='./dev/*'
mkdir -p "$root/usr/lib/modules"
cp -a "$modules" "$root/usr/lib/modules/$release"
# Patterns are meant to be filled in.
# shellcheck disable=SC2086
while read -r unused; do rm -rf "$root/usr/lib/modules/$release/kernel"/$unused; done \
    < <(image/setting.sh packages no-modules.txt)
depmod -b "$root" "$release"
cp "$deb" "$root/wallboard.deb"
env -i PATH=/usr/sbin:/usr/bin chroot "$root" dpkg -i /wallboard.deb >"$work/dpkg.log" 2>&1 ||
    { cat "$work/dpkg.log" && exit 1; }
rm "$root/wallboard.deb"
cp -r firmware/root/. "$root/"
install -m 644 "$keyring" "$root/etc/rauc/keyring.pem"
sed -i "/^bootloader=/a min-bundle-version=$version" "$root/etc/rauc/system.conf"
image/debug.sh fit "$root" "$parts"

image/manifest.sh "$root" "$parts/debs" "$version" "$out"
mkdir -p "$root/usr/share/wallboard" "$root/boot/firmware" "$root/data"
printf 'IMAGE_ID=wallboard\nIMAGE_VERSION=%s\n' "$version" >>"$root/usr/lib/os-release"

# Nobody's: no identity, no keys, no list of mirrors, no cache; and what must not start.
rm -rf "$root"/var/{cache,log,lib/apt,lib/dpkg}/* "$root"/etc/apt/sources.list* "$root"/etc/hostname \
    "$root"/etc/resolv.conf "$root"/etc/wallboard "$root"/etc/ssh "$root"/var/lib/systemd/random-seed
: >"$root/etc/machine-id"
echo wallboard >"$root/etc/hostname"
ln -s ../run/systemd/resolve/resolv.conf "$root/etc/resolv.conf"
ln -s ../data/etc "$root/etc/wallboard"
systemctl --root="$root" set-default multi-user.target 2>/dev/null
systemctl --root="$root" enable wallboard wallboard-data wallboard-provision wallboard-supplicant wallboard-slot \
    wallboard-update.path wallboard-confirm.path wallboard-trial.timer \
    systemd-networkd systemd-resolved systemd-timesyncd 2>/dev/null
xargs systemctl --root="$root" mask 2>/dev/null < <(image/setting.sh packages no-units.txt)
if awk -F: '$2 !~ /^[!*]/ { print; bad = 1 } END { exit !bad }' "$root/etc/shadow"; then
    echo "an account of the image has a password" >&2
    exit 1
fi

# What the board's firmware loads of a slot. It is in the root, too, so that an update is one file.
step "initrd and boot files"
boot=$root/usr/lib/wallboard/boot
mkdir -p "$boot"
image/initrd.sh "$root" "$release" "$parts/busybox" "$boot/initrd"
cp "$parts"/kernel/boot/vmlinuz-* "$boot/vmlinuz"
cp firmware/boot/cmdline.txt "$boot/"
dtbs=$(echo "$parts"/kernel/usr/lib/linux-image-*/broadcom)
cp "$dtbs"/bcm2711-*.dtb "$dtbs"/bcm2712-*.dtb "$dtbs"/bcm2837-rpi-*.dtb "$boot/"
image/debug.sh verify "$root"

step "squashfs (zstd $level)"
find "$root" -newermt "@$SOURCE_DATE_EPOCH" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
mksquashfs "$root" "$work/root.squashfs" -comp zstd -Xcompression-level "$level" -b 256K -noappend \
    -no-progress -quiet

# ---- Boot partition: the board's own firmware, and slot A; slot B comes with the first update --------

stage=$work/stage/boot
mkdir -p "$stage/a" "$stage/b" "$work/card"
find "$parts/firmware/usr/lib/raspi-firmware" -maxdepth 1 -type f -exec cp -t "$stage" {} +
cp firmware/boot/config.txt firmware/boot/wallboard.example.json "$stage/"
cp -r "$boot/." "$stage/a/"
find "$stage" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +

# ---- Card ------------------------------------------------------------------------------------------

step "card"
ln "$work/root.squashfs" "$work/card/root.squashfs"
genimage --config image/genimage.cfg --rootpath "$work/stage" --tmppath "$work/tmp/genimage" \
    --inputpath "$work/card" --outputpath "$work/card" >"$work/genimage.log" 2>&1 ||
    { tail -n 20 "$work/genimage.log" && exit 1; }
mv "$work/card/wallboard.img" "$out/wallboard.img"
mv "$work/root.squashfs" "$out/root.squashfs"
name=wallboard-$version${DEBUG:+-debug}-arm64.img.zst
zstd -q -f -T0 -"$([ "$level" -gt 9 ] && echo 19 || echo 3)" "$out/wallboard.img" -o "$out/$name"
(cd "$out" && sha256sum "$name" wallboard.manifest wallboard.spdx.json >SHA256SUMS)
rm -rf "$work"
step "done: $name, $(($(stat -c %s "$out/$name") / 1024 / 1024)) MiB"
