"""The map drawn without a screen, for the command line: a process of its own that opens the desk, draws one picture and ends.

Chromium in a program that only wanted to print would be a guest that may take the host down with it; here the worst is that there
is no picture. Nothing is written to the journal.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.desk.jobs import Cancelled, Progress
from app.desk.sheets import SheetWish
from app.desk.workspace import Workspace
from app.kernel.errors import BadFile, Fault, Refusal

if TYPE_CHECKING:
    from app.reports.documents.map_sheet import SheetPicture

_log = logging.getLogger(__name__)

MOST_S = 120.0
"""So long a picture may take on the slowest office computer, its page built for the first time."""

_LISTEN_S = 0.1
_END_S = 5.0

Open = Callable[[Path], AbstractAsyncContextManager[Workspace]]


def picture_in_child(opened: Open, data: Path, incident_id: str, wish: SheetWish, lang: str, progress: Progress) -> SheetPicture:
    """What ``sheet.taken`` returns for the desk of a folder, or raises; ``opened`` must be a function that a child can import.

    ``Fault("map_sheet_no_map")`` where there is no web engine, ``Fault("map_child_died")`` where it does not start or does not
    answer. Blocks its thread: call it in a job.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=_live, args=(theirs, opened, data, incident_id, wish, lang), name="map-picture", daemon=True)
    child.start()
    theirs.close()
    try:
        return _listen(ours, progress)
    finally:
        ours.close()
        child.join(_END_S if not progress.should_stop() else 0)
        if child.is_alive():
            child.kill()
            child.join()


def _listen(pipe: Connection, progress: Progress) -> SheetPicture:
    until = time.monotonic() + MOST_S
    while time.monotonic() < until:
        if progress.should_stop():
            raise Cancelled
        if not pipe.poll(_LISTEN_S):
            continue
        try:
            kind, value = pipe.recv()
        except (EOFError, OSError) as error:
            raise Fault("map_child_died", {"why": "-"}) from error
        if kind == "picture":
            return value  # type: ignore[no-any-return]
        if kind == "refusal":
            raise Refusal(*value)
        if kind == "bad_file":
            raise BadFile(value)
        raise Fault(*value)
    raise Fault("map_child_died", {"why": f"{MOST_S:g} s"})


def _live(pipe: Connection, opened: Open, data: Path, incident_id: str, wish: SheetWish, lang: str) -> None:
    """The child's whole life; Ctrl+C is the parent's. It ends without Qt's farewell: what it had to say is said."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    with open(os.devnull, "wb") as nothing:  # Chromium speaks of graphics that nobody asked for; what matters goes by the pipe
        os.dup2(nothing.fileno(), 2)
    try:
        pipe.send(("picture", _drawn(opened, data, incident_id, wish, lang)))
    except Refusal as no:
        pipe.send(("refusal", (no.code, no.facts, no.source)))
    except Fault as fault:
        pipe.send(("fault", (fault.code, fault.facts)))
    except BadFile as bad:
        pipe.send(("bad_file", bad.problems))
    except (ImportError, RuntimeError, OSError) as error:
        pipe.send(("fault", ("map_child_died", {"why": f"{type(error).__name__}: {error}"[:200]})))
    finally:
        pipe.close()
        os._exit(0)


def _drawn(opened: Open, data: Path, incident_id: str, wish: SheetWish, lang: str) -> SheetPicture:
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - only the child needs Qt

    from app.ui.kit.loop import main_loop  # noqa: PLC0415
    from app.ui.map.engine import engine_missing  # noqa: PLC0415
    from app.ui.map.scheme import register_scheme  # noqa: PLC0415

    missing = engine_missing()
    if missing:
        raise Fault("map_sheet_no_map", {"why": missing})
    register_scheme()
    app = QApplication([])
    made: list[SheetPicture] = []

    async def main() -> int:
        async with opened(data) as workspace:
            made.append(await _taken(workspace, incident_id, wish, lang))
        return 0

    main_loop(app, main)
    return made[0]


async def _taken(workspace: Workspace, incident_id: str, wish: SheetWish, lang: str) -> SheetPicture:
    from app.ui.map.making import site_of  # noqa: PLC0415
    from app.ui.map.view import MapView  # noqa: PLC0415
    from app.ui.panels.papers.sheet import taken  # noqa: PLC0415
    from app.ui.shell.map_sync import Bare, picture_of  # noqa: PLC0415

    bare = Bare(workspace, lang)
    view = bare.map_view = MapView(site_of(workspace, lang, "light"))
    reasons: list[str] = []
    view.failed.connect(reasons.append)
    for name, payload in await workspace.jobs.run(lambda _progress: _payloads(workspace, picture_of(bare))):
        view.set_layer(name, payload)
    view.set_units(*await workspace.jobs.run(lambda _progress: _units(picture_of(bare))))
    try:
        return await taken(bare, incident_id, wish)
    except Fault as fault:
        if reasons and fault.code == "map_picture":
            raise Fault("map_child_died", {"why": reasons[0]}) from fault
        raise
    finally:
        view.shutdown()


def _units(picture: Any) -> tuple[bytes, bytes]:
    from app.map.features import encode_units  # noqa: PLC0415
    from app.map.layers import units  # noqa: PLC0415

    return encode_units(units.marks(picture))


def _payloads(workspace: Workspace, picture: Any) -> list[tuple[str, bytes]]:
    """Every layer of the desk, and those that were imported; one that is damaged is left out, as on the window's map."""
    from app.map.features import encode_features  # noqa: PLC0415
    from app.map.layers import LAYERS  # noqa: PLC0415
    from app.map.spatial.publish import payload  # noqa: PLC0415
    from app.map.spatial.store import LayerStore  # noqa: PLC0415

    made = [(name, encode_features(layer(picture))) for name, layer in LAYERS.items()]
    store = LayerStore(workspace.layers_dir)
    infos, problems = store.infos()
    for info in infos:
        if not info.on:
            continue
        try:
            made.append((info.id, payload(store.load(info.id))))
        except BadFile as bad:
            problems = (*problems, *bad.problems)
    for problem in problems:
        _log.warning("layer left out: %s", problem)
    return made
