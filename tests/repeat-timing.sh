#!/usr/bin/env bash
# Runs the tests that depend on real time many times beside busy processes, and counts failures.
# Usage: tests/repeat-timing.sh [times, 30] [busy processes, 2] [test classes, with commas]
# Ends with 1 if a test failed. The folder printed last has the failed tests with stack traces.
set -u

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
times="${1:-30}"
busy="${2:-2}"
tag='Tag("wall-time")'
files="$(cd "$root" && grep -rlF --include='*Test.java' "$tag" libraries services bench | sort)"
if [ -n "${3:-}" ]; then files="$(printf '%s\n' "$files" | grep -E "/(${3//,/|})\.java$")"; fi
tests="$(printf '%s\n' "$files" | sed 's|.*/||; s|\.java$||' | paste -sd,)"
modules="$(printf '%s\n' "$files" | sed 's|/src/test/.*||' | uniq | paste -sd,)"
work="$(mktemp -d)"
pids=()
maven=

finish() {
  # Maven stops its tests, and they stop their servers.
  [ -z "$maven" ] || kill "$maven" 2>/dev/null
  [ "${#pids[@]}" -eq 0 ] || kill "${pids[@]}" 2>/dev/null
}
trap finish EXIT
trap 'exit 130' INT TERM

if [ -z "$tests" ]; then
  printf 'repeat-timing: no class of %s depends on real time; such classes carry %s\n' "$3" "$tag" >&2
  exit 2
fi
if [ -z "${JAVA_HOME:-}" ]; then
  printf 'repeat-timing: set JAVA_HOME to a JDK 25\n' >&2
  exit 2
fi

run() { # log, arguments of Maven
  local log="$1"
  shift
  # In the background, so that signals are handled meanwhile.
  (cd "$root" && exec ./mvnw -B -pl "$modules" -am "$@" >"$log" 2>&1) &
  maven=$!
  local code=0
  wait "$maven" || code=$?
  maven=
  return "$code"
}

# One line for each test case: class, name, and ok or FAILED.
cases() {
  find "$root" -path '*/target/surefire-reports/TEST-*.xml' -newer "$work/begun" -exec cat {} + |
    awk '
      function value(name) {
        return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
      }
      function flush() { if (class != "") printf "%s\t%s\t%s\n", class, name, result; class = "" }
      /<testcase / { flush(); class = value("classname"); name = value("name"); result = "ok" }
      /<(failure|error)[ >]/ { result = "FAILED" }
      /<skipped/ { class = "" }
      /<\/testsuite>/ { flush() }'
}

if ! run "$work/build.log" test-compile; then
  tail -n 25 "$work/build.log" >&2
  exit 2
fi
for _ in $(seq "$busy"); do
  sh -c 'while :; do :; done' &
  pids+=("$!")
done

: >"$work/cases"
for round in $(seq "$times"); do
  : >"$work/begun"
  sleep 1
  run "$work/round-$round.log" test "-Dtest=$tests" -Dordinary-tests.skip=true -Dmaven.test.failure.ignore=true
  cases >"$work/now"
  if [ ! -s "$work/now" ]; then
    tail -n 25 "$work/round-$round.log" >&2
    printf 'repeat-timing: no test was run; the log is in %s\n' "$work" >&2
    exit 2
  fi
  cat "$work/now" >>"$work/cases"
  printf 'round %d of %d: %d tests, %d failed\n' "$round" "$times" "$(wc -l <"$work/now")" "$(grep -c 'FAILED$' "$work/now")"
  awk -F '\t' '$3 == "FAILED" { printf "  FAILED %s: %s\n", $1, $2 }' "$work/now"
  if ! grep -q 'FAILED$' "$work/now"; then rm "$work/round-$round.log"; fi
done

printf '\n%-64s %6s %6s\n' class tests failed
awk -F '\t' '
  { tests[$1]++; if ($3 == "FAILED") failed[$1]++ }
  END { for (class in tests) printf "%-64s %6d %6d\n", class, tests[class], failed[class] }' "$work/cases" | sort
failed="$(grep -c 'FAILED$' "$work/cases")"
printf '%d rounds beside %d busy processes: %d tests, %d failed; logs in %s\n' \
  "$times" "$busy" "$(wc -l <"$work/cases")" "$failed" "$work"
[ "$failed" -eq 0 ]
