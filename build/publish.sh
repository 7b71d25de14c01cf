#!/usr/bin/env bash
# Publishes one program as ONE file:
#     build/publish.sh PROJECT PROGRAM OUTPUT RID native|trimmed|framework
# native      machine code alone (needs a C linker and this machine's own kind of processor)
# trimmed     carries a trimmed .NET with it and is compiled ahead (ReadyToRun)
# framework   needs .NET on the machine where it runs
# The first two need .NET's compiler and runtime packages. Where something is not to be had, the
# next form is published and that is said in one line.
set -uo pipefail
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# No compiler or build server outlives the run.
export UseSharedCompilation=false MSBUILDDISABLENODEREUSE=1

readonly project=$1 program=$2 output=$3 rid=$4 wanted=$5

# Its own place for intermediate files: publishing and testing do not undo each other's restore.
readonly work=out/build/$rid
readonly log=out/logs/publish-$program.log
mkdir -p "$work" out/logs "$(dirname "$output")"

options_of() {
    local common=(-p:RuntimeIdentifier="$rid" --artifacts-path "$work" -p:PublishSingleFile=true)
    case "$1" in
        native) common=(-p:RuntimeIdentifier="$rid" --artifacts-path "$work/native"
            -p:PublishAot=true -p:CppCompilerAndLinker="$linker") ;;
        trimmed) common+=(-p:SelfContained=true -p:PublishTrimmed=true -p:PublishReadyToRun=true) ;;
        # The analyzers for trimming want the runtime's package, even where nothing is trimmed.
        framework) common+=(-p:SelfContained=false -p:IsTrimmable=false -p:IsAotCompatible=false
            -p:EnableSingleFileAnalyzer=false) ;;
    esac
    printf '%s\n' "${common[@]}"
}

restore() {
    mapfile -t options < <(options_of "$1")
    dotnet restore "$project" "${options[@]}" >"$log" 2>&1
}

fail() {
    echo "$program was not built: $1 (all of it in $log)"
    grep -E 'error|warn' "$log" | sort -u | head -n 20
    exit 1
}

# Prints a compiler that can link a program here, if there is one.
find_linker() {
    local candidate
    for candidate in clang gcc; do
        if echo 'int main(void) { return 0; }' |
            "$candidate" -x c -o "$work/linked" - >/dev/null 2>&1; then
            rm -f "$work/linked"
            echo "$candidate"
            return
        fi
    done
}

is_for_this_machine() {
    case "$rid-$(uname -m)" in
        linux-x64-x86_64 | linux-arm64-aarch64) ;;
        *) return 1 ;;
    esac
}

form=$wanted linker=
if [ "$form" = native ]; then
    linker=$(find_linker)
    if ! is_for_this_machine; then
        form=trimmed
    elif [ -z "$linker" ]; then
        form=trimmed
        echo "$program: no C linker (install gcc and libc6-dev); published in a bigger form"
    elif ! restore native; then
        form=trimmed
        echo "$program: the native compiler's package is not to be had; published in a bigger form"
    fi
fi

if [ "$form" != native ] && ! restore "$form"; then
    [ "$form" = trimmed ] || fail "its packages could not be restored"
    cp "$log" "$log.trimmed"
    form=framework
    restore "$form" || fail "its packages could not be restored"
    echo "$program: the runtime packages for $rid are not to be had here;" \
        "published to run on an installed .NET"
fi

dotnet publish "$project" -c Release --no-restore "${options[@]}" -o "$work/one/$program" \
    -v minimal --tl:off >>"$log" 2>&1 || fail "it does not compile"

# Whoever runs the old program keeps it: the new one takes its name in one step.
install -m 755 "$work/one/$program/$program" "$output.new" && mv -f "$output.new" "$output"
