#!/usr/bin/env bash
# Refresh the pinned front-end copies under khuyencong/ui/static/vendor from npm.
# No source maps are kept: the hashed static storage would look for files that are not there.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
target=$root/khuyencong/ui/static/vendor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

unpack() { # NAME VERSION: leaves the package in $work/NAME without its scope
  local folder=$work/${1##*/}
  mkdir -p "$folder"
  (cd "$work" && tar xzf "$(npm pack --silent "$1@$2")" -C "$folder" --strip-components=1)
}

unpack bootstrap 5.3.9
unpack bootstrap-icons 1.13.2
unpack @fontsource/be-vietnam-pro 5.3.0
unpack htmx.org 2.0.11

rm -rf "$target"
mkdir -p "$target"/{bootstrap,icons/fonts,fonts,htmx}

cp "$work/bootstrap/LICENSE" "$target/bootstrap/"
sed '/sourceMappingURL/d' "$work/bootstrap/dist/css/bootstrap.min.css" >"$target/bootstrap/bootstrap.min.css"
sed '/sourceMappingURL/d' "$work/bootstrap/dist/js/bootstrap.bundle.min.js" >"$target/bootstrap/bootstrap.bundle.min.js"

cp "$work/bootstrap-icons/LICENSE" "$target/icons/"
cp "$work/bootstrap-icons/font/fonts/bootstrap-icons.woff2" "$target/icons/fonts/"
sed -E 's/,url\("[^"]*\.woff\?[^"]*"\) format\("woff"\)//; s/\.woff2\?[0-9a-f]+/.woff2/' \
  "$work/bootstrap-icons/font/bootstrap-icons.min.css" >"$target/icons/bootstrap-icons.min.css"

cp "$work/be-vietnam-pro/LICENSE" "$target/fonts/"
for weight in 400 500 600 700; do
  sed -E "s/, url\([^)]*\.woff\) format\('woff'\)//; s#\./files/#./#" "$work/be-vietnam-pro/$weight.css"
  cp "$work/be-vietnam-pro/files/"be-vietnam-pro-{latin,latin-ext,vietnamese}-"$weight"-normal.woff2 "$target/fonts/"
done >"$target/fonts/be-vietnam-pro.css"

cp "$work/htmx.org/LICENSE" "$work/htmx.org/dist/htmx.min.js" "$target/htmx/"
(cd "$target" && find . -type f ! -name SHA256SUMS | LC_ALL=C sort | xargs sha256sum >SHA256SUMS)
