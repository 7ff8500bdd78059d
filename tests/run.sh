# ./upcoach test: runs every part, also after failures, and names the failed tests in the last lines.
# Sourced by ./upcoach, which has fail(), find_java() and fingerprint(); packages.sh is sourced before.
# shellcheck shell=bash

# A part is a command that prints "FAILED  name" for each test that fails, and last "N passed, N failed".
parts=(
  "$root/tests/packages-test.sh"
  "$root/tests/closing-test.sh"
  "$root/tests/smoke.sh"
  "$root/tests/lifecycle.sh"
  "$root/tests/attack/run.py"
  "$root/tests/contract/run.sh"
)

# Runs everything; with arguments for Maven (-Dtest=…) only the selected tests.
run_tests() {
  require_programs 'the tests need' "${test_programs[@]}"
  require_node
  java_home="$(find_java)"
  export JAVA_HOME="$java_home"
  local results code=0 part
  results="$(mktemp -d)"
  touch "$results/started"
  if run_maven "$results" "$@" && [ "$#" -eq 0 ]; then
    for part in "${parts[@]}"; do run_part "$results" "$part"; done
    for part in kit mobile; do run_app "$results" "$root/apps/$part"; done
  fi
  printf '\n'
  closing_lines "$root" "$results" || code=$?
  rm -rf "$results"
  exit "$code"
}

# Continues after a failure, also with modules that depend on the failed one, and builds the jar. Fails if there is
# no server to test: Maven did not start, or a compile error.
run_maven() { # folder of the results, arguments for Maven…
  local results="$1" before
  shift
  before="$(fingerprint)"
  (cd "$root" && ./mvnw -B --fail-never -Dmaven.test.failure.ignore=true verify "$@") 2>&1 | tee "$results/maven"
  if [ "${PIPESTATUS[0]}" -ne 0 ]; then
    printf 'FAILED  Maven ended before the first test\n0 passed, 1 failed\n' >>"$results/parts"
    return 1
  fi
  if grep -q '^\[ERROR\] Failed to execute goal .*:maven-compiler-plugin:[^ ]*:compile (' "$results/maven"; then return 1; fi
  # Maven's build equals that of ./upcoach, so it is marked as current.
  if [ -f "$jar" ] && [ "$jar" -nt "$results/started" ]; then printf '%s\n' "$before" >"$target/upcoach.stamp"; fi
}

run_part() { # folder of the results, command
  local name="${2#"$root"/}" code
  "$2" 2>&1 | tee "$1/part"
  code="${PIPESTATUS[0]}"
  cat "$1/part" >>"$1/parts"
  # A part that ends early has no last line, and its tests would not be counted.
  if ! tail -n 1 "$1/part" | grep -Eq '^[0-9]+ passed, [0-9]+ failed$'; then
    printf 'FAILED  %s ended with code %d before its last line\n0 passed, 1 failed\n' "$name" "$code" >>"$1/parts"
  elif [ "$code" -ne 0 ] && ! grep -q '^FAILED  ' "$1/part"; then
    printf 'FAILED  %s ended with code %d\n0 passed, 1 failed\n' "$name" "$code" >>"$1/parts"
  fi
}

# The format and the tests of an app, by npm.
run_app() { # folder of the results, folder of the app
  local name="${2#"$root"/}" script
  if ! install_app "$2"; then
    printf 'FAILED  %s: its packages could not be installed\n0 passed, 1 failed\n' "$name" >>"$1/parts"
    return
  fi
  for script in format:check test; do
    (cd "$2" && npm run --silent "$script") 2>&1 | tee "$1/app"
    [ "${PIPESTATUS[0]}" -eq 0 ] && { cat "$1/app" >>"$1/apps"; continue; }
    cat "$1/app" >>"$1/apps"
    grep -q '^✖ failing tests:' "$1/app" || printf 'FAILED  %s: npm run %s\n0 passed, 1 failed\n' "$name" "$script" >>"$1/parts"
  done
}

# Installs the packages of an app's lock file, unless they are installed.
install_app() { # folder
  local named installed="$1/node_modules/upcoach.stamp"
  named="$(node --version) $(cksum <"$1/package-lock.json")"
  [ -f "$installed" ] && [ "$(cat "$installed")" = "$named" ] && return
  (cd "$1" && npm ci --prefer-offline --loglevel=error >/dev/null) || return
  printf '%s\n' "$named" >"$installed"
}

# Names each failure, and ends with one line of counts. Fails unless there were tests and all passed.
# Reports of Maven's tests count when they are newer than the start.
closing_lines() { # folder with Maven's modules, folder of the results
  local reports="$2/reports" failures="$2/failures"
  touch "$2/maven" "$2/parts" "$2/apps"
  find "$1" -path '*/target/surefire-reports/TEST-*.xml' -newer "$2/started" -exec cat {} + >"$reports"
  {
    failed_java_tests <"$reports"
    # A module can fail for other reasons than its tests: format, packaging, a crashed JVM.
    sed -n 's/^\[ERROR\] Failed to execute goal [^: ]*:\([^: ]*\):[^ ]*:\([^: ]*\) ([^)]*) on project \([^ :]*\): \(.*\)/FAILED  \3: \1 \2: \4/p' "$2/maven" |
      sed 's/ -> \[Help.*//' | cut -c1-200 | sort -u
    grep '^FAILED  ' "$2/parts"
    failed_app_tests <"$2/apps"
  } >"$failures"
  cat "$failures"
  {
    grep '<testsuite ' "$reports"
    cat "$2/parts" "$2/apps"
  } |
    awk -v named="$(wc -l <"$failures")" '
      function value(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0 }
      /<testsuite / { passed += value("tests") - value("errors") - value("failures") - value("skipped"); skipped += value("skipped"); counted += value("errors") + value("failures") }
      /^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; counted += $3 }
      /^ℹ pass [0-9]+$/ { passed += $3 }
      /^ℹ (fail|cancelled) [0-9]+$/ { counted += $3 }
      /^ℹ (skipped|todo) [0-9]+$/ { skipped += $3 }
      END {
        failed = named > counted ? named : counted
        if (passed + failed == 0) print "no test ran"
        printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
        exit failed > 0 || passed == 0
      }'
}

# class.method of each failed test, from reports of Surefire. A class that cannot start has no method.
failed_java_tests() {
  awk '
    function attribute(name,   text) {
      if (!match($0, " " name "=\"[^\"]*\"")) return ""
      text = substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
      gsub("&lt;", "<", text); gsub("&gt;", ">", text); gsub("&quot;", "\"", text); gsub("&#10;", " ", text); gsub("&amp;", "\\&", text)
      return text
    }
    /<testcase / { test = attribute("classname") (attribute("name") == "" ? "" : "." attribute("name")) }
    /^ *<(failure|error)[ >]/ && test != "" { print "FAILED  " test; test = "" }'
}

# Names from the list at the end of node --test's output; earlier lines have the same names among all others.
failed_app_tests() {
  awk '
    /^✖ failing tests:/ { listed = 1; next }
    /^ℹ tests / { listed = 0 }
    listed && /^✖ / { sub("^✖ ", ""); sub(" \\([0-9.]+ms\\)$", ""); print "FAILED  apps: " $0 }'
}
