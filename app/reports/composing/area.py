"""Daily and zero reports about the whole area 日报、零报告: what came in since the last one, or that nothing did."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

from app.desk import describe_warnings
from app.domain.incident.model import Incident
from app.domain.situation.model import SituationReport
from app.domain.situation.rules import standing_reports
from app.reports.documents.phrases import Phrases
from app.reports.documents.spec import DocumentInput
from app.reports.documents.story import Story

_NAMED_MOST = 20
_DAY = timedelta(hours=24)


def daily(given: DocumentInput, report: SituationReport | None) -> tuple[str, dict[str, str]]:
    """Title and sections of the daily report: incidents since the last one by class, each in a line, those still open."""
    words, say = Phrases(given), given.wording.say
    since = _since(given, report)
    new, running = _between(given, since), _running(given)
    title = say("report.area.daily_title", place=given.place, day=words.day(given.now))
    lines = [_line(given, one) for one in new[:_NAMED_MOST]]
    still = [_line(given, one) for one in running if one not in new][:_NAMED_MOST]
    sections = {
        "opening": say("report.area.opening", since=words.moment(since), at=words.moment(given.now), place=given.place),
        "incidents": "\n".join([_counts(given, new), *lines]),
        "running": "\n".join([say("report.area.running", count=len(running)), *still]),
        "warnings": _warnings(given),
        "duty": _duty(given),
    }
    return title, sections


def zero(given: DocumentInput, report: SituationReport | None) -> tuple[str, dict[str, str]]:
    """Title and sections of the zero report 零报告: nothing happened, and people are at their posts. What did come in is said
    all the same: a zero report never hides an incident."""
    words, say = Phrases(given), given.wording.say
    since = _since(given, report)
    new = _between(given, since)
    title = say("report.area.zero_title", place=given.place, day=words.day(given.now))
    told = (
        say("report.area.not_zero", counts=_counts(given, new))
        if new else say("report.area.nothing", place=given.place)
    )
    sections = {
        "opening": say("report.area.opening", since=words.moment(since), at=words.moment(given.now), place=given.place),
        "incidents": told,
        "warnings": _warnings(given),
        "duty": _duty(given),
    }
    return title, sections


def _since(given: DocumentInput, report: SituationReport | None) -> datetime:
    """Since the report before it about the whole area, at most a day back."""
    earlier = [
        one.as_of for one in standing_reports(given.state, "") if report is None or one.composed_at < report.composed_at
    ]
    return max([*earlier, given.now - _DAY])


def _between(given: DocumentInput, since: datetime) -> list[Incident]:
    found = [one for one in given.state.incidents.values() if since < one.aware_at <= given.now]
    return sorted(found, key=lambda one: (one.aware_at, one.id))


def _running(given: DocumentInput) -> list[Incident]:
    return sorted((one for one in given.state.incidents.values() if one.is_open), key=lambda one: (one.aware_at, one.id))


def _counts(given: DocumentInput, incidents: list[Incident]) -> str:
    say = given.wording.say
    if not incidents:
        return say("report.area.none")
    words = Phrases(given)
    by_class = Counter(one.kind[:1] for one in incidents)
    parts = [say("report.area.count", name=say(f"incident_class.{code}"), count=count) for code, count in sorted(by_class.items())]
    return say("report.area.counts", count=len(incidents), parts=words.join(parts))


def _line(given: DocumentInput, of: Incident) -> str:
    story = Story(replace(given, incident_id=of.id))
    words = story.words
    return given.wording.say(
        "report.area.line", at=words.moment(of.aware_at), title=words.tight(story.headline()).replace("\u3000", "，"),
        severity=given.describer.severity(of),
    )


def _warnings(given: DocumentInput) -> str:
    words, wording = Phrases(given), given.wording
    found = given.state.in_force()
    if not found:
        return wording.say("report.area.no_warning")
    said = []
    for one in found:
        name = describe_warnings.kind(given.describer, one.kind)
        said.append(words.paper("warning", kind=name, level=wording.say(f"alert.{one.level}")))
    return wording.say("report.area.warnings", warnings=words.join(said))


def _duty(given: DocumentInput) -> str:
    shift = given.state.shift
    if shift is None:
        return given.wording.say("report.area.no_shift")
    return given.wording.say("report.area.duty", leader=shift.leader, officer=shift.officer)
