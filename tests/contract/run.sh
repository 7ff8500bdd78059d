#!/usr/bin/env bash
# Tests the running server against its own contract: see run.py. Installs schemathesis in a folder
# below ~/.cache, once for each list of requirements.
set -eu

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
version="$(python3 -c 'import platform; print(platform.python_version())')"
hash="$(cat "$here/requirements.txt" - <<<"$version" | sha256sum | cut -c1-16)"
folder="${XDG_CACHE_HOME:-$HOME/.cache}/upcoach/contract-$hash"

mkdir -p "$folder"
exec 9>"$folder/lock"
flock 9
if [ ! -e "$folder/installed" ]; then
  rm -rf "$folder/venv"
  if ! { python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --requirement "$here/requirements.txt"; } >"$folder/log" 2>&1; then
    tail -n 12 "$folder/log"
    printf 'FAILED  schemathesis could not be installed: pip must reach its registry once\n0 passed, 1 failed\n'
    exit 1
  fi
  touch "$folder/installed"
fi
exec 9>&-
exec "$folder/venv/bin/python" -B "$here/run.py" "$@"
