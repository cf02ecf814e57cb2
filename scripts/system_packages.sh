#!/usr/bin/env bash
# The tests read the product's papers with outside tools, and the bench compares with one. As root this installs
# what is missing; else it says what. Usage: system_packages.sh tests|bench
set -euo pipefail
what=${1:-tests}

missing=()
need() { # need PACKAGE TEST…: the package is missing where the test fails
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}

if [ "$what" = bench ]; then
  need libreoffice-writer-nogui command -v soffice
else
  need chromium command -v chromium
  need poppler-utils command -v pdfsig
  need zbar-tools command -v zbarimg
  need qpdf command -v qpdf
  need fonts-liberation2 test -d /usr/share/fonts/truetype/liberation2
  need postgresql-15 test -x /usr/lib/postgresql/15/bin/initdb
  need default-jre-headless command -v java
  need libpdfbox2-java test -e /usr/share/java/preflight.jar
  need libactivation-java test -e /usr/share/java/javax.activation.jar
  need libjaxb-api-java test -e /usr/share/java/jaxb-api.jar
  need gettext command -v msgfmt
  need npm command -v npm
fi

if [ ${#missing[@]} = 0 ]; then
  exit 0
fi
if [ "$(id -u)" != 0 ]; then
  echo "These Debian packages are missing for the $what: ${missing[*]}" >&2
  echo "Install them with: apt-get install ${missing[*]}" >&2
  exit 1
fi
echo "Installing Debian packages for the $what: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# A cluster of Debian's own would only take memory: the tests make theirs.
mkdir -p /etc/postgresql-common
[ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
