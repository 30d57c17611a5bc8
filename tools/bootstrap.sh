#!/bin/sh
# Make the virtual environment and put the installer in it, by hash.
set -eu
cd "$(dirname "$0")/.."
venv=$1
python=$(command -v python3.13 || command -v python3.12 || command -v python3.11 || command -v python3 || true)
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && python=python3
[ -n "$python" ] || { echo "Matinee needs Python 3.11 or newer. Install it (Debian, Ubuntu: apt-get install python3 python3-venv)." >&2; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Matinee needs Python 3.11 or newer; $python is $("$python" -V 2>&1)." >&2
    exit 1
}
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "Python has no venv module here."
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
    else
        echo "Install it (Debian, Ubuntu: sudo apt-get install python3-venv), then run make again." >&2
        exit 1
    fi
fi
echo "Setting up $venv with $("$python" -V)"
"$python" -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
