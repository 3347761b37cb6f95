"""The verbs that open the window or prepare what it shows: none at all, ``demo``, ``story``, ``screenshots``."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ParamSpec

from app.cli.arguments import path_of
from app.cli.screen import has_screen
from app.cli.session import Session
from app.cli.tree import Tree
from app.kernel.errors import Fault, Refusal

P = ParamSpec("P")


def add(tree: Tree) -> None:
    """The parsers of this family."""
    demonstrating = tree.verb("demo", demo)
    demonstrating.add_argument("--no-gui", action="store_true", help=tree.say("cli.help.no_gui"))
    demonstrating.add_argument("--reset", action="store_true", help=tree.say("cli.help.reset"))
    for name, handler in (("story", story), ("screenshots", screenshots)):
        playing = tree.verb(name, handler)
        playing.add_argument("--out", type=path_of, required=True, metavar="DIR", help=tree.say("cli.help.out"))


def open_window(session: Session) -> int:
    """Open the duty desk until its window is closed."""
    return _with_screen(session.doors.run_window)(session.data)


def _with_screen(door: Callable[P, int]) -> Callable[P, int]:
    """The door, if there is a screen to show what lies behind it; ``Fault("no_screen")`` else."""
    if not has_screen():
        raise Fault("no_screen")
    return door


def demo(session: Session) -> int:
    """Make the demonstration township and play its day; without ``--no-gui`` its window opens then.

    A folder that holds the demonstration already is only opened; one with a desk of your own is refused.
    """
    arguments = session.arguments
    if arguments.reset or not asyncio.run(_is_demo(session)) or arguments.no_gui:
        entries = asyncio.run(_make(session))
        place = str(session.doors.data_dir(session.data))
        if arguments.no_gui:
            said = session.wording.say("cli.demo.made", entries=entries, path=place)
            session.out.answer({"entries": entries, "path": place}, [said])
    return 0 if arguments.no_gui else open_window(session)


async def _make(session: Session) -> int:
    try:
        return await session.doors.make_demo(session.data, session.arguments.reset)
    except Refusal as refusal:
        if refusal.code != "journal_not_empty":
            raise
        place = str(session.doors.data_dir(session.data))
        raise Refusal("demo_not_empty", {"path": place}) from refusal


async def _is_demo(session: Session) -> bool:
    if not session.doors.has_journal(session.data):
        return False
    async with session.doors.open_workspace(session.data) as workspace:
        profile = workspace.desk.state.profile
        return profile is not None and profile.demo


def story(session: Session) -> int:
    """Play the whole story in the window and leave its pictures and papers in ``--out``."""
    return _played(session, session.doors.run_story)


def screenshots(session: Session) -> int:
    """Leave a picture of every screen in ``--out``."""
    return _played(session, session.doors.run_screenshots)


def _played(session: Session, play: Callable[[Path, Path], int]) -> int:
    """Play on a folder of its own that is gone afterwards, or on ``--data`` where that holds no desk but a demonstration."""
    door, out = _with_screen(play), session.arguments.out
    if session.data is None:
        with TemporaryDirectory(prefix="zhishou-", ignore_cleanup_errors=True) as place:
            return door(Path(place), out)
    if session.doors.has_journal(session.data) and not asyncio.run(_is_demo(session)):
        raise Refusal("desk_not_demo", {"path": str(session.doors.data_dir(session.data))})
    return door(session.data, out)
