"""Asyncio tasks that belong to a widget: kept alive, ended with it, and never failing in silence."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject

T = TypeVar("T")


def run(coro: Coroutine[Any, Any, T], owner: QObject, name: str = "") -> asyncio.Task[T]:
    """Start a coroutine that lives no longer than its owner.

    The task is held by the owner, is cancelled when the owner is destroyed, and an exception goes to the
    loop's exception handler (``main_loop`` joins that with the one error sink). Must be called on the loop's
    thread.
    """
    loop = asyncio.get_event_loop()
    task = loop.create_task(coro, name=name or getattr(coro, "__qualname__", "task"))

    def end() -> None:
        if not task.done() and not loop.is_closed():
            task.cancel()

    # The connection holds ``end``, ``end`` holds the task: the loop itself keeps only a weak reference.
    connection = owner.destroyed.connect(end)

    def settle(done: asyncio.Task[T]) -> None:
        if alive(owner):
            owner.disconnect(connection)
        if done.cancelled():
            return
        problem = done.exception()
        if problem is not None:
            loop.call_exception_handler(
                {"message": f"task {done.get_name()}", "exception": problem, "task": done}
            )

    task.add_done_callback(settle)
    return task


async def to_its_end(work: Coroutine[Any, Any, T]) -> T:
    """The result of work that must not be left half-way: whoever is cancelled meanwhile is so only after it has ended."""
    task = asyncio.get_running_loop().create_task(work, name="to its end")
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait((task,))
        raise


def alive(thing: QObject | None) -> bool:
    """Whether the C++ side of a Qt object still exists: ask after an ``await`` before touching a widget."""
    return thing is not None and shiboken6.isValid(thing)
