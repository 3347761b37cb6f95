"""Alarms: which stage of which deadline was raised, who acknowledged it, and who was called when nobody did.

Pure. A deadline is computed; what is kept here is only what happened about it. ``Alarm`` records are small and are dropped
when their deadline is gone.

Decisions
- A stage is a step: half, 80 %, due, and then rounds of "overdue". A step is raised once for a due time, whatever the clock
  does and however often the program starts; a deadline that was put off begins again.
- Acknowledging a step silences that step and nothing after it. What came before it is over with it.
- Stages that come at the same time are one entry, one sound and one line; a later stage stands for the earlier ones.
- Figures (shares, rounds, gaps, the wait before leaders are called) are the desk's suggestions, not law.
"""
