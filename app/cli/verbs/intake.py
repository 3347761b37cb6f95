"""``intake parse``: what a line or a pasted report says; ``calls``: the call log."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.catalog.gazetteer import Gazetteer
from app.catalog.intake.lexicon import read_lexicon
from app.catalog.intake.model import Parsed, PlaceFound, Understood
from app.catalog.intake.parse import IntakeParser
from app.cli.arguments import moment_of
from app.cli.output import iso, table
from app.cli.session import Session
from app.cli.tree import Tree
from app.desk.calls import call_row, rows_of
from app.domain.calls.commands import JoinCall, LogCall
from app.domain.calls.entries import CallLogged
from app.domain.calls.model import CallCategory, CallWords
from app.domain.calls.rules import RelatedIncident, related
from app.domain.incident.model import Place

_CATEGORIES = tuple(one.value for one in CallCategory)


def add(tree: Tree) -> None:
    """The parsers of these families."""
    say = tree.say
    parsing = tree.family("intake").verb("parse", parse)
    parsing.add_argument("text", metavar="TEXT", help=say("cli.help.intake_text"))
    parsing.add_argument("--at", default="now", metavar="T", help=say("cli.help.intake_at"))
    family = tree.family("calls")
    listing = family.verb("list", list_calls)
    listing.add_argument("--incident", default="", metavar="I", help=say("cli.help.which_incident"))
    listing.add_argument("--find", default="", metavar="WORDS", help=say("cli.help.calls_find"))
    listing.add_argument("--whole-numbers", action="store_true", help=say("cli.help.whole_numbers"))
    logging = family.verb("log", log_call)
    logging.add_argument("text", metavar="TEXT", help=say("cli.help.call_text"))
    logging.add_argument("--category", choices=_CATEGORIES, help=say("cli.help.call_category"))
    logging.add_argument("--caller", metavar="NAME", help=say("cli.help.caller"))
    logging.add_argument("--phone", metavar="NUMBER", help=say("cli.help.phone"))
    logging.add_argument("--at", metavar="T", help=say("cli.help.call_at"))
    logging.add_argument("--remark", default="", metavar="TEXT", help=say("cli.help.call_remark"))
    logging.add_argument("--incident", default="", metavar="I", help=say("cli.help.which_incident"))
    joining = family.verb("join", join_call)
    joining.add_argument("call", metavar="C", help=say("cli.help.call"))
    joining.add_argument("incident", metavar="I", help=say("cli.help.which_incident"))
    joining.add_argument("--reason", default="", metavar="TEXT", help=say("cli.help.join_reason"))
    for parser in (logging, joining):
        tree.actor(parser)


async def parse(session: Session) -> int:
    """Print what a text says: kind, time, place, figures, source, each with its words and how sure it is.

    Places are those of the desk in the data folder; without one, names are recognised by how names are made.
    """
    parser, text = _parser(session), session.arguments.text
    if session.doors.has_journal(session.data):
        async with session.desk() as workspace:
            gazetteer = Gazetteer.of_facilities(workspace.desk.state.facilities.values(), workspace.names.load())
            return _say(session, parser, text, gazetteer)
    return _say(session, parser, text, Gazetteer(()))


def _say(session: Session, parser: IntakeParser, text: str, gazetteer: Gazetteer) -> int:
    now = moment_of(session.arguments.at, session.clock) or session.clock.now()
    parsed = parser.parse(text, now, gazetteer)
    row = parsed_row(parsed, session)
    session.out.answer(row, _lines(row, session) or [session.wording.say("cli.intake.nothing")])
    return 0


def parsed_row(parsed: Parsed, session: Session) -> dict[str, Any]:
    """What was understood as JSON: every field with its words (``text``) and ``confidence``, ``null`` where nothing was."""
    kind = _field(parsed.kind)
    if kind is not None:
        kind = {"code": kind["value"], "name": session.describer.kind(kind["value"]), **kind}
    at = _field(parsed.occurred_at)
    if at is not None and parsed.occurred_at is not None:
        at["value"] = iso(parsed.occurred_at.value)
        at["alternatives"] = [iso(one) for one in parsed.occurred_at.alternatives]
    return {
        "kind": kind,
        "occurred_at": at,
        "place": _place(parsed.place),
        "facts": {name: _field(one) for name, one in parsed.facts.items()},
        "source": _source(parsed),
        "phone": _field(parsed.phone),
        "category": _field(parsed.category),
        "remarks": {name: _field(one) for name, one in parsed.remarks.items()},
    }


def _source(parsed: Parsed) -> dict[str, Any] | None:
    """Who told it: the person or the office, else the channel by which it came."""
    named = parsed.caller or parsed.channel or parsed.phone
    if named is None:
        return None
    field = _field(named) or {}
    return {
        **field,
        "caller": parsed.caller.value if parsed.caller else "",
        "phone": parsed.phone.value if parsed.phone else "",
        "channel": parsed.channel.value if parsed.channel else "",
    }


def _place(found: Understood[PlaceFound] | None) -> dict[str, Any] | None:
    if found is None:
        return None
    entry = found.value.entry
    known: dict[str, Any] = {}
    if entry is not None:
        point = {"lat": entry.point.lat, "lon": entry.point.lon}
        known = {"gazetteer_id": entry.id, "gazetteer_name": entry.name.zh, "village": entry.village, **point}
    field = _field(found) or {}
    return {**field, "value": found.value.words, "alternatives": [one.words for one in found.alternatives], **known}


def _field(found: Understood[Any] | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "value": found.value, "text": found.text, "start": found.start, "end": found.end, "confidence": found.confidence,
        "uncertain": found.is_uncertain, "alternatives": list(found.alternatives),
    }  # fmt: skip


def _lines(row: dict[str, Any], session: Session) -> list[str]:
    say = session.wording.say
    named = [
        (say("field.kind"), row["kind"], row["kind"] and row["kind"]["name"]),
        (say("field.occurred_at"), row["occurred_at"], row["occurred_at"] and row["occurred_at"]["value"][:16].replace("T", " ")),
        (say("field.place"), row["place"], row["place"] and row["place"]["value"]),
        *((session.describer.fact(name, one["value"]), one, "") for name, one in row["facts"].items()),
        (say("field.caller"), row["source"], row["source"] and row["source"]["caller"]),
        (say("field.phone"), row["phone"], row["phone"] and row["phone"]["value"]),
    ]
    found = [(label, value, say("intake.from_words", words=one["text"]), say("intake.uncertain") if one["uncertain"] else "")
             for label, one, value in named if one]  # fmt: skip
    remarks = [say(f"intake.remark.{code}", words=one["text"]) for code, one in row["remarks"].items()]
    return [*table(found), *remarks]


async def list_calls(session: Session) -> int:
    """List the calls, the latest first; numbers are masked unless ``--whole-numbers`` is given."""
    arguments = session.arguments
    async with session.desk() as workspace:
        state = workspace.desk.state
        of = state.incident(arguments.incident).id if arguments.incident else ""
        found = rows_of(state, session.describer, whole_numbers=arguments.whole_numbers, incident_id=of, find=arguments.find)
        shown = ("category_name", "caller", "phone", "text", "incident", "struck_reason")
        lines = table((row["at"][:16].replace("T", " "), *(row[name] for name in shown)) for row in found)
        session.out.answer(found, lines or [session.wording.say("cli.calls.none")])
    return 0


async def log_call(session: Session) -> int:
    """Write a call down; what is not given is taken from its words. Prints it with what it may belong to."""
    arguments = session.arguments
    parser = _parser(session)
    async with session.desk() as workspace:
        desk = workspace.desk
        gazetteer = Gazetteer.of_facilities(desk.state.facilities.values(), workspace.names.load())
        parsed = parser.parse(arguments.text, desk.clock.now(), gazetteer)
        words = CallWords(
            text=arguments.text,
            at=moment_of(arguments.at, desk.clock),
            caller=_given(arguments.caller, parsed.caller),
            phone=_given(arguments.phone, parsed.phone),
            channel=_given(None, parsed.channel) or "phone",
            category=CallCategory(arguments.category or _given(None, parsed.category) or CallCategory.OTHER),
            place=place_of(parsed),
            remark=arguments.remark,
        )
        tied = related(desk.state, words.phone, words.place, desk.clock.now())
        incident_id = desk.state.incident(arguments.incident).id if arguments.incident else ""
        records = await desk.execute(LogCall(words=words, incident_id=incident_id), session.context())
        made = next(one.entry.call_id for one in records if isinstance(one.entry, CallLogged))
        row = call_row(desk.state.calls[made], desk.state, session.describer, whole_numbers=True)
        row["related_incidents"] = [one.incident.number for one in tied.incidents]
        row["related_calls"] = [one.call.id for one in tied.calls]
        say = session.wording.say
        lines = [say("cli.calls.logged", text=row["text"]), row["id"]]
        lines += [_tied_line(one, session) for one in tied.incidents]
        session.out.answer(row, lines)
    return 0


def _tied_line(one: RelatedIncident, session: Session) -> str:
    say, describer = session.wording.say, session.describer
    return say(
        "intake.related.incident", number=one.incident.number, title=describer.incident_title(one.incident),
        tie=say(f"call_tie.{one.tie}", distance=round(one.distance_m or 0)), at=describer.clock(one.incident.aware_at),
    )


async def join_call(session: Session) -> int:
    """Say which incident a call is about; moving it away from another needs a reason."""
    arguments = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        incident_id = desk.state.incident(arguments.incident).id
        await desk.execute(JoinCall(call_id=arguments.call, incident_id=incident_id, reason=arguments.reason), session.context())
        row = call_row(desk.state.calls[arguments.call], desk.state, session.describer, whole_numbers=True)
        session.out.answer(row, [f"{row['incident']}  {row['text']}"])
    return 0


def place_of(parsed: Parsed) -> Place:
    """The place that was understood; with the gazetteer's point and village where it names one."""
    if parsed.place is None:
        return Place("")
    entry = parsed.place.value.entry
    if entry is None:
        return Place(parsed.place.value.words)
    return Place(parsed.place.value.words, entry.point, entry.id, entry.village)


def _given(typed: str | None, found: Understood[str] | None) -> str:
    """What was typed, else what was understood."""
    return typed if typed is not None else found.value if found is not None else ""


def _parser(session: Session) -> IntakeParser:
    folder: Path = session.doors.files.resources / "catalog"
    reference = session.loaded.reference
    return IntakeParser(read_lexicon(folder, reference.kinds, reference.facts), reference.kinds, reference.facts)
