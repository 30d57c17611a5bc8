#!/bin/sh
# Make sure that a real Chromium is there for the journeys: the system's, installed where the machine allows it.
set -eu
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ -n "${MATINEE_CHROMIUM:-}" ] && [ -x "$MATINEE_CHROMIUM" ]; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the journeys through the product"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null 2>&1 || true
    command -v chromium >/dev/null 2>&1 && exit 0
fi
echo "The tests walk through the product in a real Chromium, and there is none here." >&2
echo "Install one (Debian: sudo apt-get install chromium) or name it in MATINEE_CHROMIUM, then run make test again." >&2
exit 1
