# shellcheck shell=bash
# Completion of wallboardctl: the program itself says what may stand there.

_wallboardctl() {
    mapfile -t COMPREPLY < <(compgen -W "$("$1" __complete "${COMP_WORDS[@]:1:COMP_CWORD}" \
        2>/dev/null </dev/null)" -- "$2")
}

complete -o default -F _wallboardctl wallboardctl
