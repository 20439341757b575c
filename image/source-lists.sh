#!/bin/bash
# Prints lines for apt: where a suite of Debian is fetched from. That is where this machine gets its
# own Debian from, unless $MIRROR and $SECURITY_MIRROR say otherwise.
#
# usage: image/source-lists.sh SUITE COMPONENT...
set -eu

suite=${1:?usage: image/source-lists.sh SUITE COMPONENT...}
shift
own() {
    # shellcheck disable=SC2016 # the names are apt's
    apt-get indextargets --format '$(REPO_URI) $(ORIGIN) $(LABEL)' 'Created-By: Packages' 2>/dev/null |
        awk -v label="$1" '$2 == "Debian" && $3 == label { print $1; exit }'
}
mirror=${MIRROR:-$(own Debian)}
security=${SECURITY_MIRROR:-$(own Debian-Security)}
if [ -z "$mirror" ] || [ -z "$security" ]; then
    echo "apt has no index of Debian here (apt-get update), and MIRROR and SECURITY_MIRROR are not set" >&2
    exit 1
fi
echo "deb $mirror $suite $*"
echo "deb $security $suite-security $*"
