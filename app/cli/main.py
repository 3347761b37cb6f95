"""Runs one verb and turns what goes wrong into words and an exit code."""

from __future__ import annotations

import asyncio
import inspect
import sys
from argparse import Namespace

from app.cli.doors import Doors
from app.cli.output import leave_closed_pipe, settle_streams
from app.cli.session import Session
from app.kernel.errors import BadFile, Fault, Refusal

DONE, FAULT, REFUSED, INTERRUPTED = 0, 1, 2, 130


def run(arguments: Namespace, doors: Doors) -> int:
    """Do what the arguments of ``parse`` ask for; returns the exit code (0 done, 1 fault or wrong, 2 refused)."""
    settle_streams()
    session = Session(doors, arguments)
    try:
        code = _answered(session)
        sys.stdout.flush()
    except BrokenPipeError:
        leave_closed_pipe(sys.stdout)
        return FAULT
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _answered(session: Session) -> int:
    try:
        answer = session.arguments.verb(session)
        return int(asyncio.run(answer) if inspect.iscoroutine(answer) else answer)
    except Refusal as refusal:
        return _refused(session, refusal)
    except Fault as fault:
        said = session.wording.fault(fault)
        session.out.failure({"fault": fault.code, "message": said, "facts": fault.facts}, said)
        return FAULT
    except BrokenPipeError:
        raise
    except OSError as error:
        said = session.wording.say("cli.system", path=error.filename or "-", detail=error.strerror or str(error))
        session.out.failure({"fault": "system", "message": said, "facts": {"path": error.filename}}, said)
        return FAULT
    except BadFile as bad:
        lines = [session.wording.problem(problem) for problem in bad.problems]
        rows = [
            {"file": one.file, "line": one.line, "field": one.field, "code": one.code, "message": words}
            for one, words in zip(bad.problems, lines, strict=True)
        ]
        session.out.failure({"problems": rows}, "\n".join(lines))
        return FAULT


def _refused(session: Session, refusal: Refusal) -> int:
    said = session.wording.refusal(refusal)
    near = session.near(refusal)
    if near:
        said += session.wording.say("cli.near", names=", ".join(near))
    value = {
        "refused": refusal.code,
        "message": said,
        "facts": refusal.facts,
        "source": refusal.source,
        "near": near,
    }
    session.out.failure(value, said)
    return REFUSED
