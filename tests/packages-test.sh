#!/usr/bin/env bash
# Tests which packages ./upcoach test and ./upcoach bench install on different machines. The machines are simulated: a PATH
# with only their programs, and fakes of apt-get, apt-cache, dpkg-query and id. Real ones: tests/clean-machine.sh.
set -u

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
. "$here/sentences.sh"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

debian_fields='nodejs-legacy, node-types-node (= 18.18.14)'
nodesource_fields='nodejs-dev, nodejs-doc, nodejs-legacy, npm, nodejs-dev, nodejs-doc, nodejs-legacy, npm'

# Everything that the tests need but Node.js.
others=(curl flock kill openssl pgbouncer python3 redis-server setsid unshare)

program() { # name, script
  printf '#!%s\n%s\n' "$(type -P bash)" "$2" >"$work/bin/$1"
  chmod +x "$work/bin/$1"
}

# A machine with a fake apt-get, which logs its arguments and installs the programs of the packages.
machine() { # user id, fields of the nodejs that is or would be installed, programs…
  local tool name
  rm -rf "$work/bin"
  mkdir "$work/bin"
  for tool in bash cat chmod mktemp readlink rm sed sort tail tr; do ln -s "$(type -P "$tool")" "$work/bin/$tool"; done
  program id "echo $1"
  program dpkg-query 'case "$1" in -S) echo "nodejs: $2" ;; *) echo "'"$2"'" ;; esac'
  program apt-cache 'echo "Conflicts: '"$2"'"'
  program apt-get '
    echo "$*" >>"'"$work"'/asked"
    case "$*" in *" update") exit 0 ;; esac
    if [ -e "'"$work"'/broken" ]; then echo "E: You do not have enough free space"; exit 100; fi
    for package in "$@"; do
      case "$package" in
        nodejs) names="node'"$([[ "$2" == *npm* ]] && echo ' npm')"'" ;;
        redis-server | pgbouncer | npm | curl) names=$package ;;
        procps) names=kill ;;
        util-linux) names="flock setsid unshare" ;;
        *) names= ;;
      esac
      for name in $names; do printf "#!/bin/sh\n" >"'"$work"'/bin/$name"; chmod +x "'"$work"'/bin/$name"; done
    done'
  for name in "${@:3}"; do program "$name" 'exit 0'; done
  rm -f "$work/asked" "$work/broken"
  : >"$work/asked"
}

require() { # the first line of what require_programs says, and its exit code
  (
    PATH="$work/bin"
    fail() {
      printf 'upcoach: %s\n' "$1" >&2
      exit "${2:-1}"
    }
    . "$here/packages.sh"
    without_services() { "$@"; }
    require_programs 'the tests need' "${test_programs[@]}"
  ) >"$work/said" 2>&1
}

installs() { # packages, as they stand in the command
  require || { cat "$work/said"; return 1; }
  cat "$work/asked"
  [ "$(sed -n 's/.*--no-install-recommends //p' "$work/asked")" = "$*" ]
}

installs_nothing() { require && [ ! -s "$work/asked" ]; }

says() { # text in what is said; the exit code is not 0 and nothing is installed
  if require; then return 1; fi
  cat "$work/said"
  [ ! -s "$work/asked" ] && [ "$(wc -l <"$work/said")" -le 2 ] && grep -qF -- "$1" "$work/said"
}

without() { # one of the programs
  local name
  for name in "${others[@]}"; do [ "$name" = "$1" ] || printf '%s\n' "$name"; done
}

machine 0 "$debian_fields" "${others[@]}" node npm
holds 'nothing is installed where nothing is missing' installs_nothing
machine 0 "$debian_fields" $(without pgbouncer) node npm
holds "with Debian's Node.js only the missing program is installed" installs pgbouncer
machine 0 "$debian_fields" "${others[@]}" node
holds "with Debian's Node.js a missing npm is Debian's package" installs npm
machine 0 "$nodesource_fields" $(without pgbouncer) node npm
holds "with NodeSource's Node.js only the missing program is installed" installs pgbouncer
machine 0 "$nodesource_fields" "${others[@]}" node
holds "with NodeSource's Node.js a lost npm is never Debian's package" says 'install that Node.js again'
machine 0 "$debian_fields" "${others[@]}" node
program dpkg-query 'exit 1'
holds 'a Node.js of no package has its own npm' says 'install that Node.js again'
machine 0 "$debian_fields" "${others[@]}"
holds "without Node.js both of Debian's packages are installed" installs nodejs npm
machine 0 "$nodesource_fields" "${others[@]}"
holds "without Node.js, but with NodeSource's packages in apt, npm is not asked for" installs nodejs
machine 0 "$debian_fields" $(without kill) node npm
holds "the shell's own kill is not the program" installs procps
machine 0 "$debian_fields" curl openssl pgbouncer python3 redis-server kill node npm
holds 'several programs of one package ask for it once' installs util-linux

machine 1000 "$debian_fields" $(without pgbouncer) node
holds 'who is not root is told the packages' says 'apt-get install -y --no-install-recommends npm pgbouncer'
holds '... and the programs' says 'the tests need npm pgbouncer,'
machine 1000 "$nodesource_fields" "${others[@]}"
program sudo 'exit 0'
holds '... and to use sudo where it is' says '  sudo apt-get install -y --no-install-recommends nodejs'
machine 0 "$debian_fields" $(without pgbouncer) node npm
rm "$work/bin/apt-get"
holds 'without apt-get the programs and the packages are named' says 'In Debian they are in the packages pgbouncer'

apt_fails() {
  if require; then return 1; fi
  cat "$work/said"
  grep -qF 'could not install pgbouncer' "$work/said" && grep -qF 'enough free space' "$work/said"
}
machine 0 "$debian_fields" $(without pgbouncer) node npm
: >"$work/broken"
holds 'what apt-get says when it fails is shown' apt_fails
holds '... after new package lists were read' grep -q update "$work/asked"
holds '... and apt-get waits for another one' grep -q 'DPkg::Lock::Timeout=[0-9]' "$work/asked"

stays_missing() {
  if require; then return 1; fi
  cat "$work/said"
  grep -q 'pgbouncer cannot be found, though' "$work/said"
}
machine 0 "$debian_fields" $(without pgbouncer) node npm
program apt-get 'exit 0'
holds 'a program that is missing after the installation is named' stays_missing

every_program_has_a_package() (
  . "$here/packages.sh"
  for name in "${test_programs[@]}" "${bench_programs[@]}"; do
    [ -n "${package_of[$name]:-}" ] || { echo "$name has none"; return 1; }
  done
)
holds 'every program of the tests and the bench has a package' every_program_has_a_package

conclude
