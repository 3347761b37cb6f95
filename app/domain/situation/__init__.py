"""Situation reports 信息报告 as written things: composed, checked for completeness, signed, issued and kept.

What was told to whom at what minute stays with ``reporting`` (``ReportMade``); this slice keeps the text that was told, the
figures as they were known, what was still being checked, and who answered for it.
"""
