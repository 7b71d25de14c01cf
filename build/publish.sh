#!/usr/bin/env bash
# Publishes one program as ONE file:
#     build/publish.sh PROJECT PROGRAM OUTPUT RID trimmed|framework
# trimmed     carries a trimmed .NET with it and is compiled ahead (ReadyToRun)
# framework   needs .NET on the machine where it runs
# A trimmed program needs .NET's runtime and compiler packages. Where the package source does not
# have them, the program is published in the form «framework» and that is said in one line.
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

form=$wanted
if ! restore "$form"; then
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
