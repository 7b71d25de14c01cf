#!/usr/bin/env bash
# Prints every source file with the first sentence of its documentation: the map, file by file.
set -uo pipefail

# The summary that stands at the margin belongs to the file's own type.
first_sentence() {
    sed -nE '/^\/\/\/ <summary>/,/<\/summary>/{s/^\/\/\/ ?//; p; /<\/summary>/q}' "$1" |
        tr '\n' ' ' |
        sed -E 's/<\/?(summary|c|para)>//g; s/<see[^"]*"([^"]*)"[^>]*>/\1/g
            s/^ *//; s/([^.])\. .*/\1./; s/ *$//'
}

last=
find src tests lab -name '*.cs' -not -path '*/obj/*' -not -path '*/bin/*' -printf '%h/ %f\n' \
    2>/dev/null | sort | while read -r folder name; do
    [ "$folder" = "$last" ] || printf '\n%s\n' "$folder"
    last=$folder
    printf '  %-36s %s\n' "$name" "$(first_sentence "$folder$name")"
done
