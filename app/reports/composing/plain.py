"""A report as plain text: whole, to be saved or read out, and in blocks to be pasted field by field."""

from __future__ import annotations

import msgspec

from app.catalog.wording import Wording
from app.domain.situation.model import SituationReport

_UNNUMBERED = ("opening", "closing")


class TextBlock(msgspec.Struct, frozen=True):
    """A piece for one field of another system: its name and its words."""

    code: str
    name: str
    text: str


def text_blocks(report: SituationReport, wording: Wording) -> tuple[TextBlock, ...]:
    """The title and every section that has words, each for itself."""
    found = [TextBlock(report.title.code, wording.say("report_section.title"), report.title.text)]
    found += [
        TextBlock(one.code, wording.say(f"report_section.{one.code}"), one.text) for one in report.sections if one.text
    ]
    return tuple(found)


def plain_text(report: SituationReport, wording: Wording) -> str:
    """The whole report: title, numbered sections, who signed."""
    lines = [report.title.text, ""]
    number = 0
    for one in report.sections:
        if not one.text:
            continue
        if one.code not in _UNNUMBERED:
            number += 1
            name = wording.say(f"report_section.{one.code}")
            lines.append(wording.say("paper.heading", number=wording.ordinal(number), heading=name))
        lines += [one.text, ""]
    signed = signature_line(report, wording)
    return "\n".join([*lines, *([signed] if signed else [])]).rstrip() + "\n"


def signature_line(report: SituationReport, wording: Wording) -> str:
    """Who answers for it, how and when; "" before anybody does."""
    one = report.signature
    if one is None:
        return ""
    said = wording.say(
        f"report_signed.{one.how}", by=f"{one.post}{one.by}" if wording.lang == "zh" else f"{one.by} {one.post}".strip(),
        at=one.at, phone=one.phone, recorded_by=one.recorded_by,
    )
    return said + (wording.say("report_signed.after", reason=one.reason) if one.after_the_fact else "")
