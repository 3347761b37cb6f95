"""How the journal's tables came to be, step by step (Alembic; no ``alembic.ini``, run by ``app.storage.migrate``).

A new step is a file ``versions/NNNN_what.py``, its number at the end of ``REVISIONS``. A step that was released is never
changed. The folder has to lie beside the program as source files, in a frozen bundle too.
"""

REVISIONS = ("0001", "0002")
"""Every step, the oldest first; a file that stands at an unknown one was written by a newer program."""
