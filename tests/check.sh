#!/usr/bin/env bash
# Everything a machine can say about the code without running it. Silent when all is well.
set -uo pipefail
cd "$(dirname "$0")/.."
py=.venv/bin/python
failed=0
# The code is looked at, not the data that lies beside it.
PEERCIRCLE_HOME=$(mktemp -d)
export PEERCIRCLE_HOME
trap 'rm -rf "$PEERCIRCLE_HOME"' EXIT
quietly() {
  local out
  if ! out=$("$@" 2>&1); then printf '%s\n%s\n\n' "✗ $*" "$out"; failed=1; fi
}
quietly $py -m ruff check peercircle tests bench tools conftest.py manage.py
quietly $py -m ruff format --check peercircle tests bench tools conftest.py manage.py
quietly $py -m mypy
quietly .venv/bin/lint-imports
quietly .venv/bin/djlint --quiet --lint peercircle
quietly $py manage.py makemigrations --check --dry-run
quietly $py manage.py check --fail-level WARNING
quietly $py -m tests.messages --check
exit $failed
