#!/bin/sh
# Install one set of locked packages (runtime or develop) and Matinee itself.
set -eu
cd "$(dirname "$0")/.."
venv=$1
set_name=$2
# Trust what the system trusts, so that a house with a certificate of its own can install too.
export UV_SYSTEM_CERTS=1
echo "Installing the locked $set_name packages"
VIRTUAL_ENV="$venv" "$venv/bin/uv" pip install --quiet --require-hashes -r "requirements/$set_name.txt"
VIRTUAL_ENV="$venv" "$venv/bin/uv" pip install --quiet --no-deps --editable .
