#!/bin/sh
# Everything that can be known without running the product.
set -eu
cd "$(dirname "$0")/.."
export MATINEE_DEBUG=true MATINEE_VAR="${MATINEE_VAR:-$(mktemp -d)}"
step() { printf '%s\n' "· $1"; }
step "lint"; .venv/bin/ruff check --quiet src tests tools benchmarks
step "format"; .venv/bin/ruff format --quiet --check src tests tools benchmarks
step "templates"; git ls-files 'src/*.html' | xargs -r .venv/bin/djade --check --target-version 5.2
step "import contracts"; .venv/bin/lint-imports --no-cache >"$MATINEE_VAR/contracts" 2>&1 || { cat "$MATINEE_VAR/contracts"; exit 1; }
step "types"; .venv/bin/mypy --no-error-summary
step "system checks"; .venv/bin/matinee check --fail-level WARNING >/dev/null
step "migrations"; .venv/bin/matinee makemigrations --check --dry-run >/dev/null || { .venv/bin/matinee makemigrations --check --dry-run; exit 1; }
step "licences"; .venv/bin/python tools/licences.py
echo "all checked"
