"""Starts the web app: settings -> session -> web app. `python app.py`, or `spbe serve` for options."""

from __future__ import annotations

import sys

from assistant.cli.main import main

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
