"""Serve one installation until standard input closes: `python -m tests.browser.serve FOLDER [MONITOR] [--tier TIER]`. Prints its port first.

With a monitor.toml it is served as `buurtlicht serve` does, with that brand, those links and that basemap.

A process of its own, so that warnings of the web libraries are not taken for those of a test.
"""

import argparse
import logging
import os
import sys
import threading
from pathlib import Path

from werkzeug.serving import make_server

from app import create_app
from data.configuration import read_configuration
from data.vocabulary import Tier
from data.workflow import Store, sqlite_url
from layouts._server import dash_app
from layouts._store import Workflow

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("monitor", type=Path, nargs="?")
    parser.add_argument("--tier", type=Tier, default=Tier.PRIVATE)
    asked = parser.parse_args()
    folder, tier = asked.folder, asked.tier
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    if asked.monitor:
        app = create_app(read_configuration(asked.monitor), tier)
    else:
        store = Store(sqlite_url(folder / "workflow.sqlite"))
        app = dash_app(folder / "builds", folder / "geometry", tier, b"test", Workflow(store, tier))
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    sys.stdout.write(f"{server.port}\n")
    sys.stdout.flush()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    # Not sys.stdin: the fork that makes an export would find it locked by this thread.
    while os.read(0, 1024):
        pass
