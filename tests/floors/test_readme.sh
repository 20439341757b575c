#!/bin/bash
# What the README and the other pages of the folders point to is there.
set -u

bad=0
while IFS=: read -r page target; do
    case $target in http*|'#'*) continue ;; esac
    if [ ! -e "$(dirname "$page")/${target%%#*}" ]; then
        printf '%s points to %s, which is not there\n' "$page" "$target"
        bad=1
    fi
done < <(find . -name '*.md' -not -path './build/*' -print0 | xargs -0 grep -Ho '](\([^)]*\))' | sed 's/\](\(.*\))/\1/')
exit $bad
