"""Keeps the search index abreast of the journal, on a thread of its own; a search never waits for it."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from app.desk.describe import Describer
from app.desk.desk import Desk, Notice
from app.desk.searching.model import MOST, Doc, Hits, Source, Wanted, hit
from app.desk.searching.sources import sources
from app.domain.record import Entry
from app.domain.state import State
from app.journal.codec import Sealed, unseal
from app.kernel.errors import Fault

_log = logging.getLogger(__name__)

BATCH = 500
"""Documents written in one transaction while everything is made anew."""


class SearchIndex(Protocol):
    """Documents by their words. All calls may come from any thread."""

    def mark(self) -> tuple[int, str]:
        """Which entry it stands at: its number and its seal in hex; ``(0, "")`` for an empty index."""
        ...

    def put(self, docs: Iterable[Doc], mark: tuple[int, str] | None = None) -> None:
        """Write these documents, each in the place of its older self, and then stand at ``mark``; all or nothing."""
        ...

    def clear(self) -> None:
        """Forget everything."""
        ...

    def find(self, wanted: Wanted, most: int) -> tuple[Doc, ...]:
        """The newest documents that fit, at most so many."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


class Indexer:
    """One desk's index: opened and brought up to date by ``start``, then after every commit.

    ``open_index`` may raise ``Fault``; ``describer`` gives the words of the language in which texts are kept.
    """

    def __init__(self, desk: Desk, open_index: Callable[[], SearchIndex], describer: Callable[[], Describer]) -> None:
        self._desk, self._open, self._describer = desk, open_index, describer
        self._index: SearchIndex | None = None
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="search")
        self._pending: dict[str, set[str]] = defaultdict(set)
        self._mark: tuple[int, str] | None = None
        self._stop: Callable[[], None] = lambda: None
        self._work: asyncio.Task[None] | None = None
        self._closed = False
        self.share = 0.0
        """How much of the index is made, 0 to 1."""
        self.fault: Fault | None = None
        """Why nothing is kept up to date at the moment, if so."""

    @property
    def is_whole(self) -> bool:
        """Whether everything up to now can be found, but for the last moments."""
        return self.share >= 1.0

    def start(self) -> None:
        """Begin to follow the desk, in the background; a second call changes nothing."""
        if self._work is not None:
            return
        self._stop = self._desk.subscribe(self._on_notice)
        self._work = asyncio.get_event_loop().create_task(self._follow(from_the_start=True), name="search index")

    async def ready(self) -> None:
        """Wait until everything that was committed by now can be found, or cannot be kept (``fault``)."""
        while self._work is not None and not self._work.done():
            await self._work

    async def search(self, wanted: Wanted) -> Hits:
        """The newest documents that fit. Raises ``Fault`` where the index cannot be read."""
        return await asyncio.get_running_loop().run_in_executor(None, self.search_now, wanted)

    def search_now(self, wanted: Wanted) -> Hits:
        """The same, in this thread."""
        found = () if self._index is None else self._index.find(wanted, MOST + 1)
        return Hits(tuple(hit(doc, wanted.text) for doc in found[:MOST]), len(found) > MOST, self.is_whole)

    async def close(self) -> None:
        """Stop following; what is being written is finished, what is not is made up for at the next start."""
        self._closed = True
        self._stop()
        if self._work is not None:
            await asyncio.gather(self._work, return_exceptions=True)
        self._worker.shutdown(wait=True)
        if self._index is not None:
            self._index.close()

    def _on_notice(self, notice: Notice) -> None:
        for record in notice.records:
            self._note(record.entry)
        self._mark = notice.after.seq, self._desk.head_hash.hex()
        if not self._closed and (self._work is None or self._work.done()):
            self._work = asyncio.get_event_loop().create_task(self._follow(), name="search index")

    def _note(self, entry: Entry) -> None:
        for source in sources():
            touched = source.touched(entry)
            if touched:
                self._pending[source.name].add(touched)

    async def _follow(self, *, from_the_start: bool = False) -> None:
        try:
            if from_the_start:
                await self._bring_up()
            while self._pending and not self._closed:
                await self._flush()
            if self._index is not None:
                self.share, self.fault = 1.0, None
        except Fault as fault:
            if self.fault is None:
                _log.warning("the search index is not kept: %s", fault)
            self.fault = fault

    async def _bring_up(self) -> None:
        loop = asyncio.get_running_loop()
        state, head = self._desk.state, self._desk.head_hash.hex()
        index = self._index = await loop.run_in_executor(self._worker, self._open)
        seq, seal = await loop.run_in_executor(self._worker, index.mark)
        lines = await self._desk.lines(seq - 1) if 0 < seq <= state.seq else ()
        if not lines or (lines[0].seq, lines[0].hash.hex()) != (seq, seal):
            await loop.run_in_executor(self._worker, self._rebuild, index, state, (state.seq, head))
            return
        for entry in _entries(lines[1:]):
            self._note(entry)
        self._mark = state.seq, head

    async def _flush(self) -> None:
        index = self._index
        if index is None:
            return
        pending, self._pending = self._pending, defaultdict(set)
        state, mark = self._desk.state, self._mark
        try:
            await asyncio.get_running_loop().run_in_executor(self._worker, self._write, index, pending, state, mark)
        except Fault:
            for name, ids in pending.items():
                self._pending[name] |= ids
            raise

    def _write(
        self, index: SearchIndex, pending: Mapping[str, set[str]], state: State, mark: tuple[int, str] | None
    ) -> None:
        describer = self._describer()
        docs = (
            source.doc(item, state, describer)
            for source in sources()
            for item in map(getattr(state, source.part).get, sorted(pending.get(source.name, ())))
            if item is not None
        )
        index.put(docs, mark)

    def _rebuild(self, index: SearchIndex, state: State, mark: tuple[int, str]) -> None:
        self.share = 0.0
        index.clear()
        describer = self._describer()
        todo = [(source, item) for source in sources() for item in getattr(state, source.part).values()]
        for start in range(0, len(todo), BATCH):
            if self._closed:
                return
            index.put(_docs(todo[start : start + BATCH], state, describer))
            self.share = min((start + BATCH) / len(todo), 0.99)
        index.put((), mark)


def _docs(items: Iterable[tuple[Source, object]], state: State, describer: Describer) -> Iterator[Doc]:
    return (source.doc(item, state, describer) for source, item in items)


def _entries(lines: Iterable[Sealed]) -> Iterator[Entry]:
    for line in lines:
        try:
            yield unseal(line).entry
        except Fault as fault:  # the desk says it where it matters; here the line only has nothing to find
            _log.info("entry %s is not searchable: %s", line.seq, fault)
