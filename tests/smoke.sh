#!/usr/bin/env bash
# Uses UpCoach from outside, as a newcomer would: with ./upcoach and curl only.
# Prints a line for each sentence that holds or does not, and last "N passed, N failed".
set -u

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
. "$root/tests/sentences.sh"
. "$root/tests/server.sh"
work="$(mktemp -d)"
data="$work/data"
server=

finish() {
  [ -n "$server" ] && kill -9 "$server" 2>/dev/null
  [ -f "$data/database/postmaster.pid" ] && kill -INT "$(head -n 1 "$data/database/postmaster.pid")" 2>/dev/null
  rm -rf "$work"
}
trap finish EXIT

says() { # text, then a command whose output must hold it
  local text="$1"
  shift
  "$@" 2>&1 | tee "$work/said"
  grep -qF -- "$text" "$work/said"
}

refuses() { # text, then a command that must fail with one line that holds it
  local text="$1"
  shift
  if "$@" >"$work/refusal" 2>&1; then
    echo "it did not fail"
    return 1
  fi
  cat "$work/refusal"
  [ "$(wc -l <"$work/refusal")" -eq 1 ] && grep -qF -- "$text" "$work/refusal"
}

start() { start_server "$work/server.log" --data "$data"; }

send() { # method path [body]
  local body=()
  [ "$#" -lt 3 ] || body=(-H 'Content-Type: application/json' --data "$3")
  curl -sS -X "$1" "http://127.0.0.1:$port$2" ${token:+-H "Authorization: Bearer $token"} "${body[@]}"
}

field() { grep -o "\"$1\":\"[^\"]*" | head -n 1 | cut -d'"' -f4; }

moves_in() {
  send POST /v1/members '{"email":"ada@example.org","password":"a good long one","name":"Ada"}'
  token="$(send POST /v1/sessions '{"email":"ada@example.org","password":"a good long one"}' | field token)"
  habit="$(send POST /v1/habits '{"title":"Read"}' | field id)"
  [ -n "$token" ] && [ -n "$habit" ]
}

checks_in() { send PUT "/v1/habits/$habit/check-ins/$(date -u +%F)" '{"amount":1}' | tee "$work/said" | grep -q '"amount":1'; }

shows_the_streak() { send GET /v1/today | tee "$work/said" | grep -q '"current":{"length":1'; }

ends_with() { # signal exit-code
  kill "-$1" "$server"
  wait "$server"
  [ "$?" -eq "$2" ]
}

no_database_left() { [ ! -f "$data/database/postmaster.pid" ]; }

database_dies() { kill -9 "$(head -n 1 "$data/database/postmaster.pid")"; }

checks_in_again() {
  local tries=0
  until checks_in; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || return 1
    sleep 0.1
  done
}

url() { # password
  printf 'postgresql://upcoach:%s@127.0.0.1:%s/upcoach' "$1" "$(sed -n 4p "$data/database/postmaster.pid")"
}

keeps_the_password() {
  refuses 'refuses the connection' "$root/upcoach" check --data "$work/other" --database-url "$(url 'not-the-password')" &&
    ! grep -q 'not-the-password' "$work/refusal"
}

port=
token=
habit=
habitbull="$work/habitbull.csv"
cat >"$habitbull" <<'END'
HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText
Breathe,,Health,2016-03-15,1,
Breathe,,Health,2016-03-16,1,slowly
END

# First, because this builds the server and prints that.
holds 'help lists every setting' says '--password-memory-kib' "$root/upcoach" run --help
holds 'an unknown command is named with the nearest' refuses 'did you mean import' "$root/upcoach" imprt
holds 'a JDK that is none is refused' refuses 'holds no JDK' env UPCOACH_JAVA_HOME="$work" "$root/upcoach" run
holds 'an unknown flag is named with the nearest' refuses '--port' "$root/upcoach" run --prot 1
holds 'an unknown variable stops the start' refuses 'UPCOACH_PORT' env UPCOACH_PROT=1 "$root/upcoach" run --data "$data"
holds 'it starts on an empty folder' start
holds 'a member registers, signs in and defines a habit' moves_in
holds 'a habit is checked in' checks_in
holds 'the streak shows' shows_the_streak
holds 'a taken port is refused' refuses "$port" "$root/upcoach" run --data "$work/other" --port "$port"
holds 'a folder in use is refused' refuses "$data" "$root/upcoach" run --data "$data" --port 0
holds 'a history is imported while the server runs' says '2 records: 2 taken' "$root/upcoach" import "$habitbull" --member ada@example.org --data "$data"
holds 'importing it again changes nothing' says '2 records: 0 taken, 2 existing' "$root/upcoach" import "$habitbull" --member ada@example.org --data "$data"
holds 'a file of another kind is refused' refuses 'nothing was changed' "$root/upcoach" import "$root/README.md" --member ada@example.org --data "$data"
holds 'everything is exported' says 'holds all data of' "$root/upcoach" export "$work/export.zip" --member ada@example.org --data "$data"
holds 'demo members move in' says '20 members' "$root/upcoach" demo --members 20 --days 30 --data "$data"
holds 'all streaks and points agree with the check-ins' says ', 0 discrepancies' "$root/upcoach" check --data "$data"
holds 'after kill -9 of the database it answers by itself' database_dies
holds '... and takes check-ins' checks_in_again
holds 'a database is reached by its URL' says ', 0 discrepancies' "$root/upcoach" check --data "$work/other" --database-url "$(url "$(cat "$data/database.password")")"
holds 'a wrong password for it is refused, and not repeated' keeps_the_password
kill -9 "$server"
wait "$server" 2>/dev/null
holds 'after kill -9 of the server it starts again' start
holds '... and nothing is lost' shows_the_streak
holds 'SIGTERM ends it with 143' ends_with TERM 143
server=
holds '... and the database with it' no_database_left

conclude
