"""The import in a process of its own: a hostile file cannot take the desk down, the interface never waits, memory comes back.

The child says how far it is over a pipe and answers with a result or with what went wrong; a wish to stop ends it at once.
What it had begun lies in its work folder, which goes with it.
"""

from __future__ import annotations

import multiprocessing
import shutil
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from app.desk.jobs import Cancelled, Progress
from app.kernel.errors import BadFile, Fault, Refusal
from app.map.osm.order import ImportOrder, ImportResult
from app.map.osm.run import WORK_PREFIX, run_import

_LISTEN_S = 0.1
_END_S = 5.0

Work = Callable[[ImportOrder, Progress], ImportResult]


def import_in_child(order: ImportOrder, progress: Progress, work: Work = run_import) -> ImportResult:
    """What ``run_import`` returns or raises, from a child process; ``Fault("osm_child_died")`` where the child broke down.

    Blocks its thread: call it in a job.
    """
    order.check()
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    before = set(order.data_dir.glob(f"{WORK_PREFIX}*"))
    child = context.Process(target=_live, args=(theirs, order, work), name="osm-import", daemon=True)
    child.start()
    theirs.close()
    try:
        return _listen(ours, progress)
    finally:
        ours.close()
        if child.is_alive():
            child.terminate()
        child.join(_END_S)
        if child.is_alive():
            child.kill()
            child.join()
        for left in set(order.data_dir.glob(f"{WORK_PREFIX}{child.pid}-*")) - before:
            shutil.rmtree(left, ignore_errors=True)


def _listen(pipe: Connection, progress: Progress) -> ImportResult:
    while True:
        if progress.should_stop():
            raise Cancelled
        if not pipe.poll(_LISTEN_S):
            continue
        try:
            kind, value = pipe.recv()
        except (EOFError, OSError) as error:
            raise Fault("osm_child_died") from error
        if kind == "progress":
            progress.report(*value)
        elif kind == "result":
            return value  # type: ignore[no-any-return]
        else:
            raise _raised(kind, value)


def _raised(kind: str, value: Any) -> Exception:
    if kind == "refusal":
        return Refusal(*value)
    if kind == "fault":
        return Fault(*value)
    return BadFile(value) if kind == "bad_file" else Fault("osm_child_died", {"why": str(value)[:300]})


def _live(pipe: Connection, order: ImportOrder, work: Work) -> None:
    """The child's whole life. When nobody listens any more, sending fails and the work ends; Ctrl+C is the parent's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        result = work(order, Progress(lambda share, words: pipe.send(("progress", (share, words)))))
        pipe.send(("result", result))
    except Refusal as no:
        pipe.send(("refusal", (no.code, no.facts, no.source)))
    except Fault as fault:
        pipe.send(("fault", (fault.code, fault.facts)))
    except BadFile as bad:
        pipe.send(("bad_file", bad.problems))
    except (BrokenPipeError, ConnectionResetError):
        return
    except MemoryError as error:
        pipe.send(("fault", ("osm_memory", {"why": str(error)})))
