"""`python -m assistant` is `spbe`."""

from assistant.cli.main import run

run()
