"""How units are proposed at this machine: what has to stay near every village, and whose roads are driven."""

from __future__ import annotations

from typing import Any

from app.ui.kit.labels import Text
from app.ui.panels.settings.card import Card
from app.ui.panels.settings.choices import Choices
from app.ui.panels.settings.look import ValueCombo
from app.ui.services import Services

_UNITS = (1, 2, 3)
_MINUTES = (10, 15, 20, 30, 45, 60)


class DispatchingCard(Card):
    """Minimum cover (as suggested, another figure, or none) and the road network."""

    def __init__(self, services: Services, choices: Choices) -> None:
        super().__init__("")
        self.set_title(self.tr("Who goes"))
        self._services, self._choices = services, choices
        current = choices.current
        units = [(self.tr("As suggested"), None), (self.tr("None is kept"), 0)]
        units += [(self.tr("{count} of each group").format(count=count), count) for count in _UNITS]
        minutes = sorted({*_MINUTES, *((current.cover_within_min,) if current.cover_within_min else ())})
        within = [(self.tr("As suggested"), None), *((self.tr("{count} min").format(count=count), count) for count in minutes)]
        self.units = ValueCombo(tuple(units), current.cover_units)
        self.within = ValueCombo(tuple(within), current.cover_within_min)
        self.roads = ValueCombo(self._networks(current.road_network), current.road_network)
        self.add_row(self.tr("Units that stay near every village"), self.units)
        self.add_row(self.tr("Near means within"), self.within)
        self.add_row(self.tr("Road network"), self.roads)
        hint = Text(self._hint(), "caption")
        hint.setWordWrap(True)
        self.add_wide(hint)
        self.units.currentIndexChanged.connect(lambda _place: self._keep(cover_units=self.units.value))
        self.within.currentIndexChanged.connect(lambda _place: self._keep(cover_within_min=self.within.value))
        self.roads.currentIndexChanged.connect(lambda _place: self._keep(road_network=self.roads.value))

    def _networks(self, chosen: str) -> tuple[tuple[str, str], ...]:
        roads = self._services.workspace.guide.roads
        names = roads.names() if roads is not None else ()
        gone = () if chosen in ("", *names) else (chosen,)
        return ((self.tr("The newest"), ""), *((name, name) for name in (*names, *gone)))

    def _hint(self) -> str:
        """The groups that count together, with the figures that are suggested."""
        wording, lines = self._services.wording, []
        for rule in self._services.workspace.desk.reference.cover:
            kinds = [self._services.workspace.desk.reference.unit_kinds[kind].name for kind in rule.kinds]
            group = wording.say("list.separator").join(wording.text(name) for name in kinds)
            figures = {"units": rule.units, "minutes": rule.within_min, "basis": wording.basis(rule.basis)}
            lines.append(wording.say("who.cover_rule", group=group, **figures))
        return "\n".join(lines)

    def _keep(self, **change: Any) -> None:
        if self.try_save(self._services, self._choices, **change) and self._services.who is not None:
            self._services.who.ask()
