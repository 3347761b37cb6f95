"""The small closed vocabularies that several slices share (ARCHITECTURE §6 settles the words)."""

from __future__ import annotations

from enum import StrEnum


class IncidentSeverity(StrEnum):
    """How grave the incident is: I 特别重大, II 重大, III 较大, IV 一般 (Emergency Response Law 2024, art. 3).

    It may be absent: the event has not reached "general", or it is a public-security incident, which the law leaves
    out of the four grades.
    """

    I = "I"  # noqa: E741 - the field writes Roman numerals
    II = "II"
    III = "III"
    IV = "IV"


class ResponseLevel(StrEnum):
    """How strongly this tier responds, I highest; IV is the township's 关注 (watch). A separate measure (art. 71)."""

    I = "I"  # noqa: E741
    II = "II"
    III = "III"
    IV = "IV"


class AlertLevel(StrEnum):
    """Colour of a warning, red highest (Emergency Response Law 2024, art. 63)."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    BLUE = "blue"


class RuleStatus(StrEnum):
    """What a figure is: law, a local document, our suggestion, or a sample from elsewhere. Shown beside the figure."""

    STATUTORY = "statutory"
    LOCAL = "local"
    SUGGESTED = "suggested"
    SAMPLE = "sample"


class Checked(StrEnum):
    """Whether the figure was compared with its source: verified, unverified, or our own default."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    DEFAULT = "default"


class FactStatus(StrEnum):
    """What is known of a figure: as reported, verified, or a correction of an earlier one."""

    REPORTED = "reported"
    VERIFIED = "verified"
    CORRECTED = "corrected"


class ClockStart(StrEnum):
    """From when a limit counts (the starting points differ by rule: facts file §0-6)."""

    OCCURRED = "occurred"
    AWARE = "aware"
    JUDGED = "judged"
    ACTIVATED = "activated"
    REQUESTED = "requested"
    PREVIOUS_REPORT = "previous_report"
    FIXED_TIME = "fixed_time"
    STABILISED = "stabilised"
    TERMINATED = "terminated"
    CASUALTIES_CHANGED = "casualties_changed"
    WARNING_RECEIVED = "warning_received"
    ELAPSED = "elapsed"


ORDER: dict[str, tuple[str, ...]] = {
    "severity": ("IV", "III", "II", "I"),
    "response": ("IV", "III", "II", "I"),
    "alert": ("blue", "yellow", "orange", "red"),
}
"""Facts whose values have a rank, weakest first; ``at_least`` in a condition compares by it."""


_RESPONSE_RANKS: dict[ResponseLevel | None, int] = {
    None: 0, **{ResponseLevel(code): at for at, code in enumerate(ORDER["response"], 1)},
}


def severity_rank(severity: IncidentSeverity | None) -> int:
    """0 for none, 1 for IV … 4 for I."""
    return 0 if severity is None else ORDER["severity"].index(severity) + 1


def response_rank(level: ResponseLevel | None) -> int:
    """0 for none, 1 for IV … 4 for I."""
    return _RESPONSE_RANKS[level]
