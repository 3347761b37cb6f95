"""From the input to what the sheet says."""

from __future__ import annotations

import hashlib

from app.reports.documents.map_sheet.geometry import angle_words, bar_m
from app.reports.documents.map_sheet.model import MapSheet, MapSheetInput
from app.reports.documents.phrases import Phrases

ID = "map_sheet"
_SUBJECT_MOST = 40


def content(given: MapSheetInput) -> MapSheet:
    """Everything that is written around the map."""
    words = Phrases(given)
    sheet = given.sheet
    step, _, _ = sheet.grid()
    length = bar_m(sheet.scale)
    marks = [words.paper("drill")] if given.drill else []
    if given.demo:
        marks.append(words.paper("map.demo"))
    return MapSheet(
        title=words.paper(f"map.title.{given.extent}", subject=words.clip(given.subject, _SUBJECT_MOST)),
        number=given.number,
        taken=words.paper("map.taken", at=words.full_stamp(given.taken_at)),
        marks=tuple(marks),
        notice=words.clip(given.notice, 40),
        scale=f"1:{sheet.scale:,}".replace(",", " "),
        fitted=words.paper("map.fitted") if sheet.fitted else "",
        bar_m=length,
        bar_words=words.paper("map.km", n=length // 1000) if length >= 1000 else words.paper("map.m", n=length),
        grid=words.paper("map.grid", step=angle_words(step), datum=given.datum),
        facts=(
            words.pair("map.source", words.clip(given.source, 40)),
            words.pair("map.review", given.review or words.paper("map.no_review")),
            words.pair("map.made_by", words.clip(given.actor, 14)),
            words.pair("map.desk", words.clip(given.place, 24)),
        ),
        legend_title=words.paper("map.legend"),
        legend=given.shown,
        picture_sha256=hashlib.sha256(given.map_png).hexdigest(),
    )
