"""What the records panel shows: journal lines as rows, the search among them, and the list of incidents. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

import msgspec

from app.catalog.pinyin import search_keys
from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.desk.jobs import Progress
from app.domain.incident.model import Incident
from app.domain.record import incident_of
from app.domain.state import State
from app.domain.words import severity_rank
from app.journal.codec import Sealed, digest, unseal
from app.kernel.clock import to_local
from app.kernel.errors import Fault

PAGE = 400
"""Entries shown at first."""

_KEYED = 60
"""Characters of a sentence that can be found by pinyin; names and places stand at its beginning."""

_EVERY = 50

SEVERITY_TONES = {"I": "alarm", "II": "warn", "III": "watch", "IV": "info"}
"""Tone of each grade, by its Roman numeral."""


class Line(msgspec.Struct, frozen=True):
    """A journal line in words. ``keys`` is everything it can be found by, in lower case."""

    sealed: Sealed
    at: datetime
    kind: str
    incident_id: str
    incident: str
    sentence: str
    keys: str

    @property
    def seq(self) -> int:
        """Its number in the journal."""
        return self.sealed.seq


class Query(msgspec.Struct, frozen=True):
    """What is looked for; empty parts ask for nothing. ``kind`` is the entry's code, ``day`` a Beijing day."""

    text: str = ""
    kind: str = ""
    actor: str = ""
    incident_id: str = ""
    day: date | None = None


class IncidentRow(msgspec.Struct, frozen=True):
    """An incident in the list, open or closed."""

    id: str
    number: str
    aware_at: datetime
    kind: str
    kind_class: str
    place: str
    severity: str
    grade: str
    severity_rank: int
    tone: str
    status: str
    is_open: bool
    casualties: str
    closed_at: datetime | None


class IncidentQuery(msgspec.Struct, frozen=True):
    """Narrows the list: ``status`` is ``open``, ``closed`` or ""; ``days`` counts back from today, 0 for ever."""

    status: str = ""
    kind: str = ""
    severity: str = ""
    days: int = 0


def describe_lines(
    lines: Sequence[Sealed], state: State, describer: Describer, words: Wording, progress: Progress | None = None
) -> tuple[Line, ...]:
    """The lines in words, the newest first. Made for a job: says how far it is and stops when told to."""
    made = []
    for place, sealed in enumerate(lines):
        if progress is not None and place % _EVERY == 0:
            progress.report(place / max(len(lines), 1))
        made.append(_line(sealed, state, describer, words))
    return tuple(reversed(made))


def found(lines: Iterable[Line], query: Query) -> tuple[Line, ...]:
    """The lines that fit, in their order; every word of the text must occur."""
    wanted = query.text.lower().split()
    return tuple(line for line in lines if _fits(line, query) and all(word in line.keys for word in wanted))


def choices(lines: Iterable[Line], pick: Callable[[Line], tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The different values of the lines with their words, in order of first appearance; empty ones left out."""
    return tuple({code: (code, text) for code, text in map(pick, lines) if code}.values())


def seal_fits(line: Line, before: Line | None) -> bool:
    """Whether the seal of a line fits its content and, where the line before it is known, that one's seal."""
    own = digest(line.sealed) == line.sealed.hash
    linked = before is None or before.seq + 1 != line.seq or before.sealed.hash == line.sealed.prev_hash
    return own and linked


def header(line: Line, words: Wording) -> tuple[tuple[str, str], ...]:
    """The sealed header as field and value, seals in hex, as they are stored."""
    sealed = line.sealed
    code = f"origin.{sealed.origin}"
    return (
        ("seq", str(sealed.seq)),
        ("at", to_local(line.at).strftime("%Y-%m-%d %H:%M:%S")),
        ("actor", sealed.actor or "—"),
        ("seat", sealed.seat or "—"),
        ("origin", words.say(code) if words.knows(code) else sealed.origin),
        ("cause", sealed.cause or "—"),
        ("command_id", sealed.command_id),
        ("kind", f"{sealed.kind} · {sealed.version}"),
        ("hash", sealed.hash.hex()),
        ("prev_hash", sealed.prev_hash.hex()),
    )


def body(line: Line) -> str:
    """The stored body, indented for reading."""
    try:
        return msgspec.json.format(line.sealed.body, indent=2).decode()
    except (msgspec.DecodeError, UnicodeDecodeError):
        return line.sealed.body.decode("utf-8", errors="replace")


def json_lines(lines: Iterable[Sealed]) -> Iterator[bytes]:
    """The lines as JSON, one each: header, the body byte for byte, both seals in hex. Enough to check the chain again."""
    encoder = msgspec.json.Encoder()
    for line in lines:
        fields = msgspec.structs.asdict(line)
        fields |= {"body": msgspec.Raw(line.body), "prev_hash": line.prev_hash.hex(), "hash": line.hash.hex()}
        yield encoder.encode(fields) + b"\n"


def incident_rows(state: State, describer: Describer, words: Wording) -> tuple[IncidentRow, ...]:
    """Every incident of the desk, the latest first."""
    ordered = sorted(state.incidents.values(), key=lambda of: (of.aware_at, of.number), reverse=True)
    return tuple(_incident_row(of, describer, words) for of in ordered)


def incidents_found(rows: Iterable[IncidentRow], query: IncidentQuery, now: datetime) -> tuple[IncidentRow, ...]:
    """The incidents that fit."""
    since = now - timedelta(days=query.days) if query.days else None
    return tuple(
        row
        for row in rows
        if query.status in ("", "open" if row.is_open else "closed")
        and query.kind in ("", row.kind_class)
        and query.severity in ("", row.grade)
        and (since is None or row.aware_at >= since)
    )


def parse_day(text: str, today: date) -> date | None:
    """A day as typed: ``07-18``, ``7.18``, ``2026-07-18``, ``18``; ``None`` for nothing. ``ValueError`` where unreadable."""
    parts = [int(part) for part in text.strip().replace(".", "-").replace("/", "-").split("-") if part.strip()]
    if not parts:
        return None
    if len(parts) > 3:
        raise ValueError(text)
    day = date(*[today.year, today.month, today.day][: 3 - len(parts)], *parts)
    return day if len(parts) == 3 or day <= today else _earlier(day, len(parts))


def _earlier(day: date, given: int) -> date:
    if given == 2:
        return day.replace(year=day.year - 1)
    last_month = day.replace(day=1) - timedelta(days=1)
    return last_month.replace(day=day.day)


def _fits(line: Line, query: Query) -> bool:
    return (
        query.kind in ("", line.sealed.kind)
        and query.actor in ("", line.sealed.actor)
        and query.incident_id in ("", line.incident_id)
        and (query.day is None or to_local(line.at).date() == query.day)
    )


def _line(sealed: Sealed, state: State, describer: Describer, words: Wording) -> Line:
    at = datetime.fromisoformat(sealed.at)
    code = f"entry_kind.{sealed.kind}"
    kind = words.say(code) if words.knows(code) else sealed.kind
    try:
        record = unseal(sealed)
    except Fault as fault:
        return Line(sealed, at, kind, "", "", words.fault(fault), sealed.kind.lower())
    incident_id = incident_of(record)
    of = state.incidents.get(incident_id)
    title = describer.incident_title(of) if of else ""
    sentence = describer.record(record, state)
    numbers = f"{sealed.seq} {of.number if of else ''} {sealed.actor} {to_local(at):%Y-%m-%d %H:%M}"
    plain = f"{kind} {title} {sentence}".lower()
    keys = f"{plain} {numbers} {search_keys(title)} {search_keys(sealed.actor)} {search_keys(sentence[:_KEYED])}"
    return Line(sealed, at, kind, incident_id if of else "", title, sentence, keys.lower())


def _incident_row(of: Incident, describer: Describer, words: Wording) -> IncidentRow:
    grade = of.severity.value if of.severity else ""
    hurt = {name: known.value for name, known in of.facts.items() if name in _CASUALTIES and known.value}
    return IncidentRow(
        id=of.id, number=of.number, aware_at=of.aware_at, kind=describer.kind(of.kind), kind_class=of.kind[0],
        place=of.place.words, severity=describer.severity(of), grade=grade, severity_rank=severity_rank(of.severity),
        tone=SEVERITY_TONES.get(grade, "muted"), status=words.say(f"incident_status.{of.status}"), is_open=of.is_open,
        casualties=describer.facts(hurt) if hurt else "—", closed_at=of.closure.at if of.closure else None,
    )


_CASUALTIES = ("dead", "missing", "trapped", "serious", "minor")
