#!/bin/bash
# Builds the Debian packages into build/deb/ARCHITECTURE/, from the files that Git knows or would take, and has
# lintian judge them. The same commit gives the same bytes: the time in them is that of the commit,
# or $SOURCE_DATE_EPOCH.
#
# usage: image/deb.sh VERSION [ARCHITECTURE [room]]     that of this machine by default; room: whatever this
#     machine has, with the compiler and libraries of the Debian on the card
set -eu
cd "$(dirname "$0")/.."

version=${1:?usage: image/deb.sh VERSION [ARCHITECTURE [room]]}
native=$(dpkg --print-architecture)
architecture=${2:-$native}
room=${3:-}
out=$PWD/build/deb/$architecture
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
DEB_BUILD_OPTIONS="noautodbgsym parallel=$(nproc)"
export DEB_BUILD_OPTIONS

# As the files lie here, committed or not; what was made of the very same is not made again.
list_files() { git ls-files -z --cached --others --exclude-standard; }
origin=$(printf '%s\n' "$version $(git rev-parse HEAD) $SOURCE_DATE_EPOCH $room ${DEBEMAIL:-}" "$(list_files | xargs -0 sha256sum | sha256sum)" | sha256sum)
if [ "$(cat "$out/made-of" 2>/dev/null)" = "$origin" ]; then
    cat "$out/SHA256SUMS"
    exit
fi

rm -rf "$out"
mkdir -p "$out/wallboard"
list_files | xargs -0 cp --parents -t "$out/wallboard"
cp -r image/debian "$out/wallboard/debian"
address=${DEBEMAIL:-$(git log -1 --format=%ae)}
sed -i "s/@MAINTAINER@/$address/" "$out/wallboard/debian/control"
cat >"$out/wallboard/debian/changelog" <<END
wallboard ($version) stable; urgency=medium

  * As of commit $(git rev-parse --short=12 HEAD).

 -- Wallboard maintainers <$address>  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
END

said=$out/build.log
# Here, where all is at hand that it needs of that architecture, else in a room of its own.
here() { [ -z "$room" ] && (cd "$out/wallboard" && dpkg-checkbuilddeps -a "$architecture" 2>/dev/null); }
if [ "$architecture" = "$native" ] || here; then
    (cd "$out/wallboard" && dpkg-buildpackage --build=binary --no-sign --host-arch "$architecture") >"$said" 2>&1 ||
        { tail -n 40 "$said" && exit 1; }
else
    image/room.sh "$out" "$architecture" >"$said" 2>&1 || { tail -n 40 "$said" && exit 1; }
fi
rm -rf "$out/wallboard"
lintian --allow-root --fail-on error,warning --suppress-tags-from-file image/debian/lintian-tags "$out"/*.deb
(cd "$out" && sha256sum -- *.deb | tee SHA256SUMS)
echo "$origin" >"$out/made-of"
