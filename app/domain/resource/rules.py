"""What a change does to the two balances of a stock. Pure."""

from __future__ import annotations

from app.domain.resource.model import Material, MoveKind
from app.kernel.errors import Refusal


def moved(stock: Material, move: MoveKind, quantity: float) -> tuple[float, float]:
    """What lies in the store and what is out after the change; ``Refusal`` where either would fall below nothing.

    ``stock_too_little`` for more than there is, ``stock_not_out`` for more coming
    back (or used up) than went out, ``nothing_changed`` where the count finds what was known.
    """
    if move is MoveKind.COUNTED:
        if quantity == stock.quantity:
            raise Refusal("nothing_changed")
        return quantity, stock.issued
    name, unit = stock.name.zh, stock.unit
    if move in (MoveKind.ISSUED, MoveKind.WRITTEN_OFF) and quantity > stock.quantity:
        raise Refusal("stock_too_little", {"material": name, "quantity": quantity, "unit": unit, "left": stock.quantity})
    if move in (MoveKind.RETURNED, MoveKind.CONSUMED) and quantity > stock.issued:
        raise Refusal("stock_not_out", {"material": name, "quantity": quantity, "unit": unit, "out": stock.issued})
    match move:
        case MoveKind.RECEIVED:
            return stock.quantity + quantity, stock.issued
        case MoveKind.ISSUED:
            return stock.quantity - quantity, stock.issued + quantity
        case MoveKind.RETURNED:
            return stock.quantity + quantity, stock.issued - quantity
        case MoveKind.CONSUMED:
            return stock.quantity, stock.issued - quantity
        case _:
            return stock.quantity - quantity, stock.issued
