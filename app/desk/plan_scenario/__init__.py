"""A scenario written from a plan: "exercise every task of level II".

``reaching`` finds facts that lead to the level by the plan's own cases and conditions; ``work`` sorts the plan's tasks by group
and time; ``draft`` writes the scenario. Pure: the catalogue, a plan's cases and the words are given; the same wish gives the
same scenario. What it writes is a draft for people to make their own, but it is sound and can be held as it stands.
"""

from app.desk.plan_scenario.draft import Drafted, DraftWish, draft_scenario

__all__ = ["DraftWish", "Drafted", "draft_scenario"]
