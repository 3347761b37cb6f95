"""Was this file issued here? Asked by dropping a file on the window or by a button; answered by hash and check code.

May import: the kit, services, desk and the floors below, QtPdf (reading the text of a PDF). Must not: change anything, run or
open the file with another program, or trust what stands in it: a check code that is read in a file only names the paper that it
claims to be, the bytes decide.
"""

from app.ui.paper_check.asking import ask_and_check, check_files
from app.ui.paper_check.reading import SUFFIXES

__all__ = ["SUFFIXES", "ask_and_check", "check_files"]
