"""A call-down → its sheet: whom to call next first, with empty columns for three more tries, then those who were reached. Pure.

Names and numbers are whole: the sheet is made for calling and stays in the room. ``DocumentInput.subject`` is the call-down;
without one it is the newest of the incident, else of the desk, else an empty form.
"""

from __future__ import annotations

import msgspec

from app.domain.calldown.model import Call, CallDown, CallPerson, CallResult
from app.domain.calldown.rules import CALL_AGAIN_AFTER, again_at, coverage, latest, to_call
from app.kernel.errors import Refusal
from app.reports.documents.phrases import Phrases
from app.reports.documents.spec import DocumentInput

ID = "call_down_sheet"
_CELL_MOST = 60
_BLANK_ROWS = 14


class CallRow(msgspec.Struct, frozen=True):
    """A person: place on the list, name, telephone, why, who depends on the answer, and what became of the calls so far."""

    number: str
    name: str
    phone: str
    about: str
    count: str
    last: str


class CallDownSheet(msgspec.Struct, frozen=True):
    """The sheet. ``waiting`` are to be called, ``reached`` have answered; ``tries`` heads the columns to be filled by hand."""

    title: str
    subject: str
    lead: tuple[str, ...]
    waiting_heading: str
    waiting_heads: tuple[str, ...]
    waiting: tuple[CallRow, ...]
    tick: str
    reached_heading: str
    reached_heads: tuple[str, ...]
    reached: tuple[CallRow, ...]
    nobody_waiting: str
    nobody_reached: str
    notes: tuple[str, ...]
    signatures: tuple[str, ...]


def content(given: DocumentInput) -> CallDownSheet:
    """The sheet of the call-down. ``Refusal("calldown_unknown")`` for one that there is not."""
    of = _chosen(given)
    if of is None:
        return _empty(given)
    words, last = Phrases(given), latest(of)
    number = {one.id: str(place) for place, one in enumerate(of.persons, 1)}
    waiting = to_call(of)
    reached = [one for one in of.persons if one.id in last and last[one.id].result is CallResult.ANSWERED]

    def row(one: CallPerson) -> CallRow:
        tries = [call for call in of.calls if call.person_id == one.id]
        return CallRow(
            number[one.id], words.clip(one.name, _CELL_MOST), one.phone, words.clip(one.about, _CELL_MOST),
            "/".join(str(figure) if figure else "—" for figure in (one.households, one.people))
            if one.households or one.people else "",
            _told(tries, given, words),
        )

    return _sheet(
        words, words.clip(of.title, _CELL_MOST), _lead(of, given, words), tuple(row(one) for one in waiting),
        tuple(row(one) for one in reached),
    )


def _chosen(given: DocumentInput) -> CallDown | None:
    every = given.state.call_downs
    if given.subject:
        if given.subject not in every:
            raise Refusal("calldown_unknown", {"calldown": given.subject})
        return every[given.subject]
    mine = [one for one in every.values() if given.incident_id in ("", one.incident_id)]
    return max(mine, key=lambda one: (one.ended_at is None, one.started_at, one.id), default=None)


def _empty(given: DocumentInput) -> CallDownSheet:
    words = Phrases(given)
    rows = tuple(CallRow(str(number), "", "", "", "", "") for number in range(1, _BLANK_ROWS + 1))
    return _sheet(words, words.paper("blank"), (words.paper("calldown.blank"),), rows, ())


def _sheet(
    words: Phrases, subject: str, lead: tuple[str, ...], waiting: tuple[CallRow, ...], reached: tuple[CallRow, ...]
) -> CallDownSheet:
    heads = ("number", "name", "phone", "about", "count", "last")
    return CallDownSheet(
        title=words.paper("calldown.title"),
        subject=subject,
        lead=lead,
        waiting_heading=words.paper("calldown.waiting", count=sum(1 for one in waiting if one.name)),
        waiting_heads=tuple(words.paper(f"calldown.head.{code}") for code in (*heads, "first", "second", "third")),
        waiting=waiting,
        tick=words.paper("calldown.tick"),
        reached_heading=words.paper("calldown.reached", count=len(reached)),
        reached_heads=tuple(words.paper(f"calldown.head.{code}") for code in heads),
        reached=reached,
        nobody_waiting=words.paper("calldown.nobody_waiting"),
        nobody_reached=words.paper("calldown.nobody_reached"),
        notes=(
            words.paper("calldown.note", minutes=int(CALL_AGAIN_AFTER.total_seconds() // 60)), words.paper("calldown.note_back"),
        ),
        signatures=(words.paper("calldown.caller"), words.paper("calldown.typed_in")),
    )


def _lead(of: CallDown, given: DocumentInput, words: Phrases) -> tuple[str, ...]:
    say = given.wording.say
    done = coverage(of)
    incident = given.state.incidents.get(of.incident_id)
    said = [
        words.paper("calldown.started", at=words.moment(of.started_at), by=words.clip(of.started_by, _CELL_MOST) or words.none),
        say(
            "calldown.coverage", answered=done.answered, persons=done.persons, percent=done.percent, passed_on=done.passed_on,
            no_answer=done.no_answer, uncalled=done.uncalled,
        ),
    ]
    if incident is not None:
        said.insert(0, words.paper("calldown.of", number=incident.number,
                                   title=words.clip(given.describer.incident_title(incident), _CELL_MOST)))  # fmt: skip
    if done.households:
        said.append(say("calldown.households", households=done.households, reached=done.households_reached))
    again = again_at(of)
    if again is not None:
        said.append(words.paper("calldown.again", at=words.moment(again[1])))
    if of.ended_at is not None:
        said.append(words.paper("calldown.ended", at=words.moment(of.ended_at), by=of.ended_by,
                                reason=words.clip(of.ended_reason, _CELL_MOST)))  # fmt: skip
    return tuple(said)


def _told(tries: list[Call], given: DocumentInput, words: Phrases) -> str:
    """The last call and how many there were."""
    if not tries:
        return ""
    say = given.wording.say
    one = tries[-1]
    told = f"{say(f'call_result.{one.result}')} {words.stamp(one.at)[-5:]}"
    told += say("calldown.passed_to", name=words.clip(one.passed_to, _CELL_MOST)) if one.passed_to else ""
    if len(tries) > 1:
        told += words.paper("calldown.tries", count=len(tries))
    return f"{told} {words.clip(one.remark, _CELL_MOST)}".strip()
