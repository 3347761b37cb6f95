"""The face: windows, panels and the map view, in Qt Widgets on one asyncio loop.

Purpose: show what the desk knows and turn a person's hand into commands. Everything here can be thrown away
and built again from ``desk.state``.

May import: every floor below (desk, catalog, domain, kernel, reports, map, exchange, drill, storage through
their ports), PySide6, qasync. ``ui`` and ``bootstrap`` are the only places that name Qt.

Must not: hold truth (a widget shows state, it never owns any); write anywhere but through ``desk.execute``;
call ``exec()`` on a dialog or menu inside a coroutine; name a colour, font or size outside
``resources/theme``; build HTML, style sheets or JavaScript from data.

Rooms: ``kit`` (knows nothing of the field: theme, tables, forms, dialogs, tasks), ``map`` (web view and its
channel), ``panels/<panel>`` (``presenter.py`` without Qt, ``panel.py`` with), ``shell`` (the main window).
Panels are strangers to each other and meet only in ``shell``; all of them may use ``kit``.

Invariants: source strings are English and pass through Qt's translator; every action shows its key;
everything can be reached by keyboard; colour never speaks alone, a word or a shape stands beside it; a closed
window leaves no timer, task or thread behind.

Decisions: Widgets instead of QML (dense tables, forms, print, old machines); one generated style sheet
instead of per-widget styling; ``QTimer`` only for things that die with their window, the clock ticks once for
all.
"""
