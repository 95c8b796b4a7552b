#!/bin/sh
# fetch-segmentation.sh DIRECTORY
#
# Puts into this directory what finds the person in a camera's picture, from one version of one npm package (Apache-2.0) that is
# checked by its sum. Without npm, or without a network, it prints one line, and the page then offers what it can without.
set -u
package=@mediapipe/selfie_segmentation
version=0.1.1675465747
sha512=231631361c04e55c0e9b9d8bd72a055982cfeeaf4f77e3498f3382e6d95ea5fbc419a637a3d86c96152bc7d060b1ea9d7d9b4a483b5dff835f09232337341a94
script=selfie_segmentation_solution_simd_wasm_bin
files="$script.js $script.wasm selfie_segmentation.binarypb selfie_segmentation_landscape.tflite"
here=$(cd "$(dirname "$0")" && pwd)
into=$1
mkdir -p "$into"

complete=yes
for file in $files; do
    [ -s "$into/$file" ] || complete=
done
[ -z "$complete" ] || exit 0

# Where npm came with Node.js from elsewhere, Debian has no package of it to be seen.
command -v npm >/dev/null || "$here/install-packages.sh" optional npm
without() {
    echo "$1: this WAR is built without backgrounds for cameras, but for those that blur by themselves."
    exit 0
}
command -v npm >/dev/null || without "No npm here"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
npm pack --ignore-scripts --no-update-notifier --prefer-offline --fetch-retries=1 --fetch-timeout=60000 --loglevel=error \
    "$package@$version" >/dev/null || without "npm could not fetch $package@$version"
cd "$OLDPWD" || exit 1

found=$({ sha512sum "$work"/*.tgz 2>/dev/null || shasum -a 512 "$work"/*.tgz; } | cut -d ' ' -f 1)
if [ "$found" != "$sha512" ]; then
    echo "$package@$version is not what it was: its SHA-512 is $found."
    exit 1
fi
for file in $files; do
    # Its files may be read by their owner alone.
    tar -xzf "$work"/*.tgz -O "package/$file" >"$work/$file" || exit 1
    chmod 644 "$work/$file"
    mv "$work/$file" "$into/$file" || exit 1
done
