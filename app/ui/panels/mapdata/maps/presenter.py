"""Sources as rows of words. No Qt."""

from __future__ import annotations

from pathlib import Path

import msgspec

from app.catalog.wording import Wording
from app.catalog.yaml_source import read_source
from app.desk.maps import OWN_DRAWING, Datum, MapChoice, MapSource
from app.kernel.text import Text


class Preset(msgspec.Struct, frozen=True):
    """An address template that an office may know; it brings no key."""

    name: Text
    template: str
    attribution: str = ""
    subdomains: str = ""
    datum: Datum = Datum.CGCS2000


class SourceRow(msgspec.Struct, frozen=True):
    """One source in words. ``use`` is ``base``, ``second_over``, ``second_under`` or ""; ``problem`` is empty where it can
    be used."""

    source: MapSource
    use: str
    use_words: str
    name: str
    form: str
    kind: str
    zooms: str
    size: str
    credit: str
    problem: str

    @property
    def id(self) -> str:
        """The source's id."""
        return self.source.id

    @property
    def tone(self) -> str:
        """How it is shown: in use, broken, or neither."""
        return "alarm" if self.problem else "ok" if self.use else ""


def rows(sources: tuple[MapSource, ...], base: str, choice: MapChoice, wording: Wording) -> tuple[SourceRow, ...]:
    """Every source in its order."""
    return tuple(_row(source, _use(source.id, base, choice), wording) for source in sources)


def bounds_words(source: MapSource) -> str:
    """West to east, south to north, in degrees; "-" where the file does not say."""
    box = source.bounds
    return f"{box.west:.4f}–{box.east:.4f}, {box.south:.4f}–{box.north:.4f}" if box else "-"


def presets(resources: Path) -> tuple[Preset, ...]:
    """The templates that are offered."""
    return read_source(resources / "maps" / "online.yaml").convert(tuple[Preset, ...])


def size_words(size_bytes: int) -> str:
    """Bytes as a person reads them."""
    if size_bytes <= 0:
        return "-"
    return f"{size_bytes / 1e9:.2f} GB" if size_bytes >= 1e9 else f"{max(size_bytes / 1e6, 0.1):.1f} MB"


def problem_only(source: MapSource) -> bool:
    """Whether nothing is known of it but what is wrong."""
    return not source.usable and source.max_zoom == 0


def _use(source_id: str, base: str, choice: MapChoice) -> str:
    if source_id == base:
        return "base"
    if choice.second and source_id == choice.second:
        return "second_over" if choice.second_over else "second_under"
    return ""


def _row(source: MapSource, use: str, wording: Wording) -> SourceRow:
    say = wording.say
    own = source.id == OWN_DRAWING
    name = say("map_own.name" if source.size_bytes else "map_own.none") if own else source.name
    kind = say(f"map_kind.{source.kind}")
    if source.schema is not None:
        kind = f"{kind} {say(f'map_schema.{source.schema}')}"
    return SourceRow(
        source=source, use=use, use_words=say(f"map_use.{use}") if use else "", name=name, form=say(f"map_form.{source.form}"),
        kind=kind, zooms="-" if own or problem_only(source) else f"{source.min_zoom}–{source.max_zoom}",
        size=size_words(source.size_bytes),
        credit=" ".join(filter(None, (source.attribution, source.review_number))),
        problem=say("list.separator").join(wording.problem(one) for one in source.problems),
    )  # fmt: skip
