"""The composer of written reports: elements that it must hold, its text, the figures it rests on, and the way out.

Opened by F7, by the reports tab of an incident, by the answer to a written duty (F9), and for the whole area (daily and zero
reports) from the reports screen. Nothing is typed twice and nothing is lost: what is written is kept as it is typed, what a
person wrote is not written over by the machine, and what is missing is named once, with the time that is left.
"""

from __future__ import annotations

from app.ui.report_composer.open import compose_area_report, open_composer

__all__ = ["compose_area_report", "open_composer"]
