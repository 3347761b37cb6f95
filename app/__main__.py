"""``zhishou``: without a verb the window opens; with one, the same desk works without a screen."""

from __future__ import annotations

import multiprocessing
import sys

from app import bootstrap
from app.cli.main import run
from app.cli.parser import parse


def main(argv: list[str] | None = None) -> int:
    """Run the program; returns the exit code (0 done, 1 a fault, 2 a refusal or wrong words)."""
    arguments = parse(sys.argv[1:] if argv is None else argv)
    return run(arguments, bootstrap.doors())


if __name__ == "__main__":
    multiprocessing.freeze_support()  # a bundle starts itself again as the child that imports map data
    sys.exit(main())
