#!/usr/bin/env bash
# Runs the lab program with the rights that it needs: hosts are network namespaces.
#     build/run-lab.sh COMMAND [OPTION...]
# Root runs it as it is; anybody else inside a user namespace, where the system permits one.
# Exit status 77: not permitted, the reason is printed.
set -uo pipefail

readonly lab=out/lab/wackalab
export PATH="$PATH:/usr/sbin:/sbin"

if [ ! -x "$lab" ]; then
    echo "$lab does not exist: build it with make build"
    exit 77
fi

if [ "$(id -u)" = 0 ]; then
    exec "$lab" "$@"
fi

readonly own=(unshare --user --map-root-user --net --mount)
if ! refusal=$("${own[@]}" true 2>&1); then
    echo "this user may not make network namespaces (${refusal:-refused}): run it as root," \
        "or permit user namespaces with: sudo sysctl kernel.unprivileged_userns_clone=1"
    exit 77
fi

exec "${own[@]}" "$lab" "$@"
