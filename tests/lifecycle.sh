#!/usr/bin/env bash
# Tests a server that is stopped, has a full disk, or shares a busy machine, with real
# server processes and clients that do not retry. `lifecycle.sh 100000` sends that many check-ins
# beside busy processes instead of as many as fit into half a minute.
# Prints a line for each sentence that holds or does not, and last "N passed, N failed".
set -u

# Without root, a small disk can be mounted in a namespace, if the system allows that.
if [ "$(id -u)" -ne 0 ] && [ -z "${LIFECYCLE_NAMESPACE:-}" ] &&
  unshare -Urm mount -t tmpfs tmpfs /mnt 2>/dev/null; then
  exec env LIFECYCLE_NAMESPACE=1 unshare -Urm "$0" "$@"
fi
unset LIFECYCLE_NAMESPACE

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
. "$root/tests/sentences.sh"
. "$root/tests/server.sh"
check_ins="${1:-12000}"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
work="$(mktemp -d)"
skipped=0
server=
owner=
mounted=
busy=()

finish() {
  local one
  for one in "${busy[@]}" ${server:+"$server"} ${owner:+"$owner"}; do kill -9 "$one" 2>/dev/null; done
  for one in "$work"/*/database/postmaster.pid "$work"/*/*/database/postmaster.pid; do
    [ -f "$one" ] && kill -INT "$(head -n 1 "$one")" 2>/dev/null
  done
  wait
  [ -z "$mounted" ] || umount -l "$mounted"
  rm -rf "$work"
}
trap finish EXIT

skip() { # reason
  skipped=$((skipped + 1))
  printf 'skipped %s\n' "$1"
}

load() { "$java" -XX:TieredStopAtLevel=1 -Xmx128m "$root/tests/lifecycle/Load.java" "$@"; }

start() { start_server "$1.log" --data "$1" --rate-limit 0; } # data folder

ends_with() { # signal exit-code
  kill "-$1" "$server" 2>/dev/null
  wait "$server"
  local code=$?
  server=
  [ "$code" -eq "$2" ]
}

# Log lines above INFO. A blocked event loop of two seconds says more about a busy
# machine than about the server.
warnings() { # log
  grep -E '^[0-9T:.Z+-]+ +(WARN|ERROR|FATAL)' "$1" | grep -v BlockedThreadChecker
}

is_quiet() { ! warnings "$1"; }

# --- Start and stop ---------------------------------------------------------------------------

ordinary_use() {
  load members "$port" 2 "$work/members" && load closed-loop "$port" "$work/members" 4 40
}

stops_without_loss() {
  load stop "$port" "$work/members" 16 "$server" "$work/acknowledged"
}

# --- A full disk --------------------------------------------------------------------------------

small_disk() { # folder
  mkdir -p "$1" && mount -t tmpfs -o size=320m tmpfs "$1" && mounted="$1"
}

token() { head -n 1 "$work/members" | cut -d' ' -f1; }
habit() { head -n 1 "$work/members" | cut -d' ' -f2; }

check_in() { # day: prints status and body
  curl -s -m 20 -w '\n%{http_code}\n' -X PUT "http://127.0.0.1:$port/v1/habits/$(habit)/check-ins/$1" \
    -H "Authorization: Bearer $(token)" -H 'Content-Type: application/json' -d '{"amount":1}'
}

# Until nothing is free for a second: the database removes files of its own now and then.
fills_the_disk() {
  full_since="$SECONDS"
  for _ in $(seq 30); do
    dd if=/dev/zero bs=64k >>"$mounted/filler" 2>/dev/null
    sleep 1
    [ "$(stat -f -c %a "$mounted")" -gt 0 ] || return 0
  done
  return 1
}

refuses_check_ins() {
  local day
  for day in $(seq 10 28) $(seq 10 28); do
    check_in "2024-05-$day" >"$work/refused"
    cat "$work/refused"
    [ "$(tail -n 1 "$work/refused")" = 503 ] && grep -q 'problem-type:upcoach:storage-full' "$work/refused" || return 1
  done
}

shows_the_day() {
  curl -sf -m 20 "http://127.0.0.1:$port/v1/habits/$(habit)" -H "Authorization: Bearer $(token)"
}

says_unready() {
  curl -s -m 20 -w '\n%{http_code}\n' "http://127.0.0.1:$port/readyz" >"$work/unready"
  cat "$work/unready"
  [ "$(tail -n 1 "$work/unready")" = 503 ] && grep -q '"reason": *"The disk of the data folder' "$work/unready"
}

warns_once_a_minute() { # log
  warnings "$1" >"$work/warnings"
  cat "$work/warnings"
  local lines
  lines="$(wc -l <"$work/warnings")"
  [ "$lines" -ge 1 ] && [ "$lines" -le "$(((SECONDS - full_since) / 60 + 1))" ] && ! grep -v 'disk' "$work/warnings"
}

has_room_again() {
  rm "$mounted/filler"
  local tries=0
  until is_ready && check_in 2024-06-01 | tail -n 1 | grep -q 200; do
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] || return 1
    sleep 0.1
  done
}

# A server cannot see the disk of a database elsewhere: it learns of it from failed statements.
serves_elsewhere() {
  local url
  url="postgresql://upcoach:$(cat "$data/database.password")@127.0.0.1:$(sed -n 4p "$data/database/postmaster.pid")/upcoach"
  owner="$server"
  UPCOACH_DATABASE_URL="$url" start "$work/elsewhere"
}

says_the_database_has_no_room() {
  fills_the_disk || return 1
  # Statements use free space on existing pages, until they need a new one.
  load closed-loop "$port" "$work/members" 4 4000 >"$work/looped"
  tail -c 2000 "$work/looped"
  grep -q 'storage-full' "$work/looped" && ! grep -q 'database-unavailable' "$work/looped" &&
    curl -s -m 20 "http://127.0.0.1:$port/readyz" | tee "$work/unready" | grep -q '"reason": *"The disk of the database is full'
}

# --- A busy machine -----------------------------------------------------------------------------

keep_busy() {
  local one
  for one in 1 2; do
    (while :; do :; done) &
    busy+=("$!")
  done
}

rest() {
  local one
  for one in "${busy[@]}"; do kill "$one"; done
  wait "${busy[@]}" 2>/dev/null
  busy=()
}

is_never_shed() {
  load members "$port" 64 "$work/members" && load closed-loop "$port" "$work/members" 64 "$check_ins"
}

data="$work/data"
holds 'a server starts and is used' start "$data"
holds '... in an ordinary way' ordinary_use
holds 'SIGTERM ends it with 143' ends_with TERM 143
holds '... and nothing above INFO was logged from start to stop' is_quiet "$data.log"

holds 'it starts again' start "$data"
keep_busy
holds 'beside busy processes, 64 connections in a closed loop are never refused' is_never_shed
holds '... SIGTERM at 80 requests a second loses none of them, and resets no connection' stops_without_loss
wait "$server"
server=
rest
holds '... and nothing above INFO was logged' is_quiet "$data.log"
holds 'it starts again' start "$data"
holds '... and all check-ins that were acknowledged are there' load verify "$port" "$work/members" "$work/acknowledged"
holds 'it stops' ends_with TERM 143

if small_disk "$work/disk" 2>"$work/mount"; then
  data="$mounted/data"
  mkdir -p "$data"
  holds 'a server starts on a small disk' start "$data"
  holds '... and is used' ordinary_use
  holds 'the disk fills up' fills_the_disk
  holds '... check-ins are refused as storage-full' refuses_check_ins
  holds '... the server is not ready, and says why' says_unready
  holds '... what is there is still read' shows_the_day
  holds '... one line a minute in the log says so' warns_once_a_minute "$data.log"
  holds 'when there is room again check-ins are taken, without a restart' has_room_again
  holds 'a second server uses its database' serves_elsewhere
  holds '... in an ordinary way' ordinary_use
  holds '... which has no room: the server says so, and never that it does not answer' says_the_database_has_no_room
  holds '... in one line a minute' warns_once_a_minute "$work/elsewhere.log"
  holds 'when there is room again check-ins are taken, without a restart' has_room_again
  holds 'both stop' ends_with TERM 143
  server="$owner"
  owner=
  holds '...' ends_with TERM 143
else
  skip "a full disk: no file system can be mounted here ($(head -n 1 "$work/mount"))"
fi

printf '%d skipped\n' "$skipped"
conclude
