#!/bin/bash
# Makes an update out of the root of a card: signed, and with a hash tree, so that a board can read it
# over the network while it writes it and believes no block of it unseen. Signed by UPDATE_KEY with
# UPDATE_CERT, else by the pair of this build tree (keys.sh).
#
# usage: image/bundle.sh SQUASHFS VERSION BUNDLE
set -eu

squashfs=${1:?usage: image/bundle.sh SQUASHFS VERSION BUNDLE} version=${2:?} bundle=${3:?}
keys=$(dirname "$0")/../build/image/keys
cert=${UPDATE_CERT:-$keys/cert.pem} key=${UPDATE_KEY:-$keys/key.pem}
for file in "$squashfs" "$cert" "$key"; do
    [ -r "$file" ] || { echo "bundle: no $file" >&2 && exit 1; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/content"
cp --reflink=auto "$squashfs" "$work/content/root.img"
cat >"$work/content/manifest.raucm" <<END
[update]
compatible=wallboard-arm64
version=$version

[bundle]
format=verity

[image.root]
filename=root.img
END
rm -f "$bundle"
# What is in it is packed already.
rauc bundle --cert="$cert" --key="$key" --mksquashfs-args="-noI -noD -noF -noX -no-progress -quiet" \
    "$work/content" "$bundle" >"$work/said" 2>&1 || { cat "$work/said" && exit 1; }
