#!/usr/bin/env bash
# Runs a command beside a private PostgreSQL 15 of Debian: tests/postgres.sh .venv/bin/python -m pytest
set -euo pipefail
bin=/usr/lib/postgresql/15/bin
if [ ! -x $bin/postgres ]; then
  if [ "$(id -u)" != 0 ]; then
    echo "PostgreSQL is missing. Please type:  sudo apt-get install -y --no-install-recommends postgresql-15"
    exit 1
  fi
  echo "Installing postgresql-15 ..."
  apt-get update -qq
  # Debian would start a server of its own; nobody needs it here.
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] ||
    echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql-15 >/dev/null
fi

# PostgreSQL refuses to run as root.
as_owner=""
[ "$(id -u)" = 0 ] && as_owner="setpriv --reuid=postgres --regid=postgres --init-groups"

data=$(mktemp -d /tmp/peercircle-postgres-XXXXXX)
[ -n "$as_owner" ] && chown postgres "$data"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
server=""
stop() {
  if [ -n "$server" ]; then
    kill -INT "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$data"
}
trap stop EXIT

(cd / && $as_owner $bin/initdb -D "$data/db" -U peercircle --auth=trust --encoding=UTF8 --locale=C.UTF-8 >"$data/log")
# Not safe against a power cut, but quick: the data lives as long as the tests.
(cd / && exec $as_owner $bin/postgres -D "$data/db" -p "$port" -c listen_addresses=127.0.0.1 \
  -c unix_socket_directories="$data" -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
  >>"$data/log" 2>&1) &
server=$!
for _ in $(seq 100); do
  $bin/pg_isready -q -h 127.0.0.1 -p "$port" && break
  sleep 0.1
done
$bin/psql -q -h 127.0.0.1 -p "$port" -U peercircle -d postgres -c "CREATE DATABASE peercircle" || { cat "$data/log"; exit 1; }

export PEERCIRCLE_DATABASE_URL="postgres://peercircle@127.0.0.1:$port/peercircle"
"$@"
