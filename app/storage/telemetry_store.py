"""Sampled positions on disk, in a file of their own: for the track on the map and for a review. Never in the journal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType

from sqlalchemy import Column, Engine, Float, Integer, MetaData, Row, Table, Text, bindparam, delete, func, insert, select

from app.domain.unit.model import Position
from app.kernel.clock import as_utc
from app.kernel.errors import Fault
from app.kernel.geo import Crs, Point
from app.storage.sqlite import faults, set_wal, writing_engine

FORM = 1
"""Shape of the table, in the file's ``user_version``."""

KEPT_FOR = timedelta(days=30)
"""How long positions are kept by default: they are personal data, needed for the response and its review only."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_metadata = MetaData()
_positions = Table(
    "positions",
    _metadata,
    Column("unit_id", Text, primary_key=True),
    Column("at", Integer, primary_key=True),  # microseconds since 1970, UTC
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    Column("crs", Text, nullable=False),
    Column("speed_kmh", Float, nullable=False),
    Column("heading_deg", Float, nullable=False),
    Column("source", Text, nullable=False),
    sqlite_with_rowid=False,
)
_INSERT = insert(_positions).prefix_with("OR IGNORE")


class TelemetryStore:
    """Positions by unit and time. ``synchronous=NORMAL``: a power cut may lose the last seconds, never the file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with faults("telemetry_not_opened", path):
            self._engine = _opened(path)

    def __enter__(self) -> TelemetryStore:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def sample(self, batch: Iterable[Position]) -> int:
        """Keep these positions, in one transaction; the same unit at the same moment is kept once. How many were new."""
        rows = [_row(position) for position in batch]
        if not rows:
            return 0
        with faults("telemetry_not_written", self.path), self._engine.begin() as connection:
            count = select(func.total_changes())
            before = connection.execute(count).scalar_one()
            connection.execute(_INSERT, rows)
            return int(connection.execute(count).scalar_one() - before)

    def latest(self) -> dict[str, Position]:
        """The last kept position of every unit."""
        # one short look-up per unit along the key: a GROUP BY would read a month of positions
        following = select(func.min(_positions.c.unit_id)).where(_positions.c.unit_id > bindparam("unit"))
        of_unit = select(_positions).where(_positions.c.unit_id == bindparam("unit"))
        newest = of_unit.order_by(_positions.c.at.desc()).limit(1)
        found: dict[str, Position] = {}
        unit = ""
        with faults("telemetry_not_read", self.path), self._engine.connect() as connection:
            while (unit := connection.execute(following, {"unit": unit}).scalar_one()) is not None:
                found[unit] = _position(connection.execute(newest, {"unit": unit}).one())
        return found

    def track(self, unit_id: str, since: datetime, until: datetime) -> tuple[Position, ...]:
        """Where a unit was from ``since`` (included) to ``until`` (not included), in order."""
        query = (
            select(_positions)
            .where(_positions.c.unit_id == unit_id, _positions.c.at >= _micros(since), _positions.c.at < _micros(until))
            .order_by(_positions.c.at)
        )
        with faults("telemetry_not_read", self.path), self._engine.connect() as connection:
            return tuple(_position(row) for row in connection.execute(query))

    def retain(self, since: datetime) -> int:
        """Destroy everything older than ``since`` (Emergency Response Law 2024 art. 85). Returns how many rows went."""
        with faults("telemetry_not_written", self.path), self._engine.begin() as connection:
            return connection.execute(delete(_positions).where(_positions.c.at < _micros(since))).rowcount

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def _opened(path: Path) -> Engine:
    engine = writing_engine(path, synchronous="NORMAL")
    try:
        set_wal(engine)
        with engine.connect().execution_options(immediate=True) as connection, connection.begin():
            found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            if found > FORM:
                raise Fault("telemetry_newer", {"path": str(path), "found": found, "known": FORM})
            _metadata.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version={FORM}")
    except BaseException:
        engine.dispose()
        raise
    return engine


def _micros(at: datetime) -> int:
    return (as_utc(at) - _EPOCH) // timedelta(microseconds=1)


def _row(position: Position) -> dict[str, object]:
    return {
        "unit_id": position.unit_id,
        "at": _micros(position.at),
        "lat": position.point.lat,
        "lon": position.point.lon,
        "crs": position.point.crs.value,
        "speed_kmh": position.speed_kmh,
        "heading_deg": position.heading_deg,
        "source": position.source,
    }


def _position(row: Row[tuple[object, ...]]) -> Position:
    return Position(
        unit_id=row.unit_id,
        point=Point(row.lat, row.lon, Crs(row.crs)),
        at=_EPOCH + timedelta(microseconds=row.at),
        source=row.source,
        speed_kmh=row.speed_kmh,
        heading_deg=row.heading_deg,
    )
