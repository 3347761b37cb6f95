"""The duty panel: what is open (left), where it is (centre), what to do about it (right).

Purpose: the whole life of an incident on one screen: intake, grading, response, forces, reports, timeline, closing.
May import: the kit, services, the command dialog, the floors below. Must not: import the shell or another panel, hold truth, change
anything but by a command.

Invariants: modules named ``*_presenter`` and ``intake_filling``, ``room`` know no Qt and are pure; a tab that nobody looks at
is not drawn; no timer is owned here (countdowns hang on the kit's ticker).

Decisions: the intake is a page and no dialog, so that the map can be used while it is open; tasks, units and duties are
cards, not tables, because the pane is narrow and the words are long; a name found in the gazetteer is proposed, free words
are always allowed.
"""
