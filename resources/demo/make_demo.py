"""Makes the fictional demo township: ``python -m resources.demo.make_demo [FOLDER]`` (default ``data``)."""

from __future__ import annotations

import sys
from pathlib import Path

if __package__ in (None, ""):  # started as a script: the package of the generator is three folders up
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from resources.demo.generator import town


def main(arguments: list[str]) -> int:
    """Write the files; the exit code is 0."""
    target = Path(arguments[0]) if arguments else Path(__file__).resolve().parent / "data"
    town.write(target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
