"""Wishes about slips."""

from __future__ import annotations

from app.domain.record import Command, PaperSlip


class IssueSlips(Command, frozen=True):
    """Reserve the next free numbers for forms that are about to be printed: ``wanted`` counts them by the form's code.

    ``purpose`` says what for (``forms``, ``survival_pack``, ``kept_pack``).
    """

    wanted: tuple[tuple[str, int], ...]
    purpose: str = "forms"


class CatchUp(Command, frozen=True):
    """Do now what the paper says was done then: ``command`` is the wish as it would have been given at ``slip.at``.

    ``confirmed`` holds the questions that a person has answered with yes: ``slip_used`` (the slip was caught up before),
    ``slip_not_printed`` (no such number left this desk).
    """

    command: Command
    slip: PaperSlip
    confirmed: tuple[str, ...] = ()
