#!/bin/bash
# The keys of updates where nobody gave any: a pair of this build tree, made once. Prints the file of
# certificates that a card knows bundles by: UPDATE_KEYRING, else that of the pair.
#
# usage: image/keys.sh
set -eu
cd "$(dirname "$0")/.."

if [ -n "${UPDATE_KEYRING:-}" ]; then
    openssl x509 -in "$UPDATE_KEYRING" -noout || { echo "UPDATE_KEYRING=$UPDATE_KEYRING: no certificates (PEM)" >&2 && exit 1; }
    echo "$UPDATE_KEYRING"
    exit 0
fi
keys=build/image/keys
if [ ! -e "$keys/cert.pem" ]; then
    mkdir -p "$keys"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 \
        -subj "/O=Wallboard/CN=a build tree, not for a release" -addext keyUsage=critical,digitalSignature,keyCertSign \
        -keyout "$keys/key.pem" -out "$keys/cert.new" 2>/dev/null
    mv "$keys/cert.new" "$keys/cert.pem"
fi
echo "This card takes updates signed by the key in $keys, which is not for a release: give UPDATE_KEYRING." >&2
echo "$keys/cert.pem"
