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
    desk = words.paper("brief.desk", place=words.clip(given.place, _NAME_MOST))
    return FirstReport(
        masthead=words.paper("first.masthead"),
        urgency=story.urgency(),
        org=desk,
        number=words.paper("first.number", number=given.incident.number),
        sign_off=words.paper("sign_off"),
        title=words.clip(story.headline(), _TITLE_MOST),
        addressee=words.paper("first.addressee", superior=superior or words.paper("first.superior")),
        opening=words.tight(words.paper(
            "first.opening", aware=words.moment(given.incident.aware_at), source=story.source() or words.checking,
            what=words.begun(story.occurred()),
        )),
        sections=_sections(story),
        missing=words.paper("first.missing", elements=words.join(missing)) if missing else "",
        closing=words.paper("first.closing"),
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
    told_course = words.sentence([course.rstrip("。.")]) or words.paper("first.unknown")
    ahead = next_tasks(story, 2, timed=False)
    where = story.coordinates() or words.checking
    parts = (story.incident.place.village, story.incident.place.grid)
    village = words.join(part for part in parts if part and part not in story.incident.place.words)
    place = words.paper("first.place", place=story.place, village=village, where=where) if village else words.paper(
        "first.place_bare", place=story.place, where=where
    )
    told = (
        (
            "first.basics",
            (
                place, words.paper("first.nature", kind=story.kind, severity=story.severity()),
                words.paper("first.course", course=told_course),
                words.paper("first.site"),
            ),
        ),
        (
            "first.people",
            (
                story.casualties(),
                words.paper("first.impact", impact=story.impact() or words.paper("first.unknown")),
                "" if story.loss_known or story.ended else words.paper("first.loss_unknown"),
                *story.outcome(),
            ),
        ),
        (
            "first.done",
            (
                "".join(story.responses()), words.gap.join(part for part in (story.forces(), story.forces_there()) if part),
                story.leaders() + words.paper("commander_is", commander=story.commander()), story.reported(),
            ),
        ),
        ("first.trend", (story.trend(), words.paper("first.ahead", tasks=words.sentence(ahead)) if ahead else "")),
        ("first.request", (words.sentence(asked) if asked else words.paper("first.no_request"),)),
    )
    return tuple(
        Section(
            words.paper("first.heading", number=number, heading=words.paper(code)),
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
    return tuple(story.words.paper(f"label.{name}") for name, absent in lacking.items() if absent)


def _contact(story: Story) -> str:
    """The duty officer and the number of the office, which is no private one."""
    given = story.given
    officers = [one for one in given.state.contacts.values() if one.role == "duty_officer"]
    found: Contact | None = min(officers, key=lambda one: (one.name != given.actor, one.a_b, one.id), default=None)
    phone = found.phone if found else story.words.paper("blank")
    name = story.words.clip(given.actor, _NAME_MOST) or story.words.paper("blank")
    return story.words.paper("first.contact", name=name, phone=phone)

