"""What lasts and is wrong: plans that could not be read, a damaged or read-only journal, missing fonts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from app.catalog.wording import Wording
from app.domain.sending.rules import channel_faults
from app.domain.state import State
from app.journal.codec import Damage
from app.kernel.errors import Problem
from app.ui.kit.bars import FaultNote
from app.ui.kit.i18n import translate


def catalogue_fault(problems: tuple[Problem, ...], wording: Wording, since: datetime) -> tuple[FaultNote, ...]:
    """One note a file: which one is missing from the desk, the line and the mend."""
    by_file: dict[str, Problem] = {}
    for problem in problems:
        by_file.setdefault(problem.file, problem)
    return tuple(
        FaultNote(
            key=f"catalogue:{file}",
            what=wording.problem(problem),
            since=since,
            still_works=translate("Faults", "all other plans, grading, reporting"),
        )
        for file, problem in by_file.items()
    )


def settings_fault(moved_aside: Path | None, since: datetime) -> tuple[FaultNote, ...]:
    """A settings file that could not be read: where it was moved, and that the defaults hold now."""
    if moved_aside is None:
        return ()
    what = translate("Faults", "The settings could not be read and were kept as %1: the defaults hold now").replace(
        "%1", str(moved_aside)
    )
    return (FaultNote(key="settings", what=what, since=since, still_works=translate("Faults", "everything")),)


def journal_fault(damage: Damage | None, since: datetime, *, read_only: bool = False) -> tuple[FaultNote, ...]:
    """A damaged journal (from which entry on) or one that cannot be written: the desk only reads now."""
    if damage is None:
        return _read_only(since) if read_only else ()
    what = translate("Faults", "The journal does not fit at entry %1: this desk only reads").replace("%1", str(damage.seq))
    works = translate("Faults", "reading, printing, exporting; restore a backup to go on writing")
    return (FaultNote(key="journal", what=what, since=since, still_works=works, tone="alarm"),)


def outbox_faults(state: State, wording: Wording) -> tuple[FaultNote, ...]:
    """The channels by which nothing goes out, since when, and that the phone still does."""
    return tuple(
        FaultNote(
            key=f"outbox:{fault.channel}",
            what=translate("Faults", "Outbox, {channel}: {result}, {count} report(s) wait").format(
                channel=wording.say(f"send_channel.{fault.channel}"), result=wording.say(f"attempt_result.{fault.result}"),
                count=fault.waiting,
            ),
            since=fault.since,
            still_works=translate("Faults", "phone, fax and the other channels; it is tried again by itself"),
        )
        for fault in channel_faults(state.transmissions.values())
    )


def _read_only(since: datetime) -> tuple[FaultNote, ...]:
    what = translate("Faults", "The data folder cannot be written: this desk only reads")
    works = translate("Faults", "reading, printing; set the folder's permissions or choose another one, then start again")
    return (FaultNote(key="journal", what=what, since=since, still_works=works, tone="alarm"),)
