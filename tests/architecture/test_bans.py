"""No source file of the program breaks a ban, and each ban can fail."""

from __future__ import annotations

from functools import cache

import pytest

from tests.architecture import bans
from tests.architecture.tree import sources, text_of


@cache
def broken_lines() -> dict[str, list[str]]:
    """By ban, what breaks it: each module is parsed once for all bans, and no tree is kept (all of them are 300 MB)."""
    found: dict[str, list[str]] = {ban.__name__: [] for ban in bans.BANS}
    for name in sources("app"):
        module = bans.parse(name, text_of(name) or "")
        for ban in bans.BANS:
            found[ban.__name__] += ban(module)
    return found


@pytest.mark.parametrize("ban", bans.BANS, ids=lambda ban: ban.__name__)
def test_the_program_obeys(ban: bans.Ban) -> None:
    broken = broken_lines()[ban.__name__]
    assert not broken, f"{ban.__doc__}\n" + "\n".join(broken)


BREAKERS = [
    (bans.nested_event_loops, "app/ui/x.py", "dialog.exec()"),
    (bans.nested_event_loops, "app/ui/x.py", "menu.exec_(pos)"),
    (bans.nested_event_loops, "app/ui/x.py", "async def f():\n    QFileDialog.getOpenFileName(w)"),
    (bans.machine_clock, "app/desk/x.py", "datetime.now(UTC)"),
    (bans.machine_clock, "app/desk/x.py", "import datetime\ndatetime.datetime.now()"),
    (bans.machine_clock, "app/storage/x.py", "time.time()"),
    (bans.chinese_literals, "app/domain/unit/x.py", "NAME = '消防'"),
    (bans.chinese_literals, "app/domain/unit/x.py", "def f(n):\n    return f'{n} 人'"),
    (bans.chinese_literals, "app/kernel/x.py", "COMMA = '\uff0c'"),
    (bans.printing, "app/desk/x.py", "print('x')"),
    (bans.bare_tasks, "app/ui/panels/x.py", "asyncio.create_task(f())"),
    (bans.bare_tasks, "app/ui/panels/x.py", "loop.create_task(f(), name='x')"),
    (bans.bare_tasks, "app/desk/x.py", "asyncio.create_task(f())"),
    (bans.hosts, "app/map/x.py", "TILES = 'https://tile.example.org/{z}'"),
    (bans.hosts, "app/map/x.py", "def f(z):\n    return f'http://tile.example.org/{z}'"),
    (bans.qt_below_the_faces, "app/map/x.py", "from PySide6.QtCore import QObject"),
    (bans.qt_below_the_faces, "app/cli/x.py", "def f():\n    import qasync"),
    (bans.impure_domain, "app/domain/x.py", "import os"),
    (bans.impure_domain, "app/domain/x.py", "from pathlib import Path"),
    (bans.running_text_as_code, "app/cli/x.py", "eval(text)"),
    (bans.running_text_as_code, "app/cli/x.py", "subprocess.run(text, shell=True)"),
    (bans.running_text_as_code, "app/catalog/x.py", "yaml.load(text, Loader=yaml.Loader)"),
    (bans.swallowed, "app/cli/x.py", "try:\n    f()\nexcept Exception:\n    pass"),
    (bans.unfinished_marks, "app/cli/x.py", "x = 1  # " + "TO" + "DO later"),
    (bans.sleeping_windows, "app/ui/x.py", "time.sleep(1)"),
]


@pytest.mark.parametrize(("ban", "path", "text"), BREAKERS)
def test_a_ban_can_fail(ban: bans.Ban, path: str, text: str) -> None:
    assert list(ban(bans.parse(path, text)))


KEEPERS = [
    (bans.nested_event_loops, "app/bootstrap.py", "app.exec()"),
    (bans.nested_event_loops, "app/ui/x.py", "dialog.open()"),
    (bans.machine_clock, "app/kernel/clock.py", "datetime.now(UTC)"),
    (bans.machine_clock, "app/desk/x.py", "clock.now()\ntime.monotonic()\ntime.perf_counter()"),
    (bans.chinese_literals, "app/domain/x.py", '"""突发事件"""\nA = 1\n"""等级"""\n# 注'),
    (bans.printing, "app/cli/x.py", "print('x')"),
    (bans.bare_tasks, "app/desk/x.py", "asyncio.create_task(f(), name='x')"),
    (bans.bare_tasks, "app/ui/panels/x.py", "group.create_task(f())"),
    (bans.hosts, "app/ui/x.py", "NS = 'http://www.w3.org/2000/svg'\nU = f'http://{host}:{port}/'"),
    (bans.qt_below_the_faces, "app/ui/x.py", "from PySide6.QtWidgets import QWidget"),
    (bans.impure_domain, "app/domain/x.py", "import math\nfrom . import time"),
    (bans.running_text_as_code, "app/catalog/x.py", "yaml.load(text, Loader=_SafeLoader)\nyaml.safe_load(text)"),
    (bans.swallowed, "app/cli/x.py", "try:\n    f()\nexcept KeyError:\n    pass"),
]


@pytest.mark.parametrize(("ban", "path", "text"), KEEPERS)
def test_a_ban_lets_the_rest_pass(ban: bans.Ban, path: str, text: str) -> None:
    assert not list(ban(bans.parse(path, text)))
