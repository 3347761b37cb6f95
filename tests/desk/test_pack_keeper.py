"""A survival pack kept up to date: when it is due, what stays, what a missing stick costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from app.catalog.wording import Wording, read_words
from app.desk.jobs import Jobs, Progress
from app.desk.pack_keeper import PackKeeper, kept_packs
from app.desk.settings import Settings
from app.desk.survival import wanted_slips
from app.domain.duty.commands import LiftWarning, RecordWarning
from app.domain.dutylog.commands import WriteLog
from app.domain.words import AlertLevel
from app.kernel.clock import FixedClock
from app.kernel.errors import Fault
from tests.world import NOON, REFERENCE, Station

RESOURCES = Path(__file__).parents[2] / "resources"


class Pressed:
    """A pack of one page, or a press that is out of order."""

    pages, missing = 1, ()

    def __init__(self) -> None:
        self.given: list[Mapping[str, Any]] = []
        self.broken = False

    @property
    def data(self) -> bytes:
        """As many bytes as packs were made."""
        return b"%PDF" * len(self.given)

    def make(self, fields: Mapping[str, Any], _progress: Progress) -> Pressed:
        """Remember what was asked for."""
        if self.broken:
            raise Fault("no_chinese_font")
        self.given.append(fields)
        return self


class Kept:
    """A station with its keeper; ``forms`` of the small world keep two slips of one kind."""

    def __init__(self, folder: Path) -> None:
        forms = {**REFERENCE.forms, "intake": replace(REFERENCE.forms["intake"], keep=2)}
        self.clock = FixedClock(NOON)
        self.station = Station(clock=self.clock, reference=_with(forms)).found()
        self.settings = Settings(survival_on=True, survival_every_h=6, survival_keep=2)
        self.press, self.jobs = Pressed(), Jobs()
        words = read_words(RESOURCES / "i18n")
        self.keeper = PackKeeper(
            self.station.desk, lambda: self.settings, self.jobs, self.press.make, folder / "survival",
            lambda: Wording(words, "zh", REFERENCE),
        )
        self.station.desk.subscribe(self.keeper._on_notice)

    def keep(self) -> Path | None:
        """Make one now."""
        return self.station.run(self.keeper.keep())

    def due_after(self, **waited: float) -> bool:
        """Whether one is due then."""
        self.clock.advance(timedelta(**waited))
        return self.keeper.is_due()


def _with(forms: Any) -> Any:
    from dataclasses import replace as changed

    return changed(REFERENCE, forms=forms)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    made = Kept(tmp_path)
    yield made
    made.jobs.close()
    made.station.close()


def test_one_is_due_at_first_then_after_its_hours_if_anything_happened(kept: Kept) -> None:
    assert kept.keeper.is_due()
    assert kept.keep() is not None and not kept.keeper.is_due()
    assert not kept.due_after(hours=7)  # nothing was entered since: its own numbers do not count
    kept.station.do(WriteLog(text="rain"))
    assert kept.keeper.is_due()
    kept.settings = replace(kept.settings, survival_on=False)
    assert not kept.keeper.is_due()


def test_a_severe_warning_makes_one_at_once_a_mild_one_does_not(kept: Kept) -> None:
    kept.keep()

    def warn(level: AlertLevel) -> str:
        return kept.station.do(RecordWarning(kind="rain", level=level, text="x", issued_by="w"))[0].stamp.command_id

    warn(AlertLevel.YELLOW)
    assert not kept.due_after(minutes=11)
    red = warn(AlertLevel.RED)
    assert kept.keeper.is_due()
    kept.keep()
    kept.station.do(LiftWarning(warning_id=red))
    assert not kept.due_after(minutes=11)


def test_the_last_some_stay_and_every_one_has_numbers_of_its_own(kept: Kept, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    kept.settings = replace(kept.settings, survival_dir=str(stick))
    other = kept.keeper.folder / "own.pdf"
    for _ in range(3):
        kept.keep()
        kept.clock.advance(timedelta(minutes=1))
    other.write_bytes(b"mine")
    kept.keep()
    assert [len(kept_packs(folder)) for folder in (kept.keeper.folder, stick)] == [2, 2]
    assert other.exists(), "only our own files go"
    firsts = [fields["slips"][0].first for fields in kept.press.given]
    assert firsts == [1, 3, 5, 7] and kept.station.state.next_slip == 9
    assert kept.keeper.made_at == kept.clock.now()
    again = PackKeeper(
        kept.station.desk, lambda: kept.settings, kept.jobs, kept.press.make, kept.keeper.folder, kept.keeper._wording
    )
    assert again.made_at == kept.clock.now(), "a restart knows when the last one was made"


def test_a_stick_that_is_gone_costs_only_itself_and_a_broken_press_wastes_no_numbers(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    kept.settings = replace(kept.settings, survival_dir=str(tmp_path / "file" / "stick"))
    made = kept.keep()
    assert made is not None and made.exists() and kept.keeper.fault is not None
    assert kept.keeper.fault.code == "survival_folder" and kept.keeper.since == NOON
    kept.settings, kept.press.broken = replace(kept.settings, survival_dir=""), True
    taken = kept.station.state.next_slip
    assert kept.keep() is None and kept.keep() is None
    assert kept.station.state.next_slip == taken + 2
    kept.press.broken = False
    assert kept.keep() is not None and kept.keeper.fault is None
    assert kept.press.given[-1]["slips"][0].first == taken


@pytest.mark.parametrize(("of_each", "wanted"), [(None, (("intake", 2),)), (5, (("intake", 5),)), (0, ())])
def test_how_many_slips_a_pack_takes(kept: Kept, of_each: int | None, wanted: tuple[tuple[str, int], ...]) -> None:
    assert wanted_slips(kept.station.desk.reference, of_each) == wanted


def test_it_goes_on_by_itself_and_leaves_nothing_behind(kept: Kept) -> None:
    import asyncio

    async def a_while() -> None:
        work = asyncio.ensure_future(kept.keeper.run())
        until: Callable[[], bool] = lambda: kept.keeper.made_at is not None  # noqa: E731
        for _ in range(200):
            if until():
                break
            await asyncio.sleep(0.01)
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)

    before = len(kept.station.desk._observers)
    kept.station.run(a_while())
    assert kept.keeper.made_at == NOON and len(kept.station.desk._observers) == before
