"""Handover 交接班: nothing that is open changes hands unseen (facts file §3.6: unfinished matters are written down and handed
over)."""
