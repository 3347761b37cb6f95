"""Drills: what they showed and who puts it right, who has to drill when; the tabs of scenarios and rooms stand beside them."""
