#!/bin/sh
# Install one set of locked packages (runtime or develop) and Matinee itself.
set -eu
cd "$(dirname "$0")/.."
venv=$1
set_name=$2
echo "Installing the locked $set_name packages"
VIRTUAL_ENV="$venv" "$venv/bin/uv" pip install --quiet --require-hashes -r "requirements/$set_name.txt"
VIRTUAL_ENV="$venv" "$venv/bin/uv" pip install --quiet --no-deps --editable .
