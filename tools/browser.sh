#!/bin/sh
# Make sure that a real Chromium is there for the journeys, and what Playwright's driver needs: the system's packages,
# installed where the machine allows it.
set -eu
cd "$(dirname "$0")/.."

found_browser() {
    for name in "${MATINEE_CHROMIUM:-}" chromium chromium-browser google-chrome; do
        [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && return 0
    done
    return 1
}

driver_runs() {
    "$(.venv/bin/python -c 'from playwright._impl._driver import compute_driver_executable as c; print(c()[0])')" --version \
        >/dev/null 2>&1
}

found_browser && driver_runs && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the journeys through the product"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium libatomic1 >/dev/null 2>&1 || true
    found_browser && driver_runs && exit 0
fi
echo "The tests walk through the product in a real Chromium, and something for that is missing here." >&2
found_browser || echo "There is no Chromium: install one (Debian: sudo apt-get install chromium) or name it in MATINEE_CHROMIUM." >&2
driver_runs || echo "Playwright's driver does not start (Debian: sudo apt-get install libatomic1)." >&2
echo "Then run make test again." >&2
exit 1
