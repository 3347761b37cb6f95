"""The replay's window (复盘回放): the past of the live desk or of a kept drill, played beside the present.

May import: the kit, the map, what the shell shows of deadlines, the desk. Must not: hold a door to the outside, an alarm, an
outbox or a keeper; write anything. Invariants: a replay cannot be taken for the live desk (film edges, the word in title, band and
map; a drill's has the drill's hatching besides); what is shown is the state of the replay desk at one moment; closing the window
leaves no timer, no task and no thread behind.
Decisions: everything that shows is made for any desk and is given the replay desk; only the transport knows that time can go back.
"""
