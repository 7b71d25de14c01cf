#!/usr/bin/env bash
# Puts the programs and what belongs to them into place, or removes them again:
#     build/install.sh install|uninstall FOLDER_OF_PROGRAMS
# DESTDIR, PREFIX and SYSCONFDIR say where, as usual. What ends in .in is filled in on the way.
set -euo pipefail

readonly action=$1 programs=$2
readonly prefix=${PREFIX:-/usr} etc=${SYSCONFDIR:-/etc} destination=${DESTDIR:-}
readonly sbin=$prefix/sbin lib=$prefix/lib share=$prefix/share

readonly made=out/build/man
mkdir -p "$made"
build/man-configuration.sh >"$made/wackamole.conf.5"

# Each line: mode, source, place.
manifest() {
    cat <<FILES
755 $programs/wackamole $sbin/wackamole
755 $programs/wackatrl $sbin/wackatrl
644 packaging/example/wackamole.conf $etc/wackamole.conf.example
644 packaging/systemd/wackamole.service.in $lib/systemd/system/wackamole.service
644 packaging/systemd/wackamole.sysusers $lib/sysusers.d/wackamole.conf
644 packaging/sysctl/60-wackamole.conf $lib/sysctl.d/60-wackamole.conf
644 packaging/network/networkmanager-60-wackamole.conf $lib/NetworkManager/conf.d/60-wackamole.conf
644 packaging/network/networkd-keep-addresses.conf $share/doc/wackamole/networkd-keep-addresses.conf
644 packaging/example/witness.conf $share/doc/wackamole/witness.conf
FILES
    local document page
    for document in README.md CHANGELOG.md docs/*.md; do
        [ ! -f "$document" ] || echo "644 $document $share/doc/wackamole/${document##*/}"
    done
    for page in packaging/man/*.[58] "$made"/*.[58]; do
        [ ! -f "$page" ] || echo "644 $page $share/man/man${page##*.}/${page##*/}"
    done
}

put() {
    local mode=$1 source=$2 place=$destination$3
    case "$source" in
        *.in)
            mkdir -p "${place%/*}"
            sed -e "s|@SBINDIR@|$sbin|g; s|@SYSCONFDIR@|$etc|g" "$source" >"$place"
            chmod "$mode" "$place"
            ;;
        *) install -D -m "$mode" "$source" "$place" ;;
    esac
}

while read -r mode source place; do
    case "$action" in
        install) put "$mode" "$source" "$place" ;;
        uninstall) rm -f "$destination$place" ;;
        *) echo "install or uninstall, not $action" && exit 2 ;;
    esac
done < <(manifest)
