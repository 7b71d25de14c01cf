#!/usr/bin/env bash
# Prints wackamole.conf(5), made from docs/CONFIGURATION.md so that the two cannot differ: the rules
# of the language, and the tables of directives.
set -euo pipefail

awk '
function plain(text) {
    while (match(text, /\[[^]]*\]\([^)]*\)/)) {
        link = substr(text, RSTART, RLENGTH)
        sub(/^\[/, "", link)
        sub(/\]\(.*$/, "", link)
        text = substr(text, 1, RSTART - 1) link substr(text, RSTART + RLENGTH)
    }
    gsub(/\\/, "\\e", text)
    gsub(/[`*]/, "", text)
    gsub(/−/, "-", text)
    gsub(/…/, "...", text)
    gsub(/-/, "\\-", text)
    # A line that begins with one of these would be a request.
    if (text ~ /^[.\x27]/) text = "\\\\&" text
    return text
}
function sentence(text) {
    text = plain(text)
    return toupper(substr(text, 1, 1)) substr(text, 2) "."
}
BEGIN {
    print ".\\\" Made from docs/CONFIGURATION.md by build/man-configuration.sh."
    print ".TH WACKAMOLE.CONF 5 \"\" \"Wackamole\" \"File Formats\""
    print ".SH NAME\nwackamole.conf \\- configuration of wackamole(8)\n.SH DESCRIPTION"
}
/^```/ {
    if (section == "") next
    print (example = !example) ? ".PP\n.nf" : ".fi"
    next
}
example { print plain($0); next }
/^## / {
    section = substr($0, 4)
    skipped = section ~ /^(Coming from|What differs)/
    if (!skipped) print ".SS " plain(section)
    next
}
section == "" || skipped { next }
/^\| (directive|---)/ || /^\|---/ { next }
/^\| / {
    rest = $0
    sub(/^\| /, "", rest)
    sub(/ \|$/, "", rest)
    count = split(rest, cells, / \| /)
    print ".TP\n.B " plain(cells[1])
    print sentence(cells[3]) "\nDefault: " plain(cells[2]) "."
    next
}
/^- / { print ".IP \\(bu 2\n" plain(substr($0, 3)); next }
/^  / { print plain(substr($0, 3)); next }
/^$/ { print ".PP"; next }
{ print plain($0) }
END {
    print ".SH FILES\n.I /etc/wackamole.conf\n.SH SEE ALSO\n.BR wackamole (8),\n.BR wackatrl (8)"
}' docs/CONFIGURATION.md
