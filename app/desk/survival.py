"""The survival pack 断电应急包 as this desk asks for it: which slips, with which numbers, of which moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.desk.desk import Desk
from app.desk.jobs import Progress
from app.desk.paper import Paper
from app.domain.paper.commands import IssueSlips
from app.domain.paper.entries import SlipsIssued
from app.domain.paper.model import SlipRun
from app.domain.record import Context
from app.domain.reference import Reference

FORMS, PACK, KEPT = "forms", "survival_pack", "kept_pack"
"""What numbers are given for (worded ``slips_purpose.<code>``)."""


PackMaker = Callable[[Mapping[str, Any], Progress], Paper]
"""Makes the PDF of these fields (``pack_fields``); in a job's thread."""


def wanted_slips(reference: Reference, of_each: int | None = None) -> tuple[tuple[str, int], ...]:
    """How many slips of each form go into a pack: as the catalogue suggests, or so many of each that it suggests at all."""
    kept = [one for one in reference.forms.values() if one.keep > 0]
    counts = ((one.id, one.keep if of_each is None else of_each) for one in kept)
    return tuple((form, count) for form, count in counts if count > 0)


async def reserve(desk: Desk, wanted: tuple[tuple[str, int], ...], purpose: str, context: Context) -> tuple[SlipRun, ...]:
    """The numbers of the slips that are about to be printed; none where none are wanted.

    ``Refusal`` and ``Fault`` as of any command: a desk that cannot write prints no numbers that somebody else may print again.
    """
    if not wanted:
        return ()
    records = await desk.execute(IssueSlips(wanted=wanted, purpose=purpose), context)
    return tuple(run for one in records if isinstance(one.entry, SlipsIssued) for run in one.entry.runs)


def pack_fields(
    desk: Desk, wording: Wording, lang: str, actor: str, slips: tuple[SlipRun, ...], maps: Mapping[str, Any] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Everything that a pack is made from, as it stands now: frozen, safe to hand to a job."""
    profile = desk.state.profile
    return {
        "state": desk.state, "reference": desk.reference, "describer": Describer(desk.reference, wording), "wording": wording,
        "lang": lang, "now": desk.clock.now(), "actor": actor, "place": wording.text(profile.name) if profile else "",
        "head_hash": desk.head_hash.hex(), "slips": slips, "maps": dict(maps or {}), "drill": desk.state.drill is not None,
    }  # fmt: skip


class PackFolder(Protocol):
    """Where packs are kept."""

    @property
    def folder(self) -> Path:
        """The folder in the data folder."""
        ...

    def put(self, data: bytes) -> Path:
        """Keep a pack that was just made; returns its file. Blocks; ``Fault("survival_folder")`` where that is not possible."""
        ...


@dataclass(frozen=True)
class ByHand:
    """What makes the papers for going on by hand (the composition root fills it).

    Both take ``pack_fields``; a pack draws the ground in outline for every open incident that has no page in ``maps``.
    ``keeper`` keeps packs.
    """

    make_pack: PackMaker
    make_forms: PackMaker
    keeper: PackFolder
