# Tests as sentences that hold or do not, one line each. Sourced by the shell tests.
# shellcheck shell=bash
passed=0
failed=0
output="$(mktemp)"

holds() { # sentence, then a command that must succeed
  local sentence="$1"
  shift
  if "$@" >"$output" 2>&1; then
    passed=$((passed + 1))
    printf 'ok      %s\n' "$sentence"
  else
    failed=$((failed + 1))
    printf 'FAILED  %s\n' "$sentence"
    sed 's/^/        /' "$output" | tail -n 15
  fi
}

# The last line of a test, and its exit code.
conclude() {
  rm -f "$output"
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ]
}
