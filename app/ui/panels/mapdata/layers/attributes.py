"""The attributes of a layer as a table: search, sort, export, go to a feature on the map."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.catalog.pinyin import search_keys
from app.kernel.geo import Point
from app.map.spatial.model import ColumnKind, Layer, SpatialFeature
from app.map.spatial.publish import text_of
from app.map.spatial.records import point_of
from app.ui.kit.dialogs import Answer, KitDialog, show
from app.ui.kit.i18n import translate
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.services import Services

_MOST_COLUMNS = 40


def attribute_view(layer: Layer) -> RowsView:
    """The table of a layer's attributes; more than forty columns are for the spreadsheet that it is exported to."""
    def column(at: int) -> Column:
        one = layer.columns[at]
        number = one.kind is ColumnKind.NUMBER
        return Column(
            key=f"c{at}", title=one.name, text=lambda row: text_of(row.values[at]), width=84 if number else 130,
            align="right" if number else "left", export=lambda row: row.values[at] if number else text_of(row.values[at]),
            sort=(lambda row: row.values[at] if isinstance(row.values[at], int | float) else float("-inf")) if number else None,
            tip=lambda row: text_of(row.values[at]),
        )

    view = RowsView(
        (Column(key="number", title=translate("Layers", "No."), text=lambda row: str(row.number), sort=lambda row: row.number,
                align="right", width=60),
         *(column(at) for at in range(min(len(layer.columns), _MOST_COLUMNS)))),
        lambda row: str(row.number), title=layer.info.title, initials=search_keys,
    )
    view.set_rows(layer.features)
    return view


async def show_attributes(services: Services, parent: QWidget, layer: Layer) -> None:
    """The table in a dialog; Enter or "On the map" goes to the feature."""
    dialog = KitDialog(parent, translate("Layers", "Attributes of “{title}”").format(title=layer.info.title))
    view = attribute_view(layer)
    view.setMinimumSize(current_theme().px(900), current_theme().px(420))
    dialog.content.addWidget(view, 1)
    wanted: list[SpatialFeature] = []

    def go() -> None:
        if view.current is not None:
            wanted.append(view.current)
            dialog.give("go")

    view.activated.connect(lambda _row: go())
    dialog.add_answer(Answer("ok", translate("Layers", "Close")), default=False)
    button = dialog.add_answer(Answer("go", translate("Layers", "On the map"), "primary"))
    button.clicked.disconnect()
    button.clicked.connect(go)
    await show(dialog)
    if wanted:
        lon, lat = point_of(wanted[0].shapes)
        services.navigator.show_on_map(layer.info.id, str(wanted[0].number), Point(lat, lon))
