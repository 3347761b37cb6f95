"""The hall of a drill: participants, evaluators, actors and observers at other machines, by small pages over the local network.

May import: what ``network`` may. Must not: be given any desk but a drill's, change anything other than by commands on that desk,
or let an observer change anything at all.
Invariants: a page shows only what its seat may see (a player nothing that is still to come); every text is escaped; a page
loads nothing from elsewhere and runs no script but ours; what is done at a seat is an ordinary entry under the name of the
person and the role of the seat, so that it is scored like any other; keys are neither in the journal nor in a log.
Decisions: HTML is made here and the script only puts it in place, so that what is shown is escaped in one place and an old
phone has little to do; news come by long polling, which every browser and every office network lets through; the key is part
of the address (no cookies: nothing that another site could make a browser send).
"""
