"""The editor of a scenario: everything in it without a line of YAML.

``editor.ScenarioEditor(services, opened)`` is the one entry point; ``opening`` makes what it opens. Without Qt: ``draft``,
``edits`` (functions from draft to draft), ``schema``, ``values``, ``tables``, ``choices``, ``rows``, ``places`` (where an inject
stands in time), ``bench`` (what the widgets ask). Forms, lists and the list of problems are those of the plan editor.

Invariants: opening changes nothing; what no form shows survives every edit; a name that is changed is changed wherever it is
meant; nothing is saved half, and what is not sound is kept as a draft that cannot be held.
"""
