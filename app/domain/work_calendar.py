"""Working days and holidays, as the State Council announces them each year. Pure: a value that the catalogue fills."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from app.kernel.text import Text

_SATURDAY = 5


class WorkCalendar(msgspec.Struct, frozen=True):
    """Which days are off and which weekends are worked.

    ``holidays`` are days off with their festival, ``workdays`` the Saturdays and Sundays that are worked in exchange (调休),
    ``known_through`` the last day that an announcement covers (``None``: none does). Days beyond it are counted by the
    weekday alone: ``is_certain`` says so, and whoever shows a date that hangs on it has to say so too.
    """

    holidays: dict[date, Text] = {}
    workdays: dict[date, Text] = {}
    known_through: date | None = None

    def is_certain(self, day: date) -> bool:
        """Whether the arrangement of this day has been announced."""
        return self.known_through is not None and day <= self.known_through

    def is_workday(self, day: date) -> bool:
        """Whether offices work on this day."""
        if day in self.workdays:
            return True
        return day not in self.holidays and day.weekday() < _SATURDAY

    def festival(self, day: date) -> Text | None:
        """The festival for which this day is off or worked in exchange, if any."""
        return self.holidays.get(day) or self.workdays.get(day)

    def after_workdays(self, day: date, count: int) -> date:
        """The day on which ``count`` working days after this one end; the day itself is never counted (Civil Code art. 201)."""
        found = day
        left = count
        while left > 0:
            found += timedelta(days=1)
            left -= self.is_workday(found)
        return found
