"""The call log 电话记录: every call that came in, in the caller's words, with or without an incident (facts file §3.5)."""
