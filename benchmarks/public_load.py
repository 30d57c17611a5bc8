"""The bill in requests a second and p99: Matinee's own server, nginx from the same tree, a peer's page, in turn.

    python benchmarks/public_site.py publish --folder DIR
    python benchmarks/public_load.py DIR [--seconds 8] [--peer http://127.0.0.1:8401/bench/schedule/]

nginx and wrk come from the system; both servers run on the same cores as the load.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

PORT, NGINX_PORT = 8461, 8462
BILL = "/at/lanterns/2031-03/"
NGINX = """\
worker_processes auto; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.err;
events {{ worker_connections 1024; }}
http {{ access_log off; include /etc/nginx/mime.types; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  open_file_cache max=10000 inactive=60s; gzip_static on;
  server {{ listen 127.0.0.1:{port};
    location /at/ {{ alias {live}/; add_header Cache-Control "public, max-age=60"; }} }} }}
"""


def wait_for(address: str) -> None:
    """Wait until something answers."""
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=2).read()  # noqa: S310  our own machine
        except (OSError, urllib.error.URLError):
            time.sleep(0.2)
        else:
            return
    sys.exit(f"Nothing answers at {address}.")


def wrk(address: str, accepts: str, seconds: int, more: tuple[str, ...] = ()) -> dict[str, float]:
    """Load an address with 32 connections and return what wrk says."""
    words = ["wrk", "-t1", "-c32", f"-d{seconds}", "--latency", "-H", f"Accept-Encoding: {accepts}", *more, address]
    told = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    rate, p99 = re.search(r"Requests/sec:\s+([\d.]+)", told), re.search(r"99%\s+([\d.]+)(us|ms|s)", told)
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
    scale = {"us": 0.001, "ms": 1, "s": 1000}[p99[2]]
    return {"per_s": float(rate[1]), "p99_ms": float(p99[1]) * scale, "failed": int(failed[1]) if failed else 0}


def serve(folder: Path, seconds: int, peer: str) -> None:
    """Load the bill through Matinee's own server, through nginx from the same tree, and the peer's page, in turn."""
    live = folder / "releases" / "live"
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, live=live, port=NGINX_PORT))
    environment = os.environ | {"MATINEE_VAR": str(folder), "MATINEE_DEBUG": "true", "MATINEE_LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-m", "matinee", "serve", "--port", str(PORT), "--no-worker"]
    parts = [
        subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL),
        subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL),
    ]
    places = {"matinee serve": f"http://127.0.0.1:{PORT}{BILL}", "nginx": f"http://127.0.0.1:{NGINX_PORT}{BILL}"}
    try:
        for address in places.values():
            wait_for(address)
        for turn in range(3):
            for accepts in ("gzip", "br, gzip", "identity"):
                for name, address in places.items():
                    print(
                        f"{turn + 1} {name:<14} {accepts:<9} {json.dumps(wrk(address, accepts, seconds))}", flush=True
                    )
            if peer:
                told = wrk(peer, "gzip", seconds, ("-H", "Accept: text/html", "--timeout", "30s"))
                print(f"{turn + 1} {'peer':<14} {'gzip':<9} {json.dumps(told)}", flush=True)
    finally:
        for part in parts:
            part.terminate()
            part.wait()


def main() -> None:
    """Load everything three times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where public_site.py published")
    parser.add_argument("--seconds", type=int, default=8, help="of every load")
    parser.add_argument("--peer", default="", help="another page to load in the same turns")
    given = parser.parse_args()
    serve(given.folder.resolve(), given.seconds, given.peer)


if __name__ == "__main__":
    main()
