"""Keeping plans alive: drafts, versions, approval, what was read out of a document, findings, drills and reviews.

Basis: Emergency Response Law 2024 art. 26 to 28 (plans exist, are filed, and are revised after what drills show);
Measures for the Administration of Emergency Plans (国办发〔2024〕5号).
Imports plan and reporting values; no slice imports it but ``state``, ``decide`` and ``apply``.
Invariants: an approved version never changes (a change is a new version); one version of a plan is in force at a time;
the plan in force that the desk decides by is the file's, unless a version put in force here replaces it or it was retired.
"""
