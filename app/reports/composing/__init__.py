"""From what is known to the text of a situation report, in official prose (facts file §3.3): the composer's machine half.

May import: kernel, domain, catalog, desk, and the telling that all papers share (``documents.story``, ``documents.phrases``).
Must not: read the clock, import the page kit or a document's folder.

Invariants: what is not known is written as 正在核实, never guessed; every figure of the people stands with its standing; a
follow-up tells only what is new since the report before it; personal data are masked, since a report leaves the room; the same
input gives the same text.

Decision: it lives beside the papers and not on the desk's floor, because it tells in the same words as they do: one telling for
the report, the brief and the dossier.
"""

from __future__ import annotations

from app.reports.composing.compose import Composed, compose, has_news
from app.reports.composing.plain import plain_text, text_blocks

__all__ = ["Composed", "compose", "has_news", "plain_text", "text_blocks"]
