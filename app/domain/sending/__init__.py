"""Sending: what leaves the desk towards a superior, by which channel, how often it was tried, and who signed for it."""
