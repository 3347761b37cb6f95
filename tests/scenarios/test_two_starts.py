"""Two processes, one data folder: the second start raises the first window; what the command line writes, the window shows."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.scenarios.desks import chain, program, window

pytestmark = pytest.mark.window

FOLLOWS_WITHIN_S = 3.0


def test_a_second_start_raises_the_first_window_which_follows_the_command_line(desk: Path) -> None:
    with window("stands", desk) as first:
        assert first.line() == {"ready": True}

        with window("looks", desk) as second:
            code = second.ends()
            assert (code, second.rest()) == (0, []), second.complaints  # it opened no window of its own
        assert first.line(5) == {"raised": True}

        told = program(
            "--data", desk, "--json", "incident", "open", "--kind", "A-FIR", "--place", "青石村三组", "--fact", "trapped=1"
        )
        written = time.monotonic()
        assert told.returncode == 0, told.stderr
        came = first.line()
        assert time.monotonic() - written < FOLLOWS_WITHIN_S
        assert came["came"] in json.dumps(json.loads(told.stdout))
        assert first.ends() == 0, first.complaints
    assert chain(desk) == (came["seq"], None)
