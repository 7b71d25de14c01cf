#!/usr/bin/env bash
# Looks for what building, testing and the demo need beside this repository. As root on Debian it
# installs what is missing; otherwise it names each missing thing and the command that installs it.
set -uo pipefail

readonly sdk_major=10

# Each line: what is looked for, and the Debian packages (the first one known there) that bring it.
#   command:NAME   a program on the search path, or in the directories of the administrator
#   library:FILE   a shared library known to the dynamic linker
needs() {
    cat <<'NEEDS'
command:ip iproute2
command:unshare util-linux
command:mount mount
command:nft nftables
library:libssl.so.3 libssl3t64 libssl3
NEEDS
}

export PATH="$PATH:/usr/sbin:/sbin"

is_present() {
    case "$1" in
        command:*) command -v "${1#command:}" >/dev/null ;;
        # Not grep -q: it ends early, and then ldconfig fails by a broken pipe.
        library:*) ldconfig -p | grep -F "${1#library:}" >/dev/null ;;
    esac
}

# The first of the given package names that this release of Debian has.
known_package() {
    local name
    for name in "$@"; do
        if apt-cache show "$name" >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
    echo "${@: -1}"
}

missing_packages() {
    local need packages
    while read -r need packages; do
        # shellcheck disable=SC2086 # the names are words
        is_present "$need" || known_package $packages
    done < <(needs)
}

install_missing() {
    local missing=("$@")
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "missing Debian packages: ${missing[*]}"
        echo "install them with: sudo apt-get install ${missing[*]}"
        return 1
    fi

    echo "installing the Debian packages ${missing[*]}"
    apt-get update -q >/dev/null && mapfile -t missing < <(missing_packages)
    DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null
}

can_link() {
    local compiler
    for compiler in clang gcc; do
        ! echo 'int main(void) { return 0; }' | "$compiler" -x c -o /dev/null - 2>/dev/null ||
            return 0
    done
    return 1
}

# Not needed, but the daemon is half as big in memory when it is linked to machine code.
install_linker() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "installing the Debian packages gcc libc6-dev"
        { apt-get update -q && DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -q --no-install-recommends gcc libc6-dev; } >/dev/null || true
    fi
}

# Not needed either: tests that use real corosync daemons are skipped without it. They start their
# own; the service that Debian starts with the package is a cluster of this host alone.
install_corosync() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "installing the Debian packages corosync corosync-qdevice corosync-qnetd"
        { apt-get update -q && DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -q --no-install-recommends \
                corosync corosync-qdevice corosync-qnetd; } >/dev/null 2>&1 ||
            echo "they could not be installed: tests with Corosync are skipped"
        # A server that others reach is not what anybody asked for here.
        if [ -d /run/systemd/system ]; then
            systemctl disable --now corosync-qnetd corosync-qdevice >/dev/null 2>&1 || true
        fi
    fi
}

check_sdk() {
    local version
    if ! version=$(dotnet --version 2>&1); then
        echo "the .NET SDK $sdk_major is missing or does not start: $version"
        echo "install it as https://learn.microsoft.com/dotnet/core/install/linux says"
        return 1
    fi

    if [ "${version%%.*}" -lt "$sdk_major" ]; then
        echo "the .NET SDK is $version, and $sdk_major is needed"
        return 1
    fi
}

mapfile -t missing < <(missing_packages)
if [ "${#missing[@]}" -gt 0 ]; then
    install_missing "${missing[@]}" || exit 1
fi

can_link || install_linker
{ is_present command:corosync && is_present command:corosync-qdevice; } || install_corosync
check_sdk
