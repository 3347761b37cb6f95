"""Zhishou 值守: the emergency-command console of a township or county duty room.

Floors, from the street up (a higher one may import a lower one, never the reverse; ``pyproject.toml`` holds the
contracts): kernel, domain, catalog | journal, desk, reports | map | network | exchange | drill | storage, ui | cli,
and the composition root (``bootstrap``, ``__main__``).
"""

__version__ = "0.1.0"
