"""A township's existing plan (Word or plain text) read into a draft of the structured plan, every part with its paragraph.

In order: ``safety`` looks at the bytes before any parser does; ``reading`` makes blocks of them; ``chapters`` finds the
headings; ``recognise`` finds the parts; ``draft`` joins them into a ``PlanContent`` and an ``Extraction``; ``importing``
is the door. What to look for is data (``resources/recognition``, read by ``app.catalog.recognition``).
Invariants: every paragraph and table of the source stands in the draft's text and is either linked by a part or listed as
unread with a reason; nothing is fetched, run or unpacked to disk; no figure of a document is ever called statutory.
"""
