"""The rulebook editor: versions, the form of each rule, the trial beside what is in force, the difference. Takes its fields
from the editor of plans, which edits a plan's own reporting rules by the same form."""
