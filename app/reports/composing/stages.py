"""The sections of a report about an incident, by stage. A section without words is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from app.domain.basis import Basis
from app.domain.deadlines import window_of
from app.domain.reporting.model import Stage
from app.domain.situation.model import ReportFigure
from app.kernel.clock import to_local
from app.reports.composing.telling import Telling
from app.reports.documents.needs import next_tasks, requests
from app.reports.documents.phrases import Phrases

_COURSE_MOST = 1200

Figures = tuple[ReportFigure, ...]
Parts = dict[str, Iterable[str]]


def sections(
    told: Telling, stage: Stage, number: int, figures: Figures, news: Figures, question: str
) -> dict[str, str]:
    """The sections of this stage by code, in their order; paragraphs on lines of their own."""
    parts = _STAGES[stage](told, number, figures, news, question)
    words = told.words
    found = {}
    for code, paragraphs in parts.items():
        said = [words.begun(words.tight(text)).strip() for text in paragraphs if text.strip()]
        if said:
            found[code] = "\n".join(said)
    return found


def _first(told: Telling, number: int, figures: Figures, news: Figures, question: str) -> Parts:
    words, of = told.words, told.incident
    course = told.course(_COURSE_MOST).rstrip("。.")
    asked = requests(told)
    ahead = next_tasks(told, 2, timed=False)
    return {
        "opening": (words.paper(
            "first.opening", aware=words.moment(of.aware_at), source=told.source() or told.checking,
            what=words.begun(told.occurred()),
        ),),
        "basics": (
            _place(told), words.paper("first.nature", kind=told.kind, severity=told.severity()),
            told.labelled("course", course), told.labelled("cause", _cause(told)), told.labelled("site_overview"),
            told.circumstances(),
        ),
        "people": (
            told.casualties(),
            told.labelled("scope", told.known_impact().rstrip("。. ")),
            "" if told.loss_known or told.ended else told.labelled("loss"), *told.outcome(),
        ),
        "done": (
            "".join(told.responses()), words.gap.join(part for part in (told.forces(), told.forces_there()) if part),
            told.leaders_there(), told.commander_there(), told.reported(),
        ),
        "trend": (_trend(told), words.paper("first.ahead", tasks=words.sentence(ahead)) if ahead else ""),
        "request": (_requests(told, asked),),
        "closing": (told.being_verified(), words.paper("first.closing")),
    }


def _follow_up(told: Telling, number: int, figures: Figures, news: Figures, question: str) -> Parts:
    words = told.words
    ahead = next_tasks(told, 2, timed=False)
    asked = requests(told)
    progress = [*told.news(), *told.new_answers("leaders_there", "commander", "cause", "site_overview", "public_order")]
    changed = told.figures(news)
    request = told.new_answers("requests") or ([words.sentence(asked)] if asked else [])
    return {
        "opening": (told.tell(
            "opening.follow_up", place=told.place, kind=told.kind, before=_before(told), at=words.hour(told.given.now),
        ),),
        "changes": (changed or told.tell("no_changes"),),
        "progress": progress or (told.tell("no_progress"),),
        "trend": (_trend(told), words.paper("first.ahead", tasks=words.sentence(ahead)) if ahead else ""),
        "request": request,
        "closing": (told.being_verified(), words.paper("first.closing")),
    }


def _final(told: Telling, number: int, figures: Figures, news: Figures, question: str) -> Parts:
    words, of = told.words, told.incident
    closed, impact = of.closure, told.known_impact().rstrip("。. ")
    ended = [one.terminated_at for one in of.activations if one.terminated_at is not None]
    next_steps = told.answered("next_steps") or (words.clip(told.told(closed.measures), 200).rstrip("。.") if closed else "")
    return {
        "opening": (told.tell("opening.final", place=told.place, kind=told.kind, before=_before(told)),),
        "basics": (
            told.when_where(), words.paper("first.nature", kind=told.kind, severity=told.severity()),
            told.labelled("course", told.course(_COURSE_MOST).rstrip("。.")), told.labelled("cause", _cause(told)),
        ),
        "course": ("".join(told.responses()), told.forces(), told.tasks(), told.reported()),
        "result": (
            told.casualties(), told.labelled("scope", impact) if impact else "",
            told.labelled("loss", _loss(told)),
            told.labelled("outcome", told.told(closed.outcome).rstrip("。.")) if closed else "",
        ),
        "present": (
            words.sentence([words.paper("control_is", control=told.control())]),
            told.tell("ended", at=words.moment(max(ended))) if ended and told.ended else "",
            told.tell("not_ended") if not told.ended else "",
        ),
        "next": (told.labelled("next_steps", next_steps),),
        "closing": (told.being_verified(),),
    }


def _correction(told: Telling, number: int, figures: Figures, news: Figures, question: str) -> Parts:
    words = told.words
    moved = tuple(one for one in news if one.before is not None) or news
    return {
        "opening": (told.tell("opening.correction", place=told.place, kind=told.kind, before=_before(told)),),
        "changes": (told.figures(moved) or told.tell("no_changes"), *(_moved_at(told, one) for one in moved)),
        "window": (_window(told),),
        "why": (told.labelled("correction_reason"),),
        "people": (told.casualties(),),
        "closing": (told.being_verified(), words.paper("first.closing")),
    }


def _verification(told: Telling, number: int, figures: Figures, news: Figures, question: str) -> Parts:
    words = told.words
    return {
        "opening": (told.tell("opening.verification", place=told.place, kind=told.kind),),
        "question": (told.tell("asked", question=_ended(words.clip(question, _COURSE_MOST) or told.checking, words)),),
        "reply": (
            told.labelled("reply"), told.casualties(), told.figures(one for one in figures if _of_people(told, one)),
            told.labelled("checked_by"),
        ),
        "closing": (told.being_verified(),),
    }


def _daily(told: Telling, number: int, figures: Figures, news: Figures, question: str) -> Parts:
    parts = dict(_follow_up(told, number, figures, news, question))
    parts["opening"] = (told.tell(
        "opening.daily", place=told.place, kind=told.kind, at=told.words.moment(told.given.now),
    ),)
    parts["people"] = (told.casualties(),)
    order = ("opening", "people", "changes", "progress", "trend", "request", "closing")
    return {code: parts[code] for code in order}


def _zero(told: Telling, number: int, figures: Figures, news: Figures, question: str) -> Parts:
    """A zero report about one incident: as of now nothing is new."""
    changed = told.figures(news)
    return {
        "opening": (told.tell("opening.zero", place=told.place, kind=told.kind, at=told.words.moment(told.given.now)),),
        "changes": (changed or told.tell("nothing_new"), *told.news()),
        "trend": (_trend(told),),
    }


def _place(told: Telling) -> str:
    words, place = told.words, told.incident.place
    where = told.coordinates() or told.checking
    village = words.join(part for part in (place.village, place.grid) if part and part not in place.words)
    code = "first.place" if village else "first.place_bare"
    return words.paper(code, place=told.place, village=village, where=where)


def _ended(text: str, words: Phrases) -> str:
    """A sentence with the mark at its end that it has, or a full stop."""
    return text if text.endswith(("。", "？", "！", ".", "?", "!")) else words.sentence([text])


def _cause(told: Telling) -> str:
    closed = told.incident.closure
    return told.answered("cause") or (words_of_closure(told, closed.cause) if closed else "")


def words_of_closure(told: Telling, text: str) -> str:
    """A field of the closing as it may leave the room."""
    return told.words.clip(told.told(text), 200).rstrip("。.")


def _loss(told: Telling) -> str:
    if told.loss_known:
        return told.value("loss_10k_yuan", told.incident.facts["loss_10k_yuan"].value)
    closed = told.incident.closure
    return words_of_closure(told, closed.losses) if closed else ""


def _trend(told: Telling) -> str:
    given = told.answered("trend")
    return told.trend() + (told.words.gap + told.words.sentence([given]) if given else "")


def _requests(told: Telling, asked: tuple[str, ...]) -> str:
    said = told.words.sentence([told.answered("requests"), *asked])
    return said or told.words.paper("first.no_request")


def _before(told: Telling) -> str:
    """The report before by its name and time, or in general."""
    one = told.before
    if one is None:
        return told.tell("before.none")
    return told.tell("before.report", report=told.given.describer.stage(one.stage, one.number), at=told.words.hour(one.as_of))


def _moved_at(told: Telling, one: ReportFigure) -> str:
    return told.tell(
        "moved_at", label=told.label(one.name), at=told.words.moment(one.at),
    )


def _window(told: Telling) -> str:
    given = told.given
    window = window_of(told.incident, given.state, given.reference, given.now)
    if window is None:
        return told.tell("window.none")
    basis = _basis_of(told, window.rule_id)
    cite = given.wording.basis(basis) if basis else window.rule_id
    code = "window.open" if window.until >= given.now else "window.past"
    return told.tell(code, days=window.days, until=f"{to_local(window.until):%Y-%m-%d %H:%M}", basis=cite)


def _basis_of(told: Telling, rule_id: str) -> Basis | None:
    profile = told.given.state.profile
    book = told.given.reference.rulebooks.get(profile.rulebook_id) if profile else None
    rules = [*(book.rules if book else ()), *(rule for one in told.incident.activations for rule in one.reporting)]
    return next((rule.basis for rule in rules if rule.id == rule_id), None)


def _of_people(told: Telling, one: ReportFigure) -> bool:
    known = told.given.reference.facts.get(one.name)
    return known is not None and known.group == "impact"


_STAGES: Mapping[Stage, Callable[[Telling, int, Figures, Figures, str], Parts]] = MappingProxyType(
    {
        Stage.FIRST: _first,
        Stage.FOLLOW_UP: _follow_up,
        Stage.FINAL: _final,
        Stage.CORRECTION: _correction,
        Stage.VERIFICATION: _verification,
        Stage.DAILY: _daily,
        Stage.ZERO: _zero,
    }
)
