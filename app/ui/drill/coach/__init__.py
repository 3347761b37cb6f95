"""The guide through a drill that teaches: a strip in the drill's window, a mark around the place meant, a last page; and the
offer of it at the real desk.

May import: what ``ui`` may. Must not: count a step done by anything but the journal (``domain.exercise.coaching`` says which
entries), cover what it points at, or take the keyboard from a form.
Invariants: it only looks on (and lets a step's inject come); leaving it is always possible; without a guide nothing is shown.
"""
