"""A scenario as an Excel workbook that a coordinator fills in, out and in again: the same value.

``form`` says which sheets and columns there are; ``cells`` turns a value into a cell and back; ``writing`` and ``reading`` do the
sheets. What no column can say (an unusual field, a text that a spreadsheet would change) stands in the last column of its row as
JSON, so that nothing is lost on the way. A workbook with only some of the sheets is a draft.
"""

from app.exchange.scenario_book.reading import ScenarioRead, read_scenario_book
from app.exchange.scenario_book.writing import write_scenario_book

__all__ = ["ScenarioRead", "read_scenario_book", "write_scenario_book"]
