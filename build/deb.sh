#!/usr/bin/env bash
# Makes a Debian package with dpkg-deb alone:
#     build/deb.sh FOLDER_OF_PROGRAMS RID
set -euo pipefail

readonly programs=$1 rid=$2
case "$rid" in
    linux-x64) architecture=amd64 ;;
    linux-arm64) architecture=arm64 ;;
    *) echo "no Debian architecture is known for $rid" && exit 2 ;;
esac

version=$(sed -nE 's/.*<Version>(.*)<\/Version>.*/\1/p' Directory.Build.props)
readonly package=out/wackamole_${version}_$architecture.deb
readonly root=out/build/deb-$architecture
rm -rf "$root"
mkdir -p "$root/DEBIAN"

DESTDIR=$root PREFIX=/usr SYSCONFDIR=/etc build/install.sh install "$programs"
gzip -9n "$root"/usr/share/man/man*/* 2>/dev/null || true

installed_kilobytes=$(du -sk --exclude=DEBIAN "$root" | cut -f 1)
sed -e "s|@VERSION@|$version|; s|@ARCHITECTURE@|$architecture|" \
    -e "s|@INSTALLED_SIZE@|$installed_kilobytes|" \
    packaging/debian/control.in >"$root/DEBIAN/control"
(cd "$root" && find etc -type f -printf '/%p\n' | sort) >"$root/DEBIAN/conffiles"
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
install -m 755 packaging/debian/{postinst,prerm,postrm} "$root/DEBIAN/"

# Neither the umask of whoever builds nor the time of the build shows in the package.
find "$root" -type d -exec chmod 755 {} +
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || date +%s) \
    dpkg-deb --root-owner-group -Zgzip --build "$root" "$package"
