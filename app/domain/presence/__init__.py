"""People on scene 在场人员: who is inside, since when, and by when they should be out again."""
