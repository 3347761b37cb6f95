"""The state of an incident → the first written report, with the elements of facts file §3.3. Pure; masked.

What is not known yet is said to be in checking and listed; the report does not wait for it (先报已知后补).
"""

from __future__ import annotations

import msgspec

from app.domain.duty.model import Contact
from app.reports.documents.needs import next_tasks, requests
from app.reports.documents.phrases import Pair
from app.reports.documents.spec import DocumentInput
from app.reports.documents.story import Story

ID = "first_report"
_COURSE_MOST = 1200
_TITLE_MOST = 66
_NAME_MOST = 20


class Section(msgspec.Struct, frozen=True):
    """A numbered section of the body."""

    heading: str
    paragraphs: tuple[str, ...]


class FirstReport(msgspec.Struct, frozen=True):
    """The report. ``missing`` names the elements that are still being checked."""

    masthead: str
    urgency: str
    org: str
    number: str
    sign_off: str
    title: str
    addressee: str
    opening: str
    sections: tuple[Section, ...]
    missing: str
    closing: str
    signature: str
    date: str
    contact: str
    imprint: tuple[Pair, ...]


def content(given: DocumentInput) -> FirstReport:
    """The first written report of the incident as it stands."""
    story = Story(given)
    words = story.words
    superior = given.wording.text(given.state.profile.superior) if given.state.profile else ""
    missing = _missing(story)
    desk = words.say("brief.desk", place=words.clip(given.place, _NAME_MOST))
    return FirstReport(
        masthead=words.say("first.masthead"),
        urgency=story.urgency(),
        org=desk,
        number=words.say("first.number", number=given.incident.number),
        sign_off=words.say("sign_off"),
        title=words.clip(story.headline(), _TITLE_MOST),
        addressee=words.say("first.addressee", superior=superior or words.say("first.superior")),
        opening=words.tight(words.say(
            "first.opening", aware=words.moment(given.incident.aware_at), source=story.source() or words.checking,
            what=words.begun(story.occurred()),
        )),
        sections=_sections(story),
        missing=words.say("first.missing", elements=words.join(missing)) if missing else "",
        closing=words.say("first.closing"),
        signature=desk,
        date=words.day(given.now),
        contact=_contact(story),
        imprint=(
            words.pair("duty_leader", given.state.shift.leader if given.state.shift else words.checking),
            words.pair("reporter", words.clip(given.actor, _NAME_MOST)), words.pair("issued_at", words.full_stamp(given.now)[:16]),
        ),
    )


def _sections(story: Story) -> tuple[Section, ...]:
    words = story.words
    course = story.course(_COURSE_MOST)
    asked = requests(story)
    ahead = next_tasks(story, 2, timed=False)
    where = story.coordinates() or words.checking
    parts = (story.incident.place.village, story.incident.place.grid)
    village = words.join(part for part in parts if part and part not in story.incident.place.words)
    place = words.say("first.place", place=story.place, village=village, where=where) if village else words.say(
        "first.place_bare", place=story.place, where=where
    )
    told = (
        (
            "first.basics",
            (
                place, words.say("first.nature", kind=story.kind, severity=story.severity()),
                words.say("first.course", course=words.sentence([course.rstrip("。.")]) if course else words.say("first.unknown")),
                words.say("first.site"),
            ),
        ),
        (
            "first.people",
            (
                story.casualties(),
                words.say("first.impact", impact=story.impact() or words.say("first.unknown")),
                "" if story.loss_known or story.ended else words.say("first.loss_unknown"),
                *story.outcome(),
            ),
        ),
        (
            "first.done",
            (
                "".join(story.responses()), words.say("gap").join(part for part in (story.forces(), story.forces_there()) if part),
                story.leaders() + words.say("commander_is", commander=story.commander()), story.reported(),
            ),
        ),
        ("first.trend", (story.trend(), words.say("first.ahead", tasks=words.sentence(ahead)) if ahead else "")),
        ("first.request", (words.sentence(asked) if asked else words.say("first.no_request"),)),
    )
    return tuple(
        Section(
            words.say("first.heading", number=number, heading=words.say(code)),
            tuple(words.begun(words.tight(text)).strip() for text in texts if text),
        )
        for number, (code, texts) in zip(_numbers(story), told, strict=True)
    )


def _numbers(story: Story) -> tuple[str, ...]:
    return tuple(story.given.wording.ordinal(number) for number in range(1, 6))


def _missing(story: Story) -> tuple[str, ...]:
    """The elements of a first report (facts file §3.3) that nobody has given yet."""
    of = story.incident
    lacking = {
        "source": not story.source(),
        "occurred_at": of.occurred_at is None,
        "coordinates": of.place.point is None,
        "site_overview": True,
        "cause": not story.ended,
        "casualties": any(name not in of.facts for name in ("dead", "missing", "serious")),
        "loss": not story.loss_known and not story.ended,
        "trend": story.control() == story.checking,
        "leaders_there": not story.ended,
        "commander": not story.ended,
    }
    return tuple(story.words.say(f"label.{name}") for name, absent in lacking.items() if absent)


def _contact(story: Story) -> str:
    """The duty officer and the number of the office, which is no private one."""
    given = story.given
    officers = [one for one in given.state.contacts.values() if one.role == "duty_officer"]
    found: Contact | None = min(officers, key=lambda one: (one.name != given.actor, one.a_b, one.id), default=None)
    phone = found.phone if found else story.words.say("blank")
    return story.words.say("first.contact", name=story.words.clip(given.actor, _NAME_MOST) or story.words.say("blank"), phone=phone)

