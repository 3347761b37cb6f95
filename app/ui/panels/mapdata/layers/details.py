"""What is said of a layer and how it is drawn: title, kind, pattern, label, scale, source and review number."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.map.spatial.model import Layer, LayerInfo, LayerKind, Pattern
from app.ui.kit.dialogs import Answer, KitDialog, show
from app.ui.kit.form import Choice, Field, FieldKind, Form
from app.ui.kit.i18n import translate
from app.ui.services import Services


def details_form(services: Services, layer: Layer) -> Form:
    """The form, filled with what is known."""
    say = services.wording.say
    columns = tuple(Choice(one.name, one.name) for one in layer.columns)
    form = Form(
        (
            Field(key="title", label=translate("Layers", "Layer"), required=True, max_length=80),
            Field(key="kind", label=translate("Layers", "What it is"), kind=FieldKind.CHOICE, required=True,
                  choices=tuple(Choice(one, say(f"layer_kind.{one}")) for one in LayerKind)),
            Field(key="pattern", label=translate("Layers", "Drawn as"), kind=FieldKind.CHOICE, required=True,
                  choices=tuple(Choice(one, say(f"layer_pattern.{one}")) for one in Pattern)),
            Field(key="name_column", label=translate("Layers", "Name from"), kind=FieldKind.CHOICE, choices=columns),
            Field(key="label_column", label=translate("Layers", "Label from"), kind=FieldKind.CHOICE, choices=columns,
                  hint=translate("Layers", "empty: no labels")),
            Field(key="min_zoom", label=translate("Layers", "Shown from zoom"), kind=FieldKind.INT, minimum=0, maximum=18,
                  hint=translate("Layers", "0: always; 13: township")),
            Field(key="attribution", label=translate("Layers", "Whose data"), max_length=200),
            Field(key="review_number", label=translate("Layers", "Map review number"), max_length=80),
        ),
    )
    info = layer.info
    names = {one.value for one in columns}
    form.set_values({
        "title": info.title, "kind": info.kind, "pattern": info.pattern, "min_zoom": int(info.min_zoom),
        "name_column": info.name_column if info.name_column in names else None,
        "label_column": info.label_column if info.label_column in names else None,
        "attribution": info.attribution, "review_number": info.review_number,
    })
    return form


def changes_of(values: dict[str, Any]) -> dict[str, Any]:
    """The fields of the layer that these values of the form mean."""
    return {
        "title": values["title"], "kind": values["kind"], "pattern": values["pattern"], "min_zoom": float(values["min_zoom"] or 0),
        "name_column": values["name_column"] or "", "label_column": values["label_column"] or "",
        "attribution": values["attribution"] or "", "review_number": values["review_number"] or "",
    }


async def edit_details(services: Services, hub: Any, parent: QWidget, info: LayerInfo) -> bool:
    """Ask and keep; whether anything was kept. Raises what the hub raises."""
    form = details_form(services, await hub.load(info.id))
    dialog = KitDialog(parent, translate("Layers", "Name and look"))
    dialog.content.addWidget(form)
    dialog.add_answer(Answer("no", translate("Kit", "Cancel")))
    save = dialog.add_answer(Answer("yes", translate("Kit", "Save"), "primary"), default=True)
    save.clicked.disconnect()

    def give() -> None:
        if form.validate():
            dialog.give("yes")

    save.clicked.connect(give)
    form.submitted.connect(give)
    form.focus_first()
    values: dict[str, Any] = {}
    dialog.accepted.connect(lambda: values.update(form.values()))
    await show(dialog)
    if dialog.answer != "yes":
        return False
    await hub.change(info.id, **changes_of(values))
    return True
