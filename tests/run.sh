#!/bin/bash
# Runs every test program below DIRECTORY/tests, as many at once as there are processors: most of
# them mostly wait. Then the shell tests, which build and install, and closes with
# "N passed, N failed". The output of a program is shown only when it failed.
#
# usage: tests/run.sh DIRECTORY [RUNNER...]     RUNNER: what runs programs of another processor; then
#     no shell tests
set -u

directory=${1:?usage: tests/run.sh DIRECTORY [RUNNER...]}
shift
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_stack_use_after_return=1:strict_string_checks=1}
export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}
export LC_ALL=C.UTF-8
export WALLBOARD_BUILD=$PWD/$directory
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
lanes=$(nproc)

passed=0
failed=0

# cmocka tells how many tests it ran; a program that dies before it can tell counts as one failure.
count() {
    local name=$1 status=$2 log=$3
    local good bad
    good=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' "$log" | tail -n 1)
    bad=$(sed -n 's/^\[  FAILED  \] [^:]*: \([0-9]*\) test(s).*/\1/p; s/^\[  FAILED  \] \([0-9]*\) test.*/\1/p' \
        "$log" | head -n 1)
    good=${good:-0}
    bad=${bad:-0}
    if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
    if [ "$status" -eq 0 ] && [ "$good" -eq 0 ]; then bad=1; fi
    passed=$((passed + good))
    failed=$((failed + bad))
    if [ "$bad" -ne 0 ]; then
        printf 'FAILED  %s (exit %s)\n' "$name" "$status"
        cat "$log"
    else
        printf 'ok      %-40s %s\n' "$name" "$good"
    fi
}

# In a lane of its own; the result is there all at once.
run() {
    local number=$1
    shift
    "$@" >"$logs/$number.log" 2>&1
    echo $? >"$logs/$number.part"
    mv "$logs/$number.part" "$logs/$number.status"
}

# In their order, as far as they have ended.
told=0
tell() {
    while [ -e "$logs/$told.status" ]; do
        count "${programs[told]#"$directory"/}" "$(cat "$logs/$told.status")" "$logs/$told.log"
        told=$((told + 1))
    done
}

mapfile -t programs < <(find "$directory/tests" -type f -executable -name 'test_*' | sort)
running=0
for number in "${!programs[@]}"; do
    if [ "$running" -ge "$lanes" ]; then
        wait -n
        running=$((running - 1))
        tell
    fi
    run "$number" "$@" "${programs[number]}" &
    running=$((running + 1))
done
wait
tell

# A shell test prints nothing when all is well.
for script in tests/*/test_*.sh; do
    if [ ! -e "$script" ] || [ $# -gt 0 ]; then continue; fi
    if bash "$script" >"$logs/script" 2>&1; then
        passed=$((passed + 1))
        printf 'ok      %-40s 1\n' "$script"
    else
        failed=$((failed + 1))
        printf 'FAILED  %s\n' "$script"
        cat "$logs/script"
    fi
done

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
