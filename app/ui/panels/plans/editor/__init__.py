"""The form editor of a plan: everything in it without a line of YAML.

``editor.PlanEditor(services, opened)`` is the one entry point; ``opening`` makes what it opens. Without Qt: ``draft``,
``editing``, ``rekeying``, ``history`` (edits are functions from ``Draft`` to ``Draft``, undo is a list of drafts),
``schema``, ``values``, ``choices``, ``rows``, ``findings``, ``condition_tree``, ``case_words``, ``workbench`` (what the
widgets ask). The widgets hold no truth but the edit in progress.

Invariants: opening a draft changes nothing in it; positions in the extraction and links to paragraphs follow every edit;
what was typed since the last save lies in a recovery file (``app.desk.recovery``), not in the journal, which keeps for ever
what it is given: an entry is written when a person saves.
"""
