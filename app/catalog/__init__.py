"""The catalogue: plans, rulebooks, thresholds, kinds and words, read from files into domain values.

May import: kernel, domain, msgspec, PyYAML, pypinyin (lazily). Must not: know Qt, the journal, a database; change a file.
Invariants: a file that breaks a rule never reaches the domain; every problem in it is reported at once with file, line,
field and the mend; a broken plan or rulebook is left out and the others load; a statutory figure has been verified.
Decisions: YAML is read as YAML 1.2 means it (``17:00`` and ``yes`` are words, not numbers and booleans), because people
in offices write times of day; grading standards that the State Council sets in its plans count as statutory (Emergency
Response Law 2024 art. 3 gives it the power), the trial standard of 2006 only as a sample; T13 (disaster relief) is a
response scale of a whole province and therefore no severity table; T10 goes by the food-poisoning row until a county
fills in its own; a kind may be covered by several tables, and the first by id is cited first.
"""
