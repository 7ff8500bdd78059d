#!/usr/bin/env bash
# Runs ./upcoach test on clean Debian machines: with Debian's Node.js, with one that brings npm along as NodeSource's does,
# without any, and as a user who is not root. Each has a root folder of its own, created by debootstrap below ~/.cache and removed
# after its test. Needs root, debootstrap, a JDK in /usr/lib/jvm, and a network that reaches Debian.
#
#   tests/clean-machine.sh [debian-node] [nodesource-node] [no-node] [not-root]
#
# CLEAN_MACHINE_TEST names another test than MarkTest, with options of Maven.
set -u

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
. "$root/tests/sentences.sh"
cache="${XDG_CACHE_HOME:-$HOME/.cache}/upcoach/clean-machine"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

test="${CLEAN_MACHINE_TEST:--Dtest=MarkTest}"

# The proxies and certificates of this machine, for the duration of the test.
network=()
while IFS= read -r name; do network+=("$name=${!name}"); done < <(compgen -e | grep -iE '_proxy$|^SSL_CERT_|_CA_(BUNDLE|CERTS)$|^PIP_(CERT|INDEX_URL|DEFAULT_TIMEOUT)$|^npm_config_')

make_base() {
  [ -e "$cache/complete" ] && return
  rm -rf "$cache"
  mkdir -p "$cache"
  debootstrap --variant=minbase bookworm "$cache/base" >"$work/log" 2>&1 || { tail -n 12 "$work/log"; return 1; }
  printf 'deb http://deb.debian.org/debian bookworm main\ndeb http://deb.debian.org/debian-security bookworm-security main\n' >"$cache/base/etc/apt/sources.list"
  touch "$cache/complete"
}

# A machine is a copy of the base with its changes, and the current sources.
new_machine() { # name
  machine="$work/$1"
  mkdir -p "$machine"/{changed,scratch,root}
  mkdir -p "$machine/changed"/{srv/upcoach,srv/m2,usr/lib/jvm,etc/apt/apt.conf.d}
  cp /etc/apt/apt.conf.d/* "$machine/changed/etc/apt/apt.conf.d/"
  (cd "$root" && git ls-files -z --cached --others --exclude-standard | tar -c --null --ignore-failed-read -T - 2>/dev/null) | tar -x -C "$machine/changed/srv/upcoach"
  on_machine root 'useradd --create-home ada; chown -R ada /srv/upcoach /srv/m2'
}

# Runs a script on a machine.
on_machine() { # user, script
  unshare --mount --pid --fork --kill-child bash -c "$(declare -f enter); enter \"\$@\"" enter "$machine" "$cache/base" "$1" "$2" "$HOME" "${network[@]}"
}

# A new root by pivot_root, because user namespaces, which the embedded PostgreSQL needs, do not work in a chroot.
enter() { # machine, base, user, script, home of this machine's root, settings…
  set -eu
  local machine="$1" base="$2" user="$3" script="$4" home="$5" file setting
  shift 5
  mount --make-rprivate /
  mount -t overlay overlay -o "lowerdir=$base,upperdir=$machine/changed,workdir=$machine/scratch" "$machine/root"
  cd "$machine/root"
  mount -t proc proc proc
  mount --rbind /dev dev
  mount --rbind /sys sys
  mount --bind -o ro /usr/lib/jvm usr/lib/jvm
  mkdir -p etc/ssl/certs run/before
  for file in /etc/resolv.conf /etc/hosts /etc/ssl/certs/ca-certificates.crt; do
    # The files of this machine, unless a package of that machine has its own.
    if [ -e "$file" ] && [ ! -s ".$file" ]; then cp "$file" ".$file"; fi
  done
  # Reuses Maven's downloads of this machine.
  if [ -d "$home/.m2" ] && [ ! -e srv/m2/repository ]; then cp -r "$home/.m2/." srv/m2/; fi
  pivot_root . run/before
  cd /srv/upcoach
  umount -l /run/before
  for setting in "$@"; do export "${setting?}"; done
  unset JAVA_HOME
  export HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
  if [ "$user" = root ]; then
    ln -sfn /srv/m2 /root/.m2
    exec bash -c "$script"
  fi
  export HOME="/home/$user" PATH=/usr/local/bin:/usr/bin:/bin
  ln -sfn /srv/m2 "$HOME/.m2"
  exec setpriv --reuid "$user" --regid "$user" --init-groups bash -c "$script"
}

# One small test of the whole chain: programs, JDK, Maven, and the last line.
tests_pass() { # user
  on_machine "$1" "./upcoach test $test -Dsurefire.failIfNoSpecifiedTests=false" >"$work/said" 2>&1
  local code=$?
  tail -n 25 "$work/said"
  [ "$code" -eq 0 ] && tail -n 1 "$work/said" | grep -Eq '^[1-9][0-9]* passed, 0 failed, 0 skipped$'
}

bench_gets_its_programs() {
  on_machine root 'fail() { echo "$1"; exit 1; }; . tests/packages.sh; require_programs "the bench needs" "${bench_programs[@]}"; type -P nginx pgbench taskset'
}

has() { on_machine root "dpkg-query -W -f '\${Status} \${Version}\n' $1 | grep '^install ok installed'"; }
has_not() { ! has "$1"; }

debian_node() {
  new_machine debian-node
  on_machine root 'apt-get update -qq && apt-get install -y -qq --no-install-recommends nodejs npm' >"$work/log" 2>&1 || tail "$work/log"
  holds "Debian's Node.js: the tests begin and pass" tests_pass root
  holds "Debian's Node.js: a program that was missing is there" has pgbouncer
  holds "Debian's Node.js: the bench gets its programs" bench_gets_its_programs
}

# A package as NodeSource makes it, of the Node.js and the npm that this machine has: nodejs with npm in it, in conflict with
# the package of that name.
make_nodesource_package() { # folder
  local package="$1/nodejs" node npm version
  node="$(readlink -f "$(type -P node)")" && npm="$(npm root -g)/npm" && version="$(node --version)" || return 1
  mkdir -p "$package"/{DEBIAN,usr/bin,usr/lib/node_modules}
  cp "$node" "$package/usr/bin/node"
  cp -r "$npm" "$package/usr/lib/node_modules/npm"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$package/usr/bin/npm"
  printf '%s\n' 'Package: nodejs' "Version: ${version#v}-1nodesource1" "Architecture: $(dpkg --print-architecture)" 'Maintainer: nobody <nobody@localhost>' \
    'Depends: libc6, libstdc++6' 'Provides: nodejs-legacy, npm' 'Conflicts: nodejs-legacy, npm' 'Description: Node.js with npm' >"$package/DEBIAN/control"
  dpkg-deb --root-owner-group -Zgzip --build "$package" "$1/nodejs.deb"
}

nodesource_node() {
  new_machine nodesource-node
  holds "NodeSource's Node.js: a package like it is made" make_nodesource_package "$machine/changed/srv"
  on_machine root 'apt-get update -qq; apt-get install -y -qq --no-install-recommends /srv/nodejs.deb openssl curl' >"$work/log" 2>&1 || tail "$work/log"
  holds "NodeSource's Node.js: its npm works" on_machine root 'npm --version'
  holds "NodeSource's Node.js: apt-get refuses Debian's npm beside it" refuses_debian_npm
  holds "NodeSource's Node.js: the tests begin and pass" tests_pass root
  holds "NodeSource's Node.js: a program that was missing is there" has pgbouncer
  holds "NodeSource's Node.js: it is still there" eval 'has nodejs | grep nodesource'
  holds "NodeSource's Node.js: Debian's npm is not" has_not npm
}

refuses_debian_npm() { ! on_machine root 'apt-get install -y nodejs npm pgbouncer'; }

no_node() {
  new_machine no-node
  holds 'no Node.js: the tests begin and pass' tests_pass root
  holds "no Node.js: Debian's is there" has nodejs
  holds "no Node.js: Debian's npm is there" has npm
}

refuses_in_two_lines() {
  on_machine ada './upcoach test' >"$work/said" 2>&1 && return 1
  cat "$work/said"
  [ "$(wc -l <"$work/said")" -eq 2 ] && grep -q 'the tests need .*npm.*pgbouncer' "$work/said" && grep -q '^  apt-get install ' "$work/said"
}

# Reads the lists of packages first, as an administrator would.
types_what_it_says() { on_machine root "apt-get update -qq; $(sed -n 's/^  apt-get/DEBIAN_FRONTEND=noninteractive apt-get/p' "$work/said")"; }

not_root() {
  new_machine not-root
  holds 'not root: told in two lines what is missing and what to type' refuses_in_two_lines
  holds 'not root: what it says can be typed' types_what_it_says
  holds 'not root: the tests begin and pass then' tests_pass ada
}

if [ "$(id -u)" -ne 0 ] || ! command -v debootstrap >/dev/null; then
  echo 'clean-machine: needs root, and the package debootstrap' >&2
  exit 1
fi
[ "$#" -gt 0 ] || set -- debian-node nodesource-node no-node not-root
holds 'a clean Debian is made' make_base
for name in "$@"; do "${name//-/_}"; done
conclude
