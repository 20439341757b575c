#!/bin/bash
# Writes what is in the image: OUT/wallboard.manifest (package, version, architecture), and the same
# as an SPDX 2.3 bill of materials, OUT/wallboard.spdx.json.
#
# usage: image/manifest.sh ROOT DEBS VERSION OUT     DEBS: packages that were taken apart
set -eu

root=${1:?} debs=${2:?} version=${3:?} out=${4:?}
# shellcheck disable=SC2016 # the names are dpkg's
{
    dpkg-query --admindir="$root/var/lib/dpkg" -W -f '${Package} ${Version} ${Architecture}\n'
    for deb in "$debs"/*.deb; do dpkg-deb -W --showformat '${Package} ${Version} ${Architecture}\n' "$deb"; done
} | LC_ALL=C sort >"$out/wallboard.manifest"

awk -v version="$version" -v made="$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)" '
BEGIN {
    printf "{\"spdxVersion\":\"SPDX-2.3\",\"dataLicense\":\"CC0-1.0\",\"SPDXID\":\"SPDXRef-DOCUMENT\",\n"
    printf "\"name\":\"wallboard-%s-arm64\",\"documentNamespace\":\"urn:wallboard:image:%s:%s\",\n", version, version, made
    printf "\"creationInfo\":{\"created\":\"%s\",\"creators\":[\"Organization: Wallboard maintainers\"]},\n\"packages\":[\n", made
}
{
    id = $1 "-" $3; gsub(/[^A-Za-z0-9.-]/, "-", id)
    printf "%s{\"SPDXID\":\"SPDXRef-%s\",\"name\":\"%s\",\"versionInfo\":\"%s\",\"downloadLocation\":\"NOASSERTION\",\"filesAnalyzed\":false,\"externalRefs\":[{\"referenceCategory\":\"PACKAGE-MANAGER\",\"referenceType\":\"purl\",\"referenceLocator\":\"pkg:deb/debian/%s@%s?arch=%s\"}]}", (NR > 1 ? ",\n" : ""), id, $1, $2, $1, $2, $3
    described = described (NR > 1 ? ",\n" : "") "{\"spdxElementId\":\"SPDXRef-DOCUMENT\",\"relationshipType\":\"DESCRIBES\",\"relatedSpdxElement\":\"SPDXRef-" id "\"}"
}
END { printf "\n],\"relationships\":[\n%s\n]}\n", described }' "$out/wallboard.manifest" >"$out/wallboard.spdx.json"
