"""The lists of a replay: what was known, the duties to report, what was due, the units, the entries. Each is searched, sorted and
exported like any other list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.catalog.wording import Wording
from app.desk.replay.words import EntryLine, KnownLine
from app.ui.kit import time_text
from app.ui.kit.i18n import translate
from app.ui.kit.table import Column, RowsView

Now = Callable[[], datetime]


class ListPane(QWidget):
    """A list; nothing but it. ``title`` names an export, with the moment that it shows; ``row_id`` tells its rows apart."""

    def __init__(
        self, columns: Sequence[Column], title: str, empty: tuple[str, str], row_id: Callable[[Any], str] = lambda row: str(row.id)
    ) -> None:
        super().__init__()
        self.title = title
        self.table = RowsView(columns, row_id, title=title, empty=empty, initials=search_keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.table)

    def show_lines(self, lines: Sequence[object], stamp: str) -> None:
        """Show these; ``stamp`` says which moment of which replay they belong to, for the name of an export."""
        self.table.set_title(f"{self.title} {stamp}")
        self.table.set_rows(lines)


class KnownPane(ListPane):
    """What was known then, and what came of it."""

    def __init__(self, now: Now) -> None:
        def shown(at: datetime | None) -> str:
            return time_text.day_clock(at, now()) if at is not None else ""

        super().__init__(
            (
                Column(key="incident", title=translate("Replay", "Incident"), text=lambda r: r.incident, width=110,
                       tip=lambda r: r.incident),
                Column(key="name", title=translate("Replay", "What"), text=lambda r: r.name, width=96, tip=lambda r: r.incident),
                Column(key="then", title=translate("Replay", "Known then"), text=lambda r: r.then or "—", stretch=True,
                       width=110, tip=_then),
                Column(key="status", title=translate("Replay", "Standing"), text=lambda r: r.status, width=56),
                Column(key="source", title=translate("Replay", "Source"), text=_source, width=92, tip=_source, extra=True),
                Column(key="at", title=translate("Replay", "Since"), text=lambda r: shown(r.at), sort=lambda r: str(r.at or ""),
                       width=62, extra=True),
                Column(key="end", title=translate("Replay", "At the end"), text=lambda r: r.end or "—", width=92,
                       tip=lambda r: r.end),
                Column(key="difference", title=translate("Replay", "Difference"), text=lambda r: r.word, tone=lambda r: r.tone,
                       badge=True, width=100),
            ),
            translate("Replay", "What was known"),
            (translate("Replay", "Nothing was known yet"), translate("Replay", "Go on to the first entry: →")),
        )  # fmt: skip

    def show_known(self, lines: Sequence[KnownLine], stamp: str, *, of_one: bool) -> None:
        """Show these facts; ``of_one`` incident, which need not be named in each row."""
        self.table.view.hide_column(0, of_one)
        self.show_lines(lines, stamp)


class DutiesPane(ListPane):
    """Duties to report: how they stood, how they ended."""

    def __init__(self, now: Now) -> None:
        super().__init__(
            (
                Column(key="what", title=translate("Replay", "Report"), text=lambda r: r.what, stretch=True, width=200,
                       tip=lambda r: f"{r.incident}\n{r.basis}"),
                Column(key="due", title=translate("Replay", "Due"), text=lambda r: time_text.day_clock(r.due_at, now()), width=78,
                       sort=lambda r: r.due_at),
                Column(key="standing", title=translate("Replay", "Then"), text=lambda r: r.word, tone=lambda r: r.tone, badge=True,
                       width=96),
                Column(key="ended", title=translate("Replay", "At the end"), text=lambda r: r.ended, tone=lambda r: r.ended_tone,
                       badge=True, width=104),
                Column(key="answered", title=translate("Replay", "Made at"), width=78, sort=lambda r: str(r.answered_at or ""),
                       text=lambda r: time_text.day_clock(r.answered_at, now()) if r.answered_at is not None else ""),
                Column(key="basis", title=translate("Replay", "Basis"), text=lambda r: r.basis, width=140, extra=True),
            ),
            translate("Replay", "Duties to report"),
            (translate("Replay", "No report was owed"), ""),
        )  # fmt: skip


class DuePane(ListPane):
    """Every clock that ran, the most urgent first."""

    def __init__(self, now: Now) -> None:
        super().__init__(
            (
                Column(key="word", title=translate("Replay", "Urgency"), text=lambda r: r.word, tone=lambda r: r.tone, badge=True,
                       width=86, sort=lambda r: r.left_s),
                Column(key="due", title=translate("Replay", "Due"), text=lambda r: time_text.day_clock(r.due_at, now()), width=78,
                       sort=lambda r: r.due_at),
                Column(key="left", title=translate("Replay", "Left"), width=96, sort=lambda r: r.left_s, align="right",
                       text=lambda r: time_text.remaining(r.due_at - now())),
                Column(key="what", title=translate("Replay", "What is due"), text=lambda r: r.what, stretch=True,
                       tip=lambda r: r.what),
                Column(key="incident", title=translate("Replay", "Incident"), text=lambda r: r.incident, width=150, extra=True),
            ),
            translate("Replay", "Clocks"),
            (translate("Replay", "Nothing was due"), ""),
        )  # fmt: skip


class UnitsPane(ListPane):
    """Where every unit stood in its work."""

    def __init__(self, now: Now) -> None:
        super().__init__(
            (
                Column(key="status", title=translate("Replay", "Status"), text=lambda r: r.status, tone=lambda r: r.tone,
                       badge=True, width=92),
                Column(key="name", title=translate("Replay", "Unit"), text=lambda r: r.name, stretch=True, width=180,
                       tip=lambda r: r.name),
                Column(key="kind", title=translate("Replay", "Kind"), text=lambda r: r.kind, width=110, extra=True),
                Column(key="since", title=translate("Replay", "Since"), width=78, sort=lambda r: str(r.since or ""),
                       text=lambda r: time_text.day_clock(r.since, now()) if r.since is not None else ""),
                Column(key="incident", title=translate("Replay", "Incident"), text=lambda r: r.incident, width=170,
                       tip=lambda r: r.incident),
            ),
            translate("Replay", "Units"),
            (translate("Replay", "No unit"), translate("Replay", "No unit was out for this incident")),
        )  # fmt: skip


class EntriesPane(ListPane):
    """The journal of what was chosen: what was written by now in ink, what was still to come faint; Enter goes there."""

    wanted = Signal(int)

    def __init__(self, now: Now, wording: Wording) -> None:
        def faint(row: EntryLine) -> str:
            return "muted" if row.place > self._place else "neutral"

        def typed(row: EntryLine) -> str:
            return time_text.day_clock(row.typed_at, now()) if row.paper else ""

        super().__init__(
            (
                Column(key="at", title=translate("Replay", "Time"), text=lambda r: _when(r.at, now()), tone=faint,
                       width=84, sort=lambda r: (r.at, r.place), tip=lambda r: time_text.full(r.at)),
                Column(key="mark", title=translate("Replay", "Mark"), tone=faint, width=52,
                       text=lambda r: wording.say(f"replay.mark.{r.mark}") if r.mark else ""),
                Column(key="text", title=translate("Replay", "Entry"), text=lambda r: r.sentence, tone=faint, stretch=True,
                       width=330,
                       tip=lambda r: r.sentence),
                Column(key="actor", title=translate("Replay", "Who"), text=lambda r: r.actor, tone=faint, width=72),
                Column(key="typed", title=translate("Replay", "Typed in"), text=typed, tone=faint, width=78, extra=True),
                Column(key="seq", title=translate("Replay", "No."), text=lambda r: str(r.seq), tone=faint, width=52, align="right",
                       sort=lambda r: r.seq, extra=True),
            ),
            translate("Replay", "Timeline"), (translate("Replay", "No entry"), ""), lambda row: str(row.seq),
        )  # fmt: skip
        self._place = 0
        self.table.activated.connect(lambda row: self.wanted.emit(row.place))

    def show_entries(self, lines: tuple[EntryLine, ...]) -> None:
        """Other entries."""
        self.table.set_rows(lines)

    def show_place(self, place: int, last: EntryLine | None) -> None:
        """So far has the tape come; ``last`` is the last entry that was written."""
        self._place = place
        if last is not None:
            self.table.select(str(last.seq))
        self.table.view.viewport().update()


def _when(at: datetime, now: datetime) -> str:
    return time_text.clock_seconds(at) if time_text.date(at) == time_text.date(now) else time_text.day_clock(at, now)


def _then(row: KnownLine) -> str:
    since = time_text.full(row.at) if row.at is not None else ""
    return "  ".join(part for part in (row.then, row.status, _source(row), since) if part)


def _source(row: KnownLine) -> str:
    return " ".join(part for part in (row.source, row.by) if part)
