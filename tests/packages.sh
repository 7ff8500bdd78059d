# Programs that the tests and the bench need, and their installation. Sourced by ./upcoach, which has fail().
# shellcheck shell=bash

# The Debian package of each program. A program that is no command has a line in runs().
declare -gA package_of=(
  [curl]=curl
  [flock]=util-linux
  [kill]=procps
  [nginx]=nginx
  [node]=nodejs
  [npm]=npm
  [openssl]=openssl
  [pgbench]=postgresql
  [pgbouncer]=pgbouncer
  [python3]=python3
  [python3-venv]=python3-venv
  [redis-server]=redis-server
  [setsid]=util-linux
  [taskset]=util-linux
  [unshare]=util-linux
)
test_programs=(curl flock kill node npm openssl pgbouncer python3 python3-venv redis-server setsid unshare)
bench_programs=(flock nginx pgbench redis-server setsid taskset unshare)

# type -P: the shell has a builtin kill, but Java needs the program.
runs() { # program
  case "$1" in
    # The client package of PostgreSQL has pgbench only as a script that looks for the server's program.
    pgbench) pgbench --version >/dev/null 2>&1 ;;
    python3-venv) python3 -c 'import ensurepip, venv' >/dev/null 2>&1 ;;
    *) type -P "$1" >/dev/null ;;
  esac
}

missing_programs() { # programs…
  local program
  for program in "$@"; do
    runs "$program" || printf '%s\n' "$program"
  done
}

# Whether Node.js includes npm, as everywhere but in Debian's own packages. NodeSource's nodejs
# provides npm and conflicts with the package of that name; a Node.js of no package has its npm beside it.
# Without Node.js the package that apt would install decides.
npm_comes_with_node() {
  local node package fields
  if node="$(type -P node)"; then
    package="$(dpkg-query -S "$(readlink -f "$node")" 2>/dev/null)" || return 0
    # shellcheck disable=SC2016 # the fields are dpkg's, not the shell's
    fields="$(dpkg-query -W -f '${Conflicts}, ${Provides}' "${package%%:*}")"
  else
    fields="$(apt-cache show --no-all-versions nodejs 2>/dev/null | sed -n 's/^\(Conflicts\|Provides\): //p' | tr '\n' ',')"
  fi
  [[ ",${fields// /}," =~ ,npm[,\(] ]]
}

# The packages to install for the missing programs, one a line. If Node.js includes npm, no package is
# installed for npm.
packages_for() { # yes where npm comes with Node.js, else no; missing programs…
  local npm_comes_along="$1" program
  shift
  for program in "$@"; do
    [ "$program:$npm_comes_along" = npm:yes ] || printf '%s\n' "${package_of[$program]}"
  done | sort -u
}

# Installs the packages of the missing programs if possible, else prints what to install.
require_programs() { # who needs them, programs…
  local needed_by="$1" missing packages
  shift
  mapfile -t missing < <(missing_programs "$@")
  [ "${#missing[@]}" -gt 0 ] || return 0
  refuse_lost_npm "$needed_by" "${missing[@]}"
  choose_packages "${missing[@]}"
  if ! type -P apt-get >/dev/null; then
    fail "$needed_by ${missing[*]}, which are not installed. In Debian they are in the packages ${packages[*]}"
  fi
  if [ "$(id -u)" -ne 0 ]; then
    fail "$needed_by ${missing[*]}, which are not installed, and only root may install them. Type:
  $(type -P sudo >/dev/null && printf 'sudo ')apt-get install -y --no-install-recommends ${packages[*]}"
  fi
  printf 'installing %s\n' "${packages[*]}" >&2
  without_services install_packages "${missing[@]}" || exit 1
  mapfile -t missing < <(missing_programs "$@")
  [ "${#missing[@]}" -eq 0 ] ||
    fail "${missing[*]} cannot be found, though the packages are installed: is another one first in PATH=$PATH?"
}

choose_packages() { # missing programs…; sets packages
  local npm_comes_along=no
  if npm_comes_with_node; then npm_comes_along=yes; fi
  mapfile -t packages < <(packages_for "$npm_comes_along" "$@")
}

# Debian's npm would install Debian's Node.js beside or instead of the existing one.
refuse_lost_npm() { # who needs it, missing programs…
  local node
  if [[ " ${*:2} " == *' npm '* ]] && node="$(type -P node)" && npm_comes_with_node; then
    fail "$1 npm. It comes with the Node.js in $node, and is not on PATH: install that Node.js again, or correct PATH"
  fi
}

# With old package lists, or none, apt-get finds nothing: it reads new ones and tries once more.
install_packages() { # missing programs…
  local log packages
  log="$(mktemp)"
  choose_packages "$@"
  if ! apt_get install --no-install-recommends "${packages[@]}" >"$log" 2>&1; then
    if ! { apt_get update && choose_packages "$@" && apt_get install --no-install-recommends "${packages[@]}"; } >"$log" 2>&1; then
      printf 'upcoach: apt-get could not install %s. Its last lines:\n' "${packages[*]}" >&2
      tail -n 12 "$log" | sed 's/^/  /' >&2
      rm -f "$log"
      return 1
    fi
  fi
  rm -f "$log"
}

# Waits for another running apt-get.
apt_get() { DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=300 "$@"; }

# Debian starts installed services: an nginx on port 80 and a PostgreSQL, which are not needed.
without_services() (
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
  fi
  "$@"
)

# Debian 12's version is enough.
require_node() {
  node -e 'const [major, minor] = process.versions.node.split("."); process.exit(major > 18 || (major == 18 && minor >= 19) ? 0 : 1)' ||
    fail "the tests need Node.js 18.19 or newer, and $(type -P node) is $(node --version): install a newer one (https://nodejs.org)"
}
