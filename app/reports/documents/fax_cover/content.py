"""A transmission → what stands on its cover. Pure; every text is bounded, so that it stays one page."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from app.domain.sending.model import Transmission
from app.reports.documents.masking import Mask
from app.reports.documents.phrases import Pair, Phrases
from app.reports.documents.spec import PaperInput

ID = "fax_cover"
_SHORT, _SUMMARY = 20, 120


@dataclass(frozen=True, kw_only=True)
class CoverInput(PaperInput):
    """What a cover is made from. ``report`` is the stage in words, ``own_phone`` the number to call back, ``pages`` those of the
    report behind it (0: not known)."""

    transmission: Transmission
    report: str
    own_phone: str = ""
    pages: int = 0

    def masking(self) -> Mask:
        """As of every paper; where it goes, whom to call back and what it is known by stand whole, or it would be of no use."""
        one = self.transmission
        texts = (one.address, self.own_phone, one.recipient)
        shown = [text for text in texts if len(text) <= _SHORT]
        return super().masking().keeping(*shown, one.key[:32], one.document_sha256[:32])


class Cover(msgspec.Struct, frozen=True):
    """The cover: title, the two parties, what it is, its key and check code, room for the receipt."""

    title: str
    parties: tuple[Pair, ...]
    about: tuple[Pair, ...]
    summary: str
    ask: str
    receipt: tuple[Pair, ...]


def content(given: CoverInput) -> Cover:
    """The whole cover."""
    words, one = Phrases(given), given.transmission
    pages = words.paper("cover.pages", count=given.pages + 1) if given.pages else words.paper("cover.pages_unknown")
    return Cover(
        title=words.paper("cover.title"),
        parties=(
            words.pair("cover_to", words.clip(one.recipient, _SHORT)), words.pair("cover_address", words.clip(one.address, _SHORT)),
            words.pair("cover_from", words.clip(words.paper("brief.desk", place=given.place), _SHORT)),
            words.pair("cover_phone", words.clip(given.own_phone, _SHORT)),
            words.pair("reporter", words.clip(given.actor, _SHORT)), words.pair("issued_at", words.full_stamp(given.now)),
        ),
        about=(
            words.pair("cover_report", words.clip(given.report, _SHORT)), words.pair("cover_pages", pages),
            words.pair("cover_key", one.key[:32]), words.pair("cover_hash", one.document_sha256[:32]),
        ),
        summary=words.clip(one.title if not one.text else f"{one.title}  {one.text}", _SUMMARY),
        ask=words.paper("cover.ask"),
        receipt=(
            words.pair("cover_signed_by", words.paper("blank")), words.pair("cover_signed_at", words.paper("blank")),
            words.pair("cover_readable", words.paper("blank")),
        ),
    )
