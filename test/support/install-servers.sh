#!/usr/bin/env bash
# Installs what the service suites need, on Debian 12 as root: PostgreSQL 15 with pgvector 0.8, Redis, an S3 store
# (versitygw, where a Go toolchain is at hand), and Chromium for the suites of the workbench. Safe to run again: what is installed already is left alone.
set -euo pipefail

PGVECTOR_VERSION=0.8.0
VERSITYGW_VERSION=v1.8.0
POSTGRES_MAJOR=15

log() { printf 'install-servers: %s\n' "$*"; }
fail() {
  printf 'install-servers: %s\n' "$*" >&2
  exit 1
}

[ "$(id -u)" = 0 ] || fail "run this as root"
export DEBIAN_FRONTEND=noninteractive
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

install_packages() {
  local missing=() package
  for package in "postgresql-$POSTGRES_MAJOR" "postgresql-server-dev-$POSTGRES_MAJOR" redis-server build-essential chromium; do
    # dpkg-query names removed packages too; only "install ok installed" counts.
    dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$package")
  done
  if [ "${#missing[@]}" -gt 0 ]; then
    log "installing ${missing[*]}"
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$work/apt.log" 2>&1 ||
      { tail -n 30 "$work/apt.log" >&2; fail "apt-get install failed"; }
  fi
}

# Debian 12 has no pgvector; its next release does. Only that source package is taken from there, through lists of its own,
# so that the machine's package sources stay as they are. The signature is checked with the keyring that Debian 12 ships.
fetch_pgvector_source() {
  local options=(-o "Dir::Etc::sourcelist=$work/trixie.sources" -o "Dir::Etc::sourceparts=$work/none"
    -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache")
  mkdir -p "$work/none" "$work/lists/partial" "$work/cache/archives/partial" "$work/source"
  # apt downloads as a user of its own.
  chmod 755 "$work"
  chown -R _apt "$work/lists" "$work/cache" "$work/source"
  cat >"$work/trixie.sources" <<SOURCES
Types: deb-src
URIs: http://deb.debian.org/debian
Suites: trixie
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
SOURCES
  apt-get "${options[@]}" update -qq
  (cd "$work/source" && apt-get "${options[@]}" source -qq --download-only pgvector >/dev/null)
}

install_pgvector() {
  local control="/usr/share/postgresql/$POSTGRES_MAJOR/extension/vector.control"
  if [ -f "$control" ] && grep -q "default_version = '0\.\([89]\|[1-9][0-9]\)" "$control"; then return; fi
  log "building pgvector $PGVECTOR_VERSION"
  fetch_pgvector_source
  local archive="$work/source/pgvector_$PGVECTOR_VERSION.orig.tar.gz"
  [ -f "$archive" ] || fail "Debian's source of pgvector is no longer $PGVECTOR_VERSION: $(ls "$work/source")"
  mkdir "$work/pgvector"
  tar -xzf "$archive" -C "$work/pgvector" --strip-components=1
  # OPTFLAGS empty: the build must run on other processors than the one that made it.
  make -s -C "$work/pgvector" -j"$(nproc)" OPTFLAGS="" PG_CONFIG="/usr/lib/postgresql/$POSTGRES_MAJOR/bin/pg_config" \
    >"$work/make.log" 2>&1 || { tail -n 30 "$work/make.log" >&2; fail "pgvector did not build"; }
  make -s -C "$work/pgvector" install PG_CONFIG="/usr/lib/postgresql/$POSTGRES_MAJOR/bin/pg_config" >/dev/null
}

install_s3_store() {
  if [ -x /usr/local/bin/versitygw ]; then return; fi
  if ! command -v go >/dev/null; then
    log "no Go toolchain: the S3 store (versitygw) is left out, and with it the suites that need one"
    return
  fi
  log "building versitygw $VERSITYGW_VERSION"
  if ! GOBIN="$work/bin" GOFLAGS=-trimpath go install "github.com/versity/versitygw/cmd/versitygw@$VERSITYGW_VERSION" \
    >"$work/go.log" 2>&1; then
    tail -n 5 "$work/go.log" >&2
    log "versitygw could not be built: the S3 store is left out, and with it the suites that need one"
    return
  fi
  install -m 755 "$work/bin/versitygw" /usr/local/bin/versitygw
}

install_packages
install_pgvector
install_s3_store
