#!/bin/bash
# The wall for arm64, on a machine that is none: the Debian packages, cross-built with the machine's
# own compiler and libraries and judged by lintian, and the tests of the floors that need no device,
# run by an emulator. What this machine cannot do is said and skipped.
#
# usage: tests/arm64.sh VERSION
set -eu
cd "$(dirname "$0")/.."

version=${1:?usage: tests/arm64.sh VERSION}
triplet=aarch64-linux-gnu
out=build/arm64
skip() {
    echo "skipped, nothing was tried for arm64: $*"
    exit 0
}

[ "$(dpkg --print-architecture)" != arm64 ] || skip "this machine is one; make test runs all tests of it"
if ! .ci/install-packages arm64; then
    dpkg --remove-architecture arm64 2>/dev/null || true # else apt asks for it from now on
    skip "the packages for arm64 could not be installed here"
fi

began=$SECONDS
image/deb.sh "$version" arm64
packaged=$((SECONDS - began))

# The same compiler, without the package around it.
tests=()
for source in tests/{base,kpi,config}/test_*.c; do tests+=("$out/${source%.c}"); done
export PKG_CONFIG_LIBDIR=/usr/lib/$triplet/pkgconfig:/usr/share/pkgconfig
make -j"$(nproc)" --no-print-directory OUT="$out" CC="$triplet-gcc" AR="$triplet-ar" LINK_HARDEN=-pie "${tests[@]}"
built=$((SECONDS - began))
for test in "${tests[@]}"; do
    [ "$(od -An -j18 -N2 -tu2 "$test" | tr -d ' ')" = 183 ] || { echo "$test is no program of arm64" && exit 1; }
done
tests/run.sh "$out" qemu-aarch64-static
echo "arm64: packages $packaged s, tests built $((built - packaged)) s and run $((SECONDS - began - built)) s"
