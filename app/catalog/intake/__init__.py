"""What somebody tells the duty room, understood as far as it can be: kind, time, place, figures, caller, each with its words.

Purpose: a line or a pasted report becomes values that a person looks over. Words and rules are data
(``resources/catalog/intake/``); the code knows grammar only. Pure: no Qt, no clock (the moment is given), no network.

Invariants: every span lies inside the text that was given and ``text`` is exactly those letters; no time is later than the
moment given; nothing raises, whatever the text is.

Decisions: of a range the upper figure is proposed (a desk prepares for the worse) and the lower one is kept as an
alternative; of several figures for one fact the later one counts; who is hurt without "how badly" is counted as slightly
hurt until somebody says otherwise, less those of whom the text says that they are badly hurt. What is only practised, taken
back or asked about has no kind and no figures. A group without its village takes the village that the text names. The time of
a report is proposed, marked, where the text tells no other. A text is read as far as its first 1,200 letters.
"""
