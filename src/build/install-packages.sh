#!/bin/sh
# install-packages.sh optional|required PACKAGE...
#
# Makes sure that these Debian packages are there. As root on a machine with apt it installs what is missing; elsewhere it
# prints one line that names it, and fails only if it is required.
set -u
need=$1
shift

missing=
for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing$missing"
    export DEBIAN_FRONTEND=noninteractive
    # A stale list may still name packages that can be had, so a failed update is not the end.
    apt-get update -qq -o DPkg::Lock::Timeout=120 >/dev/null || true
    # shellcheck disable=SC2086 # one word for each package
    apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=120 $missing >/dev/null && exit 0
fi

echo "Please install$missing (these are the names in Debian and Ubuntu: sudo apt-get install$missing)."
[ "$need" = optional ]
