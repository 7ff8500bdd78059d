#!/usr/bin/env bash
# Tests the last lines of ./upcoach test, with planted results of each part: Maven's tests, scripts with sentences, and apps.
set -u

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
. "$root/tests/sentences.sh"
. "$root/tests/run.sh"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

report() { # module, class, tests, errors, failures, skipped, lines of XML
  mkdir -p "$work/tree/$1/target/surefire-reports"
  printf '<?xml version="1.0" encoding="UTF-8"?>\n<testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" name="%s" time="0.1" tests="%s" errors="%s" skipped="%s" failures="%s">\n  <properties>\n    <property name="tests" value="99"/>\n  </properties>\n%s\n</testsuite>\n' \
    "$2" "$3" "$4" "$6" "$5" "$7" >"$work/tree/$1/target/surefire-reports/TEST-$2.xml"
}

results() { # a run whose tests all pass: 3 of Maven, one of them skipped, 2 sentences, 4 of an app
  rm -rf "$work/tree" "$work/results"
  mkdir -p "$work/results"
  touch -d '1 minute ago' "$work/results/started"
  report libraries/coalesce com.upcoach.Ok 3 0 0 1 '  <testcase name="holds" classname="com.upcoach.Ok" time="0.1"/>'
  printf 'ok      it starts\nok      it stops\n2 passed, 0 failed\n' >"$work/results/parts"
  printf '✔ signs in (1.5ms)\nℹ tests 4\nℹ suites 1\nℹ pass 4\nℹ fail 0\nℹ cancelled 0\nℹ skipped 0\nℹ todo 0\n' >"$work/results/apps"
  printf '[INFO] BUILD SUCCESS\n' >"$work/results/maven"
}

ends() { # exit code, then the lines that closing_lines must print
  local code=0 expected
  closing_lines "$work/tree" "$work/results" >"$work/said" || code=$?
  expected="$(printf '%s\n' "${@:2}")"
  diff <(printf '%s\n' "$expected") "$work/said" && { [ "$code" -eq "$1" ] || { echo "exit code $code"; return 1; }; }
}

results
holds 'where all passes, the one line counts all parts' ends 0 '8 passed, 0 failed, 1 skipped'

results
report services/api com.upcoach.Bad 3 1 1 0 '  <testcase name="counts &lt;twice&gt;" classname="com.upcoach.Bad" time="0.1">
    <failure message="expected: &lt;1&gt; but was: &lt;2&gt;" type="org.opentest4j.AssertionFailedError">stack</failure>
    <system-out>  <failure that is printed</system-out>
  </testcase>
  <testcase name="holds" classname="com.upcoach.Bad" time="0.1"/>
  <testcase name="" classname="com.upcoach.Unborn" time="0.1">
    <error type="java.lang.IllegalStateException">stack</error>
  </testcase>'
holds 'failed tests of Maven are named by class and method' ends 1 \
  'FAILED  com.upcoach.Bad.counts <twice>' 'FAILED  com.upcoach.Unborn' '9 passed, 2 failed, 1 skipped'

results
printf 'ok      it starts\nFAILED  it stops\n        why\n1 passed, 1 failed\n' >>"$work/results/parts"
holds 'failed sentences are named' ends 1 'FAILED  it stops' '9 passed, 1 failed, 1 skipped'

results
printf '✖ signs in (1.5ms)\nℹ tests 2\nℹ pass 1\nℹ fail 1\nℹ cancelled 0\nℹ skipped 0\nℹ todo 0\n\n✖ failing tests:\n\ntest at build/test/a.test.js:1:1\n✖ signs in (1.5ms)\n  AssertionError\n' >>"$work/results/apps"
holds 'failed tests of apps are named, once' ends 1 'FAILED  apps: signs in' '9 passed, 1 failed, 1 skipped'

results
printf '[ERROR] Failed to execute goal com.diffplug.spotless:spotless-maven-plugin:3.1.0:check (format) on project coalesce: The following files had format violations: -> [Help 1]\n' >>"$work/results/maven"
holds 'a module that fails by more than its tests is named' ends 1 \
  'FAILED  coalesce: spotless-maven-plugin check: The following files had format violations:' '8 passed, 1 failed, 1 skipped'

results
touch -d '2 minutes ago' "$work/tree/libraries/coalesce/target/surefire-reports/"*
holds 'reports of an earlier run do not count' ends 0 '6 passed, 0 failed, 0 skipped'

results
rm -r "$work/tree/libraries" "$work/results/parts" "$work/results/apps"
holds 'a run without any test fails' ends 1 'no test ran' '0 passed, 0 failed, 0 skipped'

part() { # name, script; runs as a part of the tests
  printf '#!/bin/sh\n%s\n' "$2" >"$work/$1"
  chmod +x "$work/$1"
  run_part "$work/results" "$work/$1"
}

results
part early 'echo "ok      it starts"; exit 3' >"$work/printed"
part unnamed 'echo "1 passed, 0 failed"; exit 4' >"$work/printed"
part late 'echo "ok      it goes on"; echo "1 passed, 0 failed"' >"$work/printed"
holds 'a part that ends early, or with another code than it says, is named, and the next one runs' ends 1 \
  "FAILED  $work/early ended with code 3 before its last line" "FAILED  $work/unnamed ended with code 4" '10 passed, 2 failed, 1 skipped'

fingerprint() { echo sources; }

maven() { # script in place of Maven; runs it as the first part, in a tree where the jar is built
  root="$work/tree" target="$work/tree" jar="$work/tree/jar"
  results
  printf '#!/bin/sh\necho "$*" >arguments\n%s\n' "$1" >"$work/tree/mvnw"
  chmod +x "$work/tree/mvnw"
  touch "$jar"
  run_maven "$work/results" -Dtest=Some
}

goes_on() { maven 'echo "[ERROR] Failed to execute goal org.apache:maven-surefire-plugin:3:test (default-test) on project coalesce: The JVM died"'; }
holds 'where tests fail, the other parts run' goes_on
holds '... on the jar that was built' grep -q sources "$work/tree/upcoach.stamp"
holds '... and Maven runs the tests of every module' grep -qx -- '-B --fail-never -Dmaven.test.failure.ignore=true verify -Dtest=Some' "$work/tree/arguments"
holds '... and the module is named' ends 1 'FAILED  coalesce: maven-surefire-plugin test: The JVM died' '8 passed, 1 failed, 1 skipped'
stops() { ! maven 'echo "[ERROR] Failed to execute goal org.apache:maven-compiler-plugin:3:compile (default-compile) on project coalesce: Compilation failure"'; }
holds 'where the code does not compile, there is no server to test' stops
does_not_start() { ! maven 'exit 1'; }
holds 'where Maven does not start, there is no server to test' does_not_start
holds '... and that is named' ends 1 'FAILED  Maven ended before the first test' '8 passed, 1 failed, 1 skipped'

conclude
