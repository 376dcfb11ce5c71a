#!/usr/bin/env bash
# Starts PostgreSQL, Redis and an S3 store for the service suites, on private ports, with their data in one folder:
#   test/support/start-servers.sh start [FOLDER]   starts what is not running and prints the RIBIN_TEST_* settings
#   test/support/start-servers.sh stop  [FOLDER]   stops what `start` started, by its process ids
# RIBIN_TEST_SHARED_BUFFERS (128MB) gives PostgreSQL more memory, for benches of a region's size.
# The data are for tests: no fsync, no passwords worth keeping, loopback only.
set -euo pipefail

action=${1:-start}
folder=${2:-${TMPDIR:-/tmp}/ribin-test-servers}
postgres_port=${RIBIN_TEST_POSTGRES_PORT:-55432}
redis_port=${RIBIN_TEST_REDIS_PORT:-56379}
s3_port=${RIBIN_TEST_S3_PORT:-59000}

say() { printf 'start-servers: %s\n' "$*" >&2; }
fail() {
  say "$*"
  exit 1
}

postgres_bin() { # the newest PostgreSQL that is installed
  local bin
  bin=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
  [ -n "$bin" ] || fail "PostgreSQL is not installed; see test/support/install-servers.sh"
  printf '%s' "$bin"
}

as_postgres() { # PostgreSQL refuses to run as root
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

is_running() { [ -f "$1" ] && kill -0 "$(head -n 1 "$1")" 2>/dev/null; }

wait_until() { # WORDS COMMAND…
  local words=$1 tries=0
  shift
  until "$@" >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || fail "$words did not come up; see $folder"
    sleep 0.2
  done
}

start_postgres() {
  local bin data="$folder/postgres"
  bin=$(postgres_bin)
  if [ ! -f "$data/PG_VERSION" ]; then
    mkdir -p "$data"
    [ "$(id -u)" != 0 ] || chown postgres "$data"
    chmod 700 "$data"
    as_postgres "$bin/initdb" -D "$data" -U ribin --auth=trust --encoding=UTF8 --locale=C.UTF-8 >"$folder/initdb.log"
  fi
  is_running "$data/postmaster.pid" ||
    as_postgres "$bin/pg_ctl" -D "$data" -s -w -l "$data/server.log" -o "-p $postgres_port -c listen_addresses=127.0.0.1 \
      -c unix_socket_directories='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
      -c max_connections=200 -c max_wal_size=256MB -c shared_buffers=${RIBIN_TEST_SHARED_BUFFERS:-128MB}" start
  local psql=("$bin/psql" -h 127.0.0.1 -p "$postgres_port" -U ribin -d postgres -qAt)
  [ "$("${psql[@]}" -c "select 1 from pg_database where datname = 'ribin_test'")" = 1 ] ||
    "${psql[@]}" -c "create database ribin_test"
}

start_redis() {
  command -v redis-server >/dev/null || fail "Redis is not installed; see test/support/install-servers.sh"
  is_running "$folder/redis.pid" ||
    redis-server --port "$redis_port" --bind 127.0.0.1 --daemonize yes --pidfile "$folder/redis.pid" \
      --logfile "$folder/redis.log" --dir "$folder" --save "" --appendonly no --maxmemory-policy noeviction >/dev/null
  wait_until Redis redis-cli -p "$redis_port" ping
}

start_s3() {
  if ! command -v versitygw >/dev/null; then
    say "no versitygw: the suites that need an S3 store are left out"
    return
  fi
  mkdir -p "$folder/objects/ribin-test" "$folder/metadata"
  if ! is_running "$folder/s3.pid"; then
    ROOT_ACCESS_KEY=ribin-test ROOT_SECRET_KEY=ribin-test-secret nohup setsid versitygw --port "127.0.0.1:$s3_port" \
      --quiet posix --sidecar "$folder/metadata" "$folder/objects" >"$folder/s3.log" 2>&1 </dev/null &
    echo $! >"$folder/s3.pid"
  fi
  wait_until "The S3 store" bash -c "exec 3<>/dev/tcp/127.0.0.1/$s3_port"
}

print_settings() {
  printf 'export RIBIN_TEST_DATABASE_URL=postgres://ribin@127.0.0.1:%s/ribin_test\n' "$postgres_port"
  printf 'export RIBIN_TEST_REDIS_URL=redis://127.0.0.1:%s\n' "$redis_port"
  command -v versitygw >/dev/null || return 0
  printf 'export RIBIN_TEST_S3_ENDPOINT=http://127.0.0.1:%s\n' "$s3_port"
  printf 'export RIBIN_TEST_S3_BUCKET=ribin-test\nexport RIBIN_TEST_S3_ACCESS_KEY_ID=ribin-test\n'
  printf 'export RIBIN_TEST_S3_SECRET_ACCESS_KEY=ribin-test-secret\n'
}

stop_servers() {
  local pidfile
  for pidfile in "$folder/s3.pid" "$folder/redis.pid"; do
    if is_running "$pidfile"; then kill "$(head -n 1 "$pidfile")"; fi
    rm -f "$pidfile"
  done
  if is_running "$folder/postgres/postmaster.pid"; then
    as_postgres "$(postgres_bin)/pg_ctl" -D "$folder/postgres" -s -m immediate stop
  fi
}

case $action in
start)
  mkdir -p "$folder"
  chmod 755 "$folder"
  start_postgres
  start_redis
  start_s3
  print_settings
  ;;
stop) stop_servers ;;
*) fail "usage: start-servers.sh start|stop [FOLDER]" ;;
esac
