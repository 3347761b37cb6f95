"""The state of an incident → one page for the leader. Pure; masked; every text is bounded, so that a page can hold it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from app.desk.photographs import BRIEF_MOST
from app.domain.incident.photographs import standing
from app.domain.plan.composition import work_of
from app.kernel.clock import to_local
from app.reports.documents.needs import needs, next_tasks
from app.reports.documents.phrases import Pair, Phrases, without_asides
from app.reports.documents.spec import DocumentInput
from app.reports.documents.story import Story, issue_number

ID = "leader_brief"

COURSE_MOST = 260
"""Characters of the narrative that the brief takes over."""
_GLANCE_MOST = 90
_TITLE_MOST = 66
_NAME_MOST = 14
_FIGURES_LEAST = 52
_GLANCE_LEAST = 26
_SENTENCE_MOST = 300
_PICTURES_RANK = 1
"""Sentences of a higher rank are left out before the pictures."""
_CAPTION_MOST = 24
_LEADERS = ("commander", "deputy_commander", "duty_leader")
_LEADERS_MOST, _COPIES_MOST = 4, 6
_TO_MOST = 60
_CLIPS = tuple(range(160, 19, -7))
"""How short sentences are made, in turn, when leaving out is not enough."""


class Sentence(msgspec.Struct, frozen=True):
    """A sentence and its rank: 0 is never left out, the highest rank is left out first."""

    text: str
    rank: int = 0


class Paragraph(msgspec.Struct, frozen=True):
    """One of the five paragraphs, with the words it begins with."""

    lead: str
    sentences: tuple[Sentence, ...]
    gap: str = ""

    @property
    def text(self) -> str:
        """Its sentences in a row."""
        return self.gap.join(one.text for one in self.sentences)


class BriefPicture(msgspec.Struct, frozen=True):
    """A photograph by its hash, with a few words."""

    sha256: str
    caption: str


class LeaderBrief(msgspec.Struct, frozen=True, omit_defaults=True):
    """The page: mast, line under it, title, first glance, five paragraphs, pictures, whom it goes to, foot.

    ``left_out``: sentences that did not fit and stand in the incident report instead. ``has_map``: a sketch of the map stands
    beside the photographs.
    """

    masthead: str
    readers: str
    issue: str
    desk: str
    date: str
    urgency: str
    stage: str
    sign_off: str
    title: str
    glance: tuple[Pair, ...]
    paragraphs: tuple[Paragraph, ...]
    foot: tuple[Pair, ...]
    left_out: int = 0
    to: str = ""
    copies: str = ""
    pictures: tuple[BriefPicture, ...] = ()
    has_map: bool = False


def content(given: DocumentInput) -> LeaderBrief:
    """The whole brief, before anything is left out."""
    story = Story(given)
    words = story.words
    shift = given.state.shift
    asked = needs(story)
    return LeaderBrief(
        masthead=words.paper("brief.masthead"),
        readers=words.paper("brief.readers"),
        issue=words.paper("brief.issue", year=to_local(given.now).year, number=issue_number(given, ID)),
        desk=words.paper("brief.desk", place=words.clip(given.place, _NAME_MOST)),
        date=words.day(given.now),
        urgency=story.urgency(),
        stage=story.stage(),
        sign_off=words.paper("sign_off"),
        title=words.clip(story.headline(), _TITLE_MOST),
        glance=tuple(
            Pair(pair.label, words.clip(words.tight(pair.value), _GLANCE_MOST))
            for pair in (
                words.pair("glance_casualties", story.casualties_short()),
                words.pair("glance_control", story.control()),
                words.pair("glance_commander", story.commander()),
                words.pair("glance_decide", asked[0] if asked else words.paper("need.none")),
                words.pair("glance_next", story.next_report_short()),
            )
        ),
        paragraphs=_paragraphs(story, asked),
        foot=(
            words.pair("duty_leader", words.clip(shift.leader, _NAME_MOST) if shift else words.checking),
            words.pair("handled_by", words.clip(given.actor, _NAME_MOST)),
            words.pair("duty_phone", words.clip(_duty_phone(given), _NAME_MOST)),
            words.pair("issued_at", words.full_stamp(given.now)[:16]),
        ),
        to=words.paper("brief.to", whom=_leaders(given, words)),
        copies=_copies(given, story, words),
        pictures=_pictures(given, words),
        has_map=given.map_png is not None,
    )


def versions(brief: LeaderBrief, ellipsis: str, letters: int = 1) -> Iterator[LeaderBrief]:
    """The brief, then ever shorter ones: sentences of the highest rank go first, then all texts are clipped.

    ``letters``: how many characters of the language take the room of a Chinese one.
    """
    yield brief
    while _rank(brief) > _PICTURES_RANK:
        brief = _without_last(brief)
        yield brief
    if brief.pictures or brief.has_map:  # a photograph tells less than the sentences that are left now
        brief = msgspec.structs.replace(brief, pictures=(), has_map=False)
        yield brief
    while _rank(brief) > 0:
        brief = _without_last(brief)
        yield brief
    for most in _CLIPS:
        brief = _clipped(brief, most, ellipsis, letters)
        yield brief


def _rank(brief: LeaderBrief) -> int:
    """The highest rank that is left."""
    return max((s.rank for p in brief.paragraphs for s in p.sentences), default=0)


def _leaders(given: DocumentInput, words: Phrases) -> str:
    """Whom it is reported to: the leaders of the contact book by post, else the superior; office holders are named in full."""
    found = [one for one in given.state.contacts.values() if one.role in _LEADERS]
    found.sort(key=lambda one: (_LEADERS.index(one.role), one.a_b, one.id))
    named = list(dict.fromkeys(words.paper("brief.leader", post=one.title, name=one.name).strip() for one in found))
    profile = given.state.profile
    superior = given.wording.text(profile.superior) if profile else ""
    return words.clip(words.join([*named[:_LEADERS_MOST], *([superior] if superior else [])]), _TO_MOST) or words.paper("blank")


def _copies(given: DocumentInput, story: Story, words: Phrases) -> str:
    """Who works on it: the roles of the open tasks, else nobody; "" for nobody."""
    roles = dict.fromkeys(work.task.role for work in work_of(story.incident) if work.is_open)
    named = [without_asides(given.describer.role(role)) for role in roles if role not in _LEADERS]
    if not named:
        return ""
    return words.paper("brief.copies", whom=words.clip(words.join(named[:_COPIES_MOST]), _TO_MOST))


def _pictures(given: DocumentInput, words: Phrases) -> tuple[BriefPicture, ...]:
    """The newest photographs that can be read: two beside a map, three without (facts file §4.2: at most three)."""
    most = BRIEF_MOST - (given.map_png is not None)
    found = [one for one in standing(given.incident) if one.sha256 in given.pictures][-most:]
    return tuple(BriefPicture(one.sha256, words.clip(one.caption, _CAPTION_MOST)) for one in found)


def _paragraphs(story: Story, asked: tuple[str, ...]) -> tuple[Paragraph, ...]:
    words = story.words
    course = story.course(COURSE_MOST)
    responses = story.responses()
    decide = words.paper("asked", needs=words.sentence(asked[:2])) if asked else words.paper("asked_none")
    told = (
        (
            "brief.what",
            [(story.when_where(), 0), (course and words.sentence([course.rstrip("。.")]), 1), (story.severity(), 0)],
        ),
        ("brief.people", [(story.casualties(), 0), (story.impact(), 3), *((text, 2) for text in story.outcome())]),
        (
            "brief.done",
            [
                (responses[-1], 0), *((text, 7) for text in responses[:-1]), (story.forces(), 0),
                (story.forces_there(), 5), (story.leaders(), 0),
                (words.paper("commander_is", commander=story.commander()), 0), (story.tasks(), 4), (story.reported(), 6),
            ],
        ),
        (
            "brief.trend",
            [
                (story.trend(), 0), (decide, 0),
                (words.sentence(asked[2:]), 3),
            ],
        ),
        ("brief.next", [(_tasks_ahead(story, 1), 2), (_tasks_ahead(story, 3, skip=1), 5), (story.next_report(), 0)]),
    )
    return tuple(
        Paragraph(
            words.paper(lead),
            tuple(Sentence(words.begun(words.clip(words.tight(text), _SENTENCE_MOST)), rank) for text, rank in sentences if text),
            words.gap,
        )
        for lead, sentences in told
    )


def _tasks_ahead(story: Story, most: int, skip: int = 0) -> str:
    tasks = next_tasks(story, most)[skip:]
    if not tasks:
        return ""
    code = "ahead_also" if skip else "ahead"
    return story.words.paper(code, tasks=story.words.sentence(tasks))


def _duty_phone(given: DocumentInput) -> str:
    """The duty officer's own number as the contact book has it (an office number: not masked)."""
    found = sorted(given.state.contacts.values(), key=lambda one: (one.name != given.actor, one.a_b, one.id))
    return next((one.phone for one in found if one.role == "duty_officer"), "")


def _without_last(brief: LeaderBrief) -> LeaderBrief:
    """Without one sentence of the highest rank, the last of them."""
    places = [(s.rank, at, number) for at, p in enumerate(brief.paragraphs) for number, s in enumerate(p.sentences)]
    _, at, number = max(places)
    shorter = brief.paragraphs[at]
    kept = (*shorter.sentences[:number], *shorter.sentences[number + 1 :])
    paragraphs = list(brief.paragraphs)
    paragraphs[at] = msgspec.structs.replace(shorter, sentences=kept)
    return msgspec.structs.replace(brief, paragraphs=tuple(paragraphs), left_out=brief.left_out + 1)


def _clipped(brief: LeaderBrief, most: int, ellipsis: str, letters: int) -> LeaderBrief:
    def short(text: str, limit: int) -> str:
        return text if len(text) <= limit * letters else text[: limit * letters - 2] + ellipsis

    return msgspec.structs.replace(
        brief,
        title=short(brief.title, max(most, 30)),
        glance=tuple(
            Pair(one.label, short(one.value, max(most // 2, _FIGURES_LEAST if at == 0 else _GLANCE_LEAST)))
            for at, one in enumerate(brief.glance)
        ),
        paragraphs=tuple(
            Paragraph(p.lead, tuple(Sentence(short(s.text, most), s.rank) for s in p.sentences), p.gap) for p in brief.paragraphs
        ),
    )
