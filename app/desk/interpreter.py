"""How Python itself is set while a desk without a window takes in what many senders say at once."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

SWITCH_INTERVAL_S = 0.0005
"""How long the loop may keep Python from the thread that writes: with Python's own 5 ms a commit waits for that long."""

GARBAGE_AFTER = (50_000, 20, 50)
"""New containers before the collector looks at them, and how many such looks before it looks at older ones.

An answer is held back until its position is on the disk, so hundreds of requests are alive at once: with Python's own 700
the collector looks at all of them several times a second, finds nothing, and takes a tenth of the time doing it. (In the
window it is the interface that collects, see ``app.ui.kit.garbage``.) What waits to be found costs some megabytes at most."""


@contextmanager
def serving_many() -> Iterator[None]:
    """Inside, Python hands its lock over quickly and seldom looks for garbage; afterwards it is set as it was."""
    interval_s, thresholds, frozen = sys.getswitchinterval(), gc.get_threshold(), gc.get_freeze_count()
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    gc.set_threshold(*GARBAGE_AFTER)
    gc.collect()
    gc.freeze()  # what the program was built of stays: it need not be looked at again
    try:
        yield
    finally:
        if not frozen:
            gc.unfreeze()
        gc.set_threshold(*thresholds)
        sys.setswitchinterval(interval_s)
