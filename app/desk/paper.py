"""What a finished document is to whoever lets it out: whoever made it, and in whatever format."""

from __future__ import annotations

from typing import Protocol

from app.domain.incident.model import PaperFormat


class Paper(Protocol):
    """A finished document: its bytes, how many pages (0: not known), the characters shown as 〔U+XXXX〕, its check code."""

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        ...

    @property
    def pages(self) -> int:
        """How many pages it has."""
        ...

    @property
    def missing(self) -> tuple[str, ...]:
        """The characters that no font has."""
        ...

    @property
    def format(self) -> PaperFormat:
        """As what it came out."""
        ...

    @property
    def code(self) -> str:
        """The check code that is printed on it."""
        ...
