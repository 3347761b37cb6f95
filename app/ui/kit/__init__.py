"""The kit: what every panel is built from, with no knowledge of the field.

May import: PySide6, qasync, qtawesome, openpyxl, msgspec and ``app.kernel``. Must not: import a panel, the
desk or the domain; keep a module-level cache (what is shared hangs on the ``QApplication`` as a child object
and dies with it).

Invariants
- Tones are ``neutral info watch warn alarm ok muted`` everywhere: labels, badges, banners, cells, cards,
sounds.
- A widget is coloured by its ``tone``/``role``/``variant`` property through the one style sheet; painted
widgets ask the
  applied ``Theme``.
- Text from outside is plain text: no label, tool tip, dialog or export interprets it.
- One ``Ticker`` for all clocks; it runs only while somebody visible listens.

Decisions: dialogs are ``open()`` plus a future (``exec()`` starves the loop); errors of tasks go to the
loop's exception handler, which ``main_loop`` joins with ``sys.excepthook`` in one sink; the table sorts and
filters by itself (a Python ``QSortFilterProxyModel`` costs a call per comparison).
"""
