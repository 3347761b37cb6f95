"""Reporting rules, obligations and the reports made."""
