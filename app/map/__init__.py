"""The map as bytes: the page, what it is served, and the values that go onto it; blind to the other outer rooms.

May import: kernel, domain, catalog, desk; folium only inside :mod:`app.map.page`, and only when the page is built.
Must not: import Qt, open a socket, write outside the folders it was given, or build HTML or JavaScript from data.
Invariants: the page is constant (no data in it), so that it can be built once and cached; every load of the page is
answered by :class:`app.map.site.MapSite`; payloads are finished bytes when they are published, made off the GUI thread.
Decisions: folium makes the document, our own scripts draw (a canvas per concern, because DOM markers stop at about 1,000
units); positions travel as a ``Float64Array`` that the page pulls, which keeps the GUI thread free.
"""
