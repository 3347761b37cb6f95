"""The conductor's room 导调台: the clock, what came and what is to come, what everybody does, who sits where, the score."""
