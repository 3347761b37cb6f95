"""The map in the window: a locked-down web view, its URL scheme and its bridge.

May import: ``app.map`` (site, gestures, features), Qt, the standard library. Must not: know the desk or a slice of the
domain, build JavaScript or HTML from data, let a request leave the machine, block the GUI thread with encoding.
Invariants: one profile, off the record, whose interceptor denies and counts everything that is not ``zhishou://map/``; the
page hears one signal with one JSON string and says gestures only; after a crash of the page everything is published again.
Decisions: the view is created after its first show, so that the window stands first; pictures for paper are drawn by the
page itself on a canvas of the wanted size and handed back over the bridge, so that they need no visible map.
"""
