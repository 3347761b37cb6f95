"""每日值班要情: the day of the desk on a page or two, for the leaders in the morning."""
