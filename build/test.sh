#!/usr/bin/env bash
# Everything that `make test` means: set-up, restore, build, unit tests, tidy and simulation, then
# the end-to-end tests and a part of the fault matrix on hosts in network namespaces. The last
# line is the sum of all suites: «N passed, N failed» or «N passed, N failed, N skipped». A step
# that fails counts as one failure.
set -uo pipefail

# Whoever started us may ignore hang-ups (nohup does), and what is ignored stays so in all that we
# start; some tests are about them. Told by an argument: the environment is what tests see.
if [ "${1:-}" != --hang-ups-heard ]; then
    exec env --default-signal=HUP "$BASH" "$0" --hang-ups-heard
fi

export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# No compiler or build server outlives the run.
export UseSharedCompilation=false MSBUILDDISABLENODEREUSE=1

readonly logs=out/logs
readonly lab_limit_seconds=1800
passed=0 failed=0 skipped=0
mkdir -p "$logs"

count() {
    passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

finish() {
    local sum="$passed passed, $failed failed"
    [ "$skipped" -eq 0 ] || sum+=", $skipped skipped"
    echo
    echo "$sum"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit
}

title() {
    printf '\n== %s\n' "$*"
}

# A step that everything after it needs. What it prints goes to a log, shown where it fails.
step() {
    local name=$1 log=$logs/$2.log
    shift 2
    title "$name"
    if ! "$@" >"$log" 2>&1; then
        cat "$log"
        echo "failed: $name (log: $log)"
        count 0 1 0
        finish
    fi
}

# A number from the closing line of dotnet test: «Failed: 0, Passed: 5, Skipped: 1, Total: 6».
closing_number() {
    sed -nE "s/^(Passed|Failed)! .*[ -]$1: +([0-9]+),.*/\2/p" "$logs/unit.log" | tail -n 1
}

unit_tests() {
    title "unit tests, tidy and simulation"
    dotnet test tests/Wackamole.Tests -c Release --no-build --nologo --tl:off \
        --logger "console;verbosity=minimal" 2>&1 | tee "$logs/unit.log"
    local status=${PIPESTATUS[0]} all
    all=$(closing_number Passed)
    if [ -z "$all" ]; then
        echo "failed: the tests did not run to their end (log: $logs/unit.log)"
        count 0 1 0
        return
    fi

    count "$all" "$(closing_number Failed)" "$(closing_number Skipped)"
    [ "$status" -eq 0 ] || [ "$(closing_number Failed)" -gt 0 ] || count 0 1 0
}

# What a command of the lab prints a PASS, FAIL or SKIP line for each case of.
lab_tests() {
    local name=$1 log
    shift
    log=$logs/$(tr -s ' -' '-' <<<"$*").log
    title "$name"
    if [ ! -x out/lab/wackalab ]; then
        echo "SKIP $name: the lab is not part of this tree"
        count 0 0 1
        return
    fi

    timeout --foreground --signal TERM --kill-after 30 "$lab_limit_seconds" \
        build/run-lab.sh "$@" </dev/null 2>&1 | tee "$log"
    local status=${PIPESTATUS[0]} lab_failed
    if [ "$status" -eq 77 ]; then
        echo "SKIP $name: $(tail -n 1 "$log")"
        count 0 0 1
        return
    fi

    lab_failed=$(grep -c '^FAIL ' "$log")
    count "$(grep -c '^PASS ' "$log")" "$lab_failed" "$(grep -c '^SKIP ' "$log")"
    if [ "$status" -ne 0 ] && [ "$lab_failed" -eq 0 ]; then
        echo "failed: the lab ended with status $status (124: after $lab_limit_seconds seconds)"
        count 0 1 0
    fi
}

step "set-up" setup build/setup.sh
step "restore" restore dotnet restore Wackamole.slnx --tl:off
step "build, warnings are errors" build \
    dotnet build Wackamole.slnx -c Release --no-restore -v minimal --tl:off
unit_tests
step "publish the programs" publish make --no-print-directory build
lab_tests "end-to-end tests on hosts in network namespaces" e2e
for engine in spread corosync; do
    lab_tests "a selection of them on $engine" e2e --fast --engine "$engine"
done
lab_tests "the fault matrix, a quick selection on three hosts" faults --fast --hosts 3
finish
