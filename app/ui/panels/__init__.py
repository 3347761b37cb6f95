"""One folder a panel: ``presenter.py`` (state → rows and enabled actions, no Qt) and ``panel.py`` (widgets).

May import: the kit, services, the floors below. Must not: import another panel (they meet through the navigator), hold
truth, or change anything but by a command.
A folder whose ``panel.py`` defines ``SPEC: PanelSpec`` is found by ``discover()`` and gets its place on the left rail.
"""
