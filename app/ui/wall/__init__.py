"""The wall display: a second, read-only window for the big screen of the room, readable from five metres.

May import: the kit, services, ``app.ui.map``, the strip's presenter, desk and the floors below. Must not: change anything of
the desk, open a dialog, or import a panel.

Invariants
- Closed, it costs nothing: no window, no web engine, no subscription. Only ``control`` exists, and it imports the rest late.
- Nothing on it is smaller than a thirtieth of the window's height (36 px on a screen of 1080 lines); whatever finds no room is
  counted, never silently left out.
- Colour never says anything alone: a shape and a word stand beside it.
- Whether the map follows the officer or stays is written on the wall.

Decisions: the board is painted by two widgets of its own instead of labels in layouts, because what fits is decided by the
height of the window and not by style sheets; the map is a second ``MapView`` on the same ``MapSite``, so that each layer is
encoded once and fetched twice.
"""
