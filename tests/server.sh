# Starts a server for a shell test. Sourced, with $root set.
# shellcheck shell=bash

# Starts a server that chooses its port, waits until it is ready, and sets `server` (its process)
# and `port`. Shows the log if it does not start.
start_server() { # log, arguments of run
  local log="$1" tries=0
  shift
  # Emptied here: the process in the background does it later, and an earlier port may be in it.
  : >"$log"
  "$root/upcoach" run "$@" --port 0 >"$log" 2>&1 &
  server=$!
  port=
  until is_listening "$log" && is_ready; do
    tries=$((tries + 1))
    if [ "$tries" -gt 1800 ] || ! kill -0 "$server" 2>/dev/null; then
      cat "$log"
      return 1
    fi
    sleep 0.1
  done
}

is_listening() { # log
  port="$(sed -n 's/.*listens on http:[^ ]*:\([0-9]*\),.*/\1/p' "$1")"
  [ -n "$port" ]
}

is_ready() { curl -sf -m 5 -o /dev/null "http://127.0.0.1:$port/readyz"; }
