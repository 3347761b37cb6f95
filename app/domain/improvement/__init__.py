"""The improvement loop 整改闭环: finding → cause → corrective action → evidence → review → closed; and who drills how often.

Basis: Emergency Response Law 2024 art. 28 (plans are revised after what drills show), Regulation on Emergency Response to
Production Safety Accidents art. 6 and 8; the fields are those of the facts file §6.5 (suggested).
Imports planning's values; no slice imports it but ``planning`` (a version answers findings), ``deadlines``, ``reminders``,
``state``, ``decide`` and ``apply``.
Invariants: nothing of a drill's journal is here but what a coordinator took over, with the drill's id and the hash at the head of
its journal; a closed finding is open again when a drill shows the same weakness; a finding whose cause is the plan is closed only
after every plan it hangs on has answered; whether something is overdue is computed and never stored.
"""
