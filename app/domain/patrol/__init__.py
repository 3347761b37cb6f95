"""Joint patrols 联勤巡防: beats, patrol plans against the trail that was walked, and what patrols reported (警网融合)."""
