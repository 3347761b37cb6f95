"""What resource entries make of the state."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.record import Stamp
from app.domain.resource.entries import FacilitiesRegistered, MaterialsRegistered, StockMoved
from app.domain.resource.model import MOVES_KEPT, Material, MoveKind, StockMove
from app.domain.state import State
from app.kernel.clock import to_local


def facilities_registered(state: State, entry: FacilitiesRegistered, stamp: Stamp) -> State:
    """Places on the map."""
    return replace(state, facilities=state.facilities.update({place.id: place for place in entry.facilities}))


def materials_registered(state: State, entry: MaterialsRegistered, stamp: Stamp) -> State:
    """Stock; what is out of a known store stays out."""
    stock = {one.id: _still_out(one, state.materials.get(one.id)) for one in entry.materials}
    return replace(state, materials=state.materials.update(stock))


def stock_moved(state: State, entry: StockMoved, stamp: Stamp) -> State:
    """The balances after the change, and the change beside those before it."""
    stock = replace(state.materials[entry.material_id], quantity=entry.balance, issued=entry.issued)
    if entry.move is MoveKind.COUNTED:
        stock = replace(stock, counted_on=to_local(stamp.at).date())
    move = StockMove(
        entry.move_id, stock.id, entry.move, entry.quantity, entry.balance, entry.issued, stamp.at, stamp.actor, entry.whom,
        entry.incident_id, entry.request_id, entry.note,
    )
    moves = (*state.stock_moves.get(stock.id, ()), move)[-MOVES_KEPT:]
    return replace(
        state, materials=state.materials.set(stock.id, stock), stock_moves=state.stock_moves.set(stock.id, moves)
    )


def _still_out(stock: Material, known: Material | None) -> Material:
    return replace(stock, issued=0.0 if known is None else known.issued)
