#!/bin/sh
# Lock the dependencies with hashes and without the name of any host.
set -eu
cd "$(dirname "$0")/.."
for name in bootstrap runtime develop; do
    .venv/bin/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-annotate --universal \
        --python-version 3.11 --custom-compile-command "make lock" "requirements/$name.in" -o "requirements/$name.txt"
done
