#!/usr/bin/env bash
# What the tests need from Debian: a browser, gettext, Pango, fonts, and pdftoppm to look at PDFs.
set -euo pipefail
packages="chromium gettext libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core poppler-utils"
missing=""
for package in $packages; do
  dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ]; then
  echo "Installing$missing ..."
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
  echo "The tests need packages that are missing. Please type:"
  echo "  sudo apt-get install -y --no-install-recommends$missing"
  exit 1
fi
