"""Sampled positions on disk, in a file of their own: for the track on the map and for a review. Never in the journal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import chain
from pathlib import Path
from types import TracebackType

from sqlalchemy import Column, Connection, Engine, Float, Integer, MetaData, Row, Table, Text, bindparam, delete, func, select

from app.domain.tracking.model import Flag
from app.domain.unit.model import Position
from app.kernel.clock import as_utc
from app.kernel.errors import Fault
from app.kernel.geo import Crs, Point
from app.storage.sqlite import faults, set_wal, writing_engine

FORM = 2
"""Shape of the table, in the file's ``user_version``. 1: without the terminal and what it says of itself."""

KEPT_FOR = timedelta(days=30)
"""How long positions are kept by default: they are personal data, needed for the response and its review only."""

_JUMPED = f"%{Flag.JUMP}%"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_metadata = MetaData()
_positions = Table(
    "positions",
    _metadata,
    Column("unit_id", Text, primary_key=True),
    Column("at", Integer, primary_key=True),  # microseconds since 1970, UTC
    Column("device_id", Text, primary_key=True),  # two terminals of one unit may report for the same moment
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    Column("crs", Text, nullable=False),
    Column("speed_kmh", Float, nullable=False),
    Column("heading_deg", Float, nullable=False),
    Column("source", Text, nullable=False),
    Column("accuracy_m", Float, nullable=False),
    Column("battery_pct", Integer, nullable=False),
    Column("flags", Text, nullable=False),  # codes, separated by blanks
    sqlite_with_rowid=False,
)
_NAMES = tuple(column.name for column in _positions.columns)
_PER_STATEMENT = 100
"""Rows of one INSERT. One statement is one step of SQLite: the writer asks for Python's lock once a batch instead of once a
row, which is what counts while the loop is busy answering phones."""


class TelemetryStore:
    """Positions by unit and time. ``synchronous=FULL``: what was written is there after a power cut."""

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
        with faults("telemetry_not_written", self.path), closing(self._engine.raw_connection()) as connection:
            cursor = connection.cursor()
            if len(rows) <= _PER_STATEMENT:
                return int(cursor.execute(_insert(len(rows)), list(chain.from_iterable(rows))).rowcount)
            cursor.execute("BEGIN IMMEDIATE")
            try:
                parts = (rows[at : at + _PER_STATEMENT] for at in range(0, len(rows), _PER_STATEMENT))
                new = sum(cursor.execute(_insert(len(part)), list(chain.from_iterable(part))).rowcount for part in parts)
                cursor.execute("COMMIT")
            except BaseException:
                connection.rollback()
                raise
            return int(new)

    def confirm(self, batch: Sequence[Position]) -> None:
        """Give kept positions the flags that these have: what looked like a jump has become true."""
        change = _positions.update().where(
            _positions.c.unit_id == bindparam("unit"), _positions.c.at == bindparam("moment"),
            _positions.c.device_id == bindparam("device"),
        ).values(flags=bindparam("now"))
        facts = [
            {"unit": one.unit_id, "moment": _micros(one.at), "device": one.device_id, "now": " ".join(one.flags)} for one in batch
        ]
        if facts:
            with faults("telemetry_not_written", self.path), self._engine.begin() as connection:
                connection.execute(change, facts)

    def latest(self) -> dict[str, Position]:
        """The last kept position of every unit that was not doubted."""
        # one short look-up per unit along the key: a GROUP BY would read a month of positions
        following = select(func.min(_positions.c.unit_id)).where(_positions.c.unit_id > bindparam("unit"))
        of_unit = select(_positions).where(_positions.c.unit_id == bindparam("unit"), _positions.c.flags.not_like(_JUMPED))
        newest = of_unit.order_by(_positions.c.at.desc()).limit(1)
        found: dict[str, Position] = {}
        unit = ""
        with faults("telemetry_not_read", self.path), self._engine.connect() as connection:
            while (unit := connection.execute(following, {"unit": unit}).scalar_one()) is not None:
                row = connection.execute(newest, {"unit": unit}).one_or_none()
                if row is not None:
                    found[unit] = _position(row)
        return found

    def last_of_device(self, unit_id: str, device_id: str) -> Position | None:
        """The last kept position that this terminal gave for this unit and that was not doubted."""
        query = (
            select(_positions)
            .where(
                _positions.c.unit_id == unit_id, _positions.c.device_id == device_id, _positions.c.flags.not_like(_JUMPED)
            )
            .order_by(_positions.c.at.desc())
            .limit(1)
        )
        with faults("telemetry_not_read", self.path), self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _position(row)

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
    engine = writing_engine(path)
    try:
        set_wal(engine)
        with engine.connect().execution_options(immediate=True) as connection, connection.begin():
            found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            if found > FORM:
                raise Fault("telemetry_newer", {"path": str(path), "found": found, "known": FORM})
            if found == 1:
                _lift(connection)
            _metadata.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version={FORM}")
    except BaseException:
        engine.dispose()
        raise
    return engine


def _lift(connection: Connection) -> None:
    """Positions of the first form, with the terminal's columns empty."""
    connection.exec_driver_sql("ALTER TABLE positions RENAME TO positions_1")
    _metadata.create_all(connection)
    old = "unit_id, at, lat, lon, crs, speed_kmh, heading_deg, source"
    connection.exec_driver_sql(
        f"INSERT INTO positions ({old}, device_id, accuracy_m, battery_pct, flags) "
        f"SELECT {old}, '', 0, -1, '' FROM positions_1"
    )
    connection.exec_driver_sql("DROP TABLE positions_1")


@lru_cache(maxsize=_PER_STATEMENT)
def _insert(count: int) -> str:
    row = f"({', '.join('?' * len(_NAMES))})"
    return f"INSERT OR IGNORE INTO positions ({', '.join(_NAMES)}) VALUES {', '.join([row] * count)}"


def _micros(at: datetime) -> int:
    since = (at if at.tzinfo is UTC else as_utc(at)) - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def _row(position: Position) -> tuple[object, ...]:
    """In the order of ``_NAMES``."""
    point = position.point
    return (
        position.unit_id, _micros(position.at), position.device_id, point.lat, point.lon, str(point.crs), position.speed_kmh,
        position.heading_deg, position.source, position.accuracy_m, position.battery_pct,
        " ".join(position.flags) if position.flags else "",
    )


def _position(row: Row[tuple[object, ...]]) -> Position:
    return Position(
        unit_id=row.unit_id,
        point=Point(row.lat, row.lon, Crs(row.crs)),
        at=_EPOCH + timedelta(microseconds=row.at),
        source=row.source,
        speed_kmh=row.speed_kmh,
        heading_deg=row.heading_deg,
        accuracy_m=row.accuracy_m,
        device_id=row.device_id,
        battery_pct=row.battery_pct,
        flags=tuple(row.flags.split()),
    )
